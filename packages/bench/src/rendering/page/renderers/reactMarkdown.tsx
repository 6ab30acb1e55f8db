import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

const PLUGINS = [remarkGfm]

export const renderer: Renderer = {
  mount: mountReact(({ text }) => <Markdown remarkPlugins={PLUGINS}>{text}</Markdown>),
}
