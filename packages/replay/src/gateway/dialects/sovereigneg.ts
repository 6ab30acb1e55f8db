import type { DialectShape } from './dialectShape.js'
import { indexedChunks } from './indexedChunks.js'

/**
 * The sample begins with the first content, so there is no role chunk. Of usage nothing is said: as with OpenAI it comes in a chunk of its
 * own when the request asked for it. The document names no model.
 * @see https://sovereigneg.com
 */
export const sovereigneg: DialectShape = {
  ...indexedChunks,
  models: ['sovereign-large', 'sovereign-small'],
  opening: () => [],
}
