import type { ReactNode } from 'react'
import { HighlightedCode } from '@rivulet/markdown/code'
import { Markdown } from '@rivulet/markdown/react'
import '@rivulet/markdown/styles.css'

const components = { codeText: HighlightedCode }

export function Answer({ text, streaming }: { text: string; streaming: boolean }): ReactNode {
  return <Markdown text={text} streaming={streaming} components={components} />
}
