import { Decoder, type SourceReader } from './decode.js'

/**
 * The text of a source to its end, or until `enoughChars` have come, without a BOM. The source is closed then.
 * @throws {@link ChatError} `limit` where more than `maxBytes` come; whatever reading throws.
 */
export async function readText(source: SourceReader, maxBytes: number, enoughChars: number = Infinity): Promise<string> {
  const decoder = new Decoder(maxBytes)
  let text = ''
  try {
    for (;;) {
      const { done, value } = await source.read()
      if (done) text += decoder.end()
      else if (value !== undefined) text += decoder.decode(value)
      decoder.check()
      if (done || text.length >= enoughChars) return text.replace(/^\uFEFF/, '')
    }
  } finally {
    source.cancel()
  }
}
