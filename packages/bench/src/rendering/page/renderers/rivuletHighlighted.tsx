import { HighlightedCode } from '@rivulet/markdown/code'
import { Markdown } from '@rivulet/markdown/react'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'
import { renderer as plain } from './rivulet.tsx'

const COMPONENTS = { codeText: HighlightedCode }

export const renderer: Renderer = {
  ...plain,
  expected: 'pre .rivulet-code-keyword',
  mount: mountReact(({ text, isWhole }) => <Markdown text={text} streaming={!isWhole} components={COMPONENTS} />),
}
