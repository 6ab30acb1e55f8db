const OPEN = '<think>'
const CLOSE = '</think>'

/**
 * Splits `<think>…</think>` at the start of the content from what follows. A tag may be cut over any number of deltas: what could still
 * become one waits.
 */
export class ThinkTags {
  #state: 'start' | 'thinking' | 'closed' | 'content' = 'start'
  #held = ''

  split(text: string): { reasoning: string; content: string } {
    let rest = this.#held + text
    this.#held = ''
    let reasoning = ''
    if (this.#state === 'start') {
      const trimmed = rest.trimStart()
      if (trimmed.startsWith(OPEN)) {
        this.#state = 'thinking'
        rest = trimmed.slice(OPEN.length)
      } else if (OPEN.startsWith(trimmed)) return this.#hold(rest)
      else this.#state = 'content'
    }
    if (this.#state === 'thinking') {
      const end = rest.indexOf(CLOSE)
      const cut = end === -1 ? rest.length - beginning(rest, CLOSE) : end
      reasoning = rest.slice(0, cut)
      if (end === -1) this.#held = rest.slice(cut)
      else this.#state = 'closed'
      rest = end === -1 ? '' : rest.slice(end + CLOSE.length)
    }
    if (this.#state === 'closed') {
      // The blank lines after the tag belong to neither.
      rest = rest.trimStart()
      if (rest !== '') this.#state = 'content'
    }
    return { reasoning, content: rest }
  }

  /** What waited and did not become a tag. */
  end(): { reasoning: string; content: string } {
    const held = this.#held
    this.#held = ''
    return this.#state === 'thinking' ? { reasoning: held, content: '' } : { reasoning: '', content: held }
  }

  #hold(text: string): { reasoning: string; content: string } {
    this.#held = text
    return { reasoning: '', content: '' }
  }
}

/** How many characters at the end of `text` are the beginning of `tag`. */
function beginning(text: string, tag: string): number {
  let length = Math.min(text.length, tag.length - 1)
  while (!tag.startsWith(text.slice(text.length - length))) length--
  return length
}
