import { Markdown } from 'markdown-to-jsx/react'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

// As its README says: off for the last time.
const STREAMING = { optimizeForStreaming: true }
const WHOLE = { optimizeForStreaming: false }

export const renderer: Renderer = {
  container: ':scope > div',
  mount: mountReact(({ text, isWhole }) => <Markdown options={isWhole ? WHOLE : STREAMING}>{text}</Markdown>),
}
