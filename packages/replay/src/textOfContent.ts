import { listOf, objectOf } from './jsonObject.js'

/** The text of a message's content, which is a string, null, or a list of parts of which those of text are read. */
export function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content
  return listOf(content)
    .map((part) => objectOf(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('\n')
}
