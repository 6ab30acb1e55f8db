import { Formula } from '@rivulet/markdown/math'
import { Mermaid } from '@rivulet/markdown/mermaid'
import { Markdown } from '@rivulet/markdown/react'
import '@rivulet/markdown/styles.css'
import 'katex/dist/katex.min.css'
import type { ReactNode } from 'react'

const components = { formula: Formula, figures: { mermaid: Mermaid } }

export function Answer({ text, streaming }: { text: string; streaming: boolean }): ReactNode {
  return <Markdown text={text} streaming={streaming} math components={components} />
}
