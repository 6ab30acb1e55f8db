import type { ComponentType } from 'react'
import { createHighlightedCode, createShikiHighlighter, type CodeTextProps } from '@rivulet/markdown/shiki'
import { createHighlighter, createJavaScriptRegexEngine } from 'shiki'

const shiki = await createHighlighter({ themes: [], langs: ['ts', 'python'], engine: createJavaScriptRegexEngine() })

export const ShikiCode: ComponentType<CodeTextProps> = createHighlightedCode(createShikiHighlighter(shiki))
