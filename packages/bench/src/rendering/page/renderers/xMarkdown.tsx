import { XMarkdown } from '@ant-design/x-markdown'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

const GROWING = { hasNextChunk: true }
const WHOLE = { hasNextChunk: false }

export const renderer: Renderer = {
  container: ':scope > div',
  mount: mountReact(({ text, isWhole }) => <XMarkdown content={text} streaming={isWhole ? WHOLE : GROWING} />),
}
