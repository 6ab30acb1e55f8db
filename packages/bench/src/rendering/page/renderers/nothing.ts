import type { Renderer } from '../Renderer.ts'

/** What the page costs alone: its frames and its strings. */
export const renderer: Renderer = {
  mount: () => ({ draw: () => {}, unmount: () => {} }),
}
