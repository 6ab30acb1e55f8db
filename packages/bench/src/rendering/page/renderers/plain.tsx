import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

/** The text as it was written, in one element: what a page costs that reads no markdown at all. */
export const renderer: Renderer = {
  mount: mountReact(({ text }) => <pre>{text}</pre>),
}
