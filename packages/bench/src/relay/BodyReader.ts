/** Takes the frames of the chunked coding off a body, wherever its pieces are cut. */
export class BodyReader {
  /** Characters of the body so far. */
  length = 0
  isEnd = false
  /** Characters that are left of the chunk. */
  #left = 0
  /** The line before a chunk, or behind it, as far as it has come. */
  #line = ''

  /** @returns what the piece brings of the body */
  take(piece: string): string {
    let body = ''
    for (let at = 0; at < piece.length;) {
      const end = this.#left > 0 ? at + this.#left : piece.indexOf('\n', at) + 1 || Infinity
      const part = piece.slice(at, end)
      at += part.length
      if (this.#left > 0) {
        this.#left -= part.length
        body += part
      } else this.#takeLine(part)
    }
    this.length += body.length
    return body
  }

  #takeLine(part: string): void {
    this.#line += part
    if (!part.endsWith('\n')) return
    const size = this.#line.trim()
    this.#line = ''
    // An empty one ends each chunk.
    if (size === '') return
    this.#left = Number.parseInt(size, 16)
    this.isEnd ||= this.#left === 0
  }
}
