import type { AnswerBody } from './AnswerBody.js'
import { frameOf, mayQuote } from './FrameBatch.js'
import { parseJson } from './payload.js'
import { redact } from './redact.js'
import { pageFailure } from './sniff.js'
import type { OnFrames } from './Upstream.js'

/**
 * Reads an answer that is no stream, as one frame. A byte order mark is left out and other line ends become line feeds, which JSON allows only between its tokens.
 * `cut` where it is no JSON.
 */
export async function readWhole(body: AnswerBody, onFrames: OnFrames, secrets: readonly string[]): Promise<'done' | 'cut'> {
  const text = toText(await body.readAll())
  if (text.trimStart().startsWith('<')) throw pageFailure()
  if (text === '') return 'cut'
  const isAnswer = parseJson(text) !== undefined
  const shown = mayQuote(text) ? redact(text, secrets) : text
  await onFrames([frameOf('message', shown.replaceAll(/\r\n?/g, '\n'))])
  return isAnswer ? 'done' : 'cut'
}

/** The text of bytes, without a byte order mark. */
export function toText(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode()
}
