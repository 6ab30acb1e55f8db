import { CODE_CHUNK_CHARS, CODE_CHUNK_LINES } from '../caps.js'
import type { Chunked } from '../tree.js'

/**
 * Text that grows at its end, in chunks: all but the last are frozen.
 *
 * Invariant: a chunk freezes when it has its lines, or more characters than lines should have: so the chunks depend on the text alone, and
 * a line without end costs no more than any other.
 */
export class ChunkedText implements Chunked {
  readonly chunks: string[] = []
  #last = ''
  #frozen = 0
  #lines = 0

  append(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', from) + 1) {
      this.#grow(text.slice(from, end))
      from = end
      if (++this.#lines >= CODE_CHUNK_LINES) this.#freeze()
    }
    this.#grow(text.slice(from))
  }

  #grow(text: string): void {
    let rest = this.#last + text
    while (rest.length >= CODE_CHUNK_CHARS) {
      // A pair of surrogates is one character: no renderer could show its halves.
      const end = CODE_CHUNK_CHARS - (isHighSurrogate(rest.charCodeAt(CODE_CHUNK_CHARS - 1)) ? 1 : 0)
      this.#show(rest.slice(0, end))
      this.#freeze()
      rest = rest.slice(end)
    }
    if (rest !== this.#last) this.#show(rest)
  }

  #show(text: string): void {
    this.#last = text
    this.chunks[this.#frozen] = text
  }

  #freeze(): void {
    this.#frozen = this.chunks.length
    this.#last = ''
    this.#lines = 0
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}
