import { Markdown } from '@rivulet/markdown/react'
import '@rivulet/markdown/styles.css'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

export const renderer: Renderer = {
  container: '.rivulet-markdown',
  extras: '.rivulet-code-header',
  mount: mountReact(({ text, isWhole }) => <Markdown text={text} streaming={!isWhole} />),
}
