import { LineBuffer } from './line-buffer.js'
import { chatError } from './chat-error-messages.js'

/**
 * Reads a body that begins as JSON: one value, printed over any number of lines, or one object a line. `take` gets each, with whether it
 * may be the whole body.
 */
export class JsonLines {
  readonly #lines: LineBuffer
  readonly #take: (json: string, isWhole: boolean) => void
  readonly #maxChars: number
  /** Lines that are no object of their own: the pieces of one value. */
  #pieces: string[] = []
  #pieceChars = 0
  /** The first object is kept until it is known whether another one follows. */
  #first: string | undefined
  #isLines = false

  constructor(take: (json: string, isWhole: boolean) => void, maxChars: number) {
    this.#lines = new LineBuffer(maxChars)
    this.#take = take
    this.#maxChars = maxChars
  }

  feed(text: string): void {
    for (const line of this.#lines.push(text).split(/\r\n?|\n/)) this.#takeLine(line)
    this.#lines.check()
  }

  flush(): void {
    this.#takeLine(this.#lines.rest())
    if (this.#first !== undefined) this.#take(this.#first, true)
    else if (this.#pieces.length > 0) this.#take(this.#pieces.join('\n'), true)
  }

  #takeLine(text: string): void {
    const line = text.trim()
    if (line === '') return
    if (this.#first !== undefined || this.#isLines) this.#next(line)
    else if (this.#pieces.length === 0 && line.startsWith('{') && line.endsWith('}')) this.#first = line
    else this.#hold(line)
  }

  #next(line: string): void {
    if (this.#first !== undefined) this.#take(this.#first, false)
    this.#first = undefined
    this.#isLines = true
    this.#take(line, false)
  }

  #hold(line: string): void {
    this.#pieces.push(line)
    this.#pieceChars += line.length
    if (this.#pieceChars > this.#maxChars) throw chatError('limit', `The answer is longer than ${this.#maxChars} characters.`)
  }
}
