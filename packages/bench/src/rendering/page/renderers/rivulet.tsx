import { Markdown } from '@rivulet/markdown/react'
import '@rivulet/markdown/styles.css'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'
import { OUR_CODE_HEADER } from '../extras.ts'

export const renderer: Renderer = {
  container: '.rivulet-markdown',
  extras: OUR_CODE_HEADER,
  mount: mountReact(({ text, isWhole }) => <Markdown text={text} streaming={!isWhole} />),
}
