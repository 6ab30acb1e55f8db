import { Streamdown } from 'streamdown'
import 'streamdown/styles.css'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

export const renderer: Renderer = {
  container: ':scope > div',
  extras: '[data-streamdown="code-block-header"]',
  mount: mountReact(({ text, isWhole }) => <Streamdown isAnimating={!isWhole}>{text}</Streamdown>),
}
