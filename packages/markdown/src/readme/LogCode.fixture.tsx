import type { ComponentType } from 'react'
import { createHighlightedCode, createModeHighlighter, type CodeTextProps, type Language } from '@rivulet/markdown/code'

const log: Language<null> = {
  start: () => null,
  copy: () => null,
  line: (text) => [{ text, kind: text.startsWith('ERROR') ? 'deleted' : null }],
}

const modes = createModeHighlighter()

export const LogCode: ComponentType<CodeTextProps> = createHighlightedCode({
  language: (name) => (name === 'log' ? log : modes.language(name)),
})
