import type { AnswerBody } from './AnswerBody.js'
import { UpstreamFailure } from './UpstreamFailure.js'

/** An event stream may begin with blank lines, but an endless one of them must not be kept. */
const MAX_BLANK_BYTES = 4096

/** The opening of a body. */
export interface Opening {
  kind: 'events' | 'json'
  /** What had to be read to tell. */
  pieces: readonly Uint8Array[]
}

/**
 * Tells by content type and first character what a body is, as the core's client does.
 * @throws {@link UpstreamFailure} `upstream_html` for a web page; what reading throws.
 */
export async function sniff(body: AnswerBody, contentType: string): Promise<Opening> {
  const pieces: Uint8Array[] = []
  for (let seen = 0; seen < MAX_BLANK_BYTES;) {
    const piece = await body.read()
    if (!piece) break
    pieces.push(piece)
    seen += piece.byteLength
    const first = piece.find(isInk)
    if (first === undefined) continue
    return { kind: kindOf(String.fromCharCode(first), contentType), pieces }
  }
  return { kind: 'events', pieces }
}

/** Neither white space nor a byte of a byte order mark. */
function isInk(byte: number): boolean {
  return byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf
}

/** @throws {@link UpstreamFailure} for a web page. */
function kindOf(first: string, contentType: string): Opening['kind'] {
  // A page may start with text; an event stream under the wrong label starts with one of its fields, or a colon.
  if (first === '<' || (contentType.includes('html') && !/[:deir{["]/.test(first))) throw pageFailure()
  return '{["'.includes(first) ? 'json' : 'events'
}

/** A page instead of an answer: mostly the wrong address. */
export function pageFailure(): UpstreamFailure {
  return new UpstreamFailure(
    'upstream_html',
    "The gateway answered with a web page. That is no answer of a model. Whoever runs the relay should check the upstream's baseURL.",
  )
}
