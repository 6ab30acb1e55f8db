import type { DialectShape } from './dialectShape.js'
import { indexedChunks } from './indexedChunks.js'

/**
 * "The same format as the OpenAI streaming API", the role in a chunk of its own first. Of usage nothing is said: as with OpenAI it comes in
 * a chunk of its own when the request asked for it.
 * @see https://api.getinfinityblue.com
 */
export const infinityblue: DialectShape = {
  ...indexedChunks,
  models: ['gpt-5.4', 'gpt-5.4-mini'],
  opening: () => [{ role: 'assistant' }],
}
