import type { ChatError } from './ChatError.js'
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
  #hasTooLong = false
  readonly #maxEventChars: number
  readonly #maxChars: number

  constructor(maxEventChars: number) {
    this.#maxEventChars = maxEventChars
    this.#maxChars = maxEventChars + FIELD_CHARS
  }

  /** Takes the next text and returns the lines that are whole now, with their ends; none from one on that is too long. */
  push(text: string): string {
    let end = text.lastIndexOf('\n') + 1
    if (text.indexOf('\r', end) !== -1) end = text.lastIndexOf('\r') + 1
    if (end === 0) {
      this.#held.push(text)
      this.#heldChars += text.length
      return ''
    }
    const lines = this.rest() + text.slice(0, end)
    this.#held.push(text.slice(end))
    this.#heldChars = text.length - end
    return lines.length > this.#maxChars ? this.#withoutTooLong(lines) : lines
  }

  /** @throws {@link ChatError} `limit` where a line is too long, whole or not. Asked after the lines before it were read. */
  check(): void {
    if (this.#hasTooLong || this.#heldChars > this.#maxChars) throw tooLong(this.#maxEventChars)
  }

  /** Takes out what is held. */
  rest(): string {
    const rest = this.#held.join('')
    this.#held = []
    this.#heldChars = 0
    return rest
  }

  /** A line that came at once is no better than one that came in pieces. */
  #withoutTooLong(lines: string): string {
    let start = 0
    for (const { index, 0: end } of lines.matchAll(/\r\n?|\n/g)) {
      if (index - start > this.#maxChars) {
        this.#hasTooLong = true
        return lines.slice(0, start)
      }
      start = index + end.length
    }
    return lines
  }
}

/** The error of an event, or of a line of one, that is too long. */
export function tooLong(maxEventChars: number): ChatError {
  return chatError('limit', `An event of the answer is longer than ${maxEventChars} characters.`)
}
