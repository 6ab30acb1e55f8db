const START = '<!--'
const END = '-->'

/**
 * Takes comments out of HTML that comes in pieces. What may be the beginning of a comment is held back until it shows.
 *
 * @see https://html.spec.whatwg.org/multipage/syntax.html#comments
 */
export class CommentFilter {
  #held = ''
  #isInComment = false

  /** What is shown of `text` and of what was held back before. */
  filter(text: string): string {
    let rest = this.#held + text
    let shown = ''
    for (;;) {
      const marker = this.#isInComment ? END : START
      const at = rest.indexOf(marker)
      if (at < 0) {
        const from = rest.length - overlap(rest, marker)
        if (!this.#isInComment) shown += rest.slice(0, from)
        this.#held = rest.slice(from)
        return shown
      }
      if (!this.#isInComment) shown += rest.slice(0, at)
      // `<!-->` and `<!--->` are whole: the dashes of the start may be those of the end.
      rest = rest.slice(this.#isInComment ? at + END.length : at + START.length - 2)
      this.#isInComment = !this.#isInComment
    }
  }

  /** What is left of it once no more comes. */
  end(): string {
    const held = this.#held
    this.#held = ''
    return this.#isInComment ? '' : held
  }
}

/** How many characters at the end of `text` may be the beginning of `marker`. */
function overlap(text: string, marker: string): number {
  let length = Math.min(text.length, marker.length - 1)
  while (!marker.startsWith(text.slice(text.length - length))) length--
  return length
}
