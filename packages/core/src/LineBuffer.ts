import { chatError } from './chatErrorMessages.js'

/** Longest field name with its colon and space: a line may be so much longer than the data it holds. */
const FIELD_CHARS = 'data: '.length

/**
 * Holds back the line that is not whole yet. eventsource-parser throws away a partial line that cannot become a field, and with it errors
 * that servers write as bare lines, so it is fed whole lines only. Fragments are joined once, when their line ends: linear for any split.
 */
export class LineBuffer {
  #held: string[] = []
  #heldChars = 0
  readonly #maxChars: number

  constructor(maxChars: number) {
    this.#maxChars = maxChars + FIELD_CHARS
  }

  /** Takes the next text and returns the lines that are whole now, with their ends. */
  push(text: string): string {
    let end = text.lastIndexOf('\n') + 1
    if (text.indexOf('\r', end) !== -1) end = text.lastIndexOf('\r') + 1
    if (end === 0) {
      this.#hold(text)
      return ''
    }
    const whole = end === text.length ? text : text.slice(0, end)
    const lines = this.#heldChars === 0 ? whole : this.rest() + whole
    if (end < text.length) this.#hold(text.slice(end))
    return lines
  }

  /** @throws {@link ChatError} `limit` where the line that is not whole is too long already. Asked after the lines before it were read. */
  check(): void {
    if (this.#heldChars > this.#maxChars) throw chatError('limit', `A line of the stream is longer than ${this.#maxChars} characters.`)
  }

  /** Takes out what is held. */
  rest(): string {
    const rest = this.#held.join('')
    this.#held = []
    this.#heldChars = 0
    return rest
  }

  #hold(text: string): void {
    this.#held.push(text)
    this.#heldChars += text.length
  }
}
