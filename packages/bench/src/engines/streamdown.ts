import { parseMarkdownIntoBlocks } from 'streamdown'
import { withoutSpace } from '../documents/Writer.ts'
import type { Engine } from './Engine.ts'

const NAME = "streamdown's splitting"

/** What streamdown does with the whole text at each change before it parses the last block: cuts it into blocks. */
export const engine: Engine = {
  name: NAME,
  rereads: true,
  start(beginning) {
    let text = beginning
    let blocks: readonly string[] = []
    return {
      append(added) {
        text += added
        blocks = parseMarkdownIntoBlocks(text)
      },
      finish({ markdown }) {
        // A list loses white space at its end.
        if (withoutSpace(blocks.join('')) !== withoutSpace(text) || !markdown.startsWith(text))
          throw new Error(`${NAME} lost a part of the text.`)
      },
    }
  },
}
