import { Streamdown } from 'streamdown'
import 'streamdown/styles.css'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'
import { STREAMDOWN_CODE_HEADER } from '../extras.ts'

export const renderer: Renderer = {
  container: ':scope > div',
  extras: STREAMDOWN_CODE_HEADER,
  mount: mountReact(({ text, isWhole }) => <Streamdown isAnimating={!isWhole}>{text}</Streamdown>),
}
