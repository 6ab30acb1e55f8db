import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown'
import type { Renderer } from '../Renderer.ts'

/** Without React: elements are made as text comes. */
export const renderer: Renderer = {
  mount(element) {
    const reading = parser(default_renderer(element))
    return {
      draw(_text, added, isWhole) {
        parser_write(reading, added)
        if (isWhole) parser_end(reading)
      },
      unmount: () => element.replaceChildren(),
    }
  },
}
