import { parser, parser_end, parser_write } from 'streaming-markdown'
import { checkShown } from '../checks.ts'
import { stepsOf, type Engine } from './Engine.ts'

const NAME = 'streaming-markdown'

/** Its parser, with a renderer that keeps the text alone. */
export const engine: Engine = {
  name: NAME,
  rereads: false,
  start(beginning) {
    const seen = { text: '' }
    const reading = parser({
      data: seen,
      add_token: () => {},
      end_token: () => {},
      set_attr: () => {},
      add_text: (data: typeof seen, text: string) => void (data.text += text),
    })
    for (const step of stepsOf(beginning, 0, beginning.length)) parser_write(reading, step)
    return {
      append: (text) => parser_write(reading, text),
      finish(document) {
        parser_end(reading)
        checkShown(NAME, seen.text, document)
      },
    }
  },
}
