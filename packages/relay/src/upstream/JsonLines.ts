import type { FrameBatch } from './FrameBatch.js'
import { isRecord, parseRecord, readablePart } from './payload.js'

/**
 * Reads a body that begins as JSON where a stream was asked for: one value, printed over any number of lines, or one object a line. Its lines become
 * events, as the core's client takes them.
 */
export class JsonLines {
  readonly #batch: FrameBatch
  /** Lines that are no object of their own: the pieces of one value. */
  readonly #pieces: string[] = []
  /** The first object is kept until it is known whether another one follows. */
  #first: string | undefined
  #isLines = false

  constructor(batch: FrameBatch) {
    this.#batch = batch
  }

  event(type: string, data: string): void {
    this.#startLines()
    this.#batch.event(type, data)
  }

  /** @param isCut whether the end of the bytes ended it */
  line(text: string, isCut: boolean): void {
    const line = text.trim()
    if (line === '') return
    if (this.#isLines || this.#first !== undefined) this.#next(line, isCut)
    else if (this.#pieces.length === 0 && parseRecord(line)) this.#first = line
    else this.#pieces.push(line)
  }

  end(): void {
    if (this.#isLines) return
    const text = this.#opening()
    const value = parseRecord(text)
    // A single chunk of a stream is no whole answer.
    this.#batch.isWhole = value !== undefined && !hasDelta(value['choices'])
    const part = readablePart('message', text)
    if (part !== undefined) this.#batch.event('message', part)
  }

  /** Each further line is an event; one that is cut off and cannot be read was never one. */
  #next(line: string, isCut: boolean): void {
    const part = isCut ? readablePart('message', line) : line
    this.#startLines()
    if (part !== undefined) this.#batch.event('message', part)
  }

  /** More than one value comes: what came so far is an event of its own. */
  #startLines(): void {
    const opening = this.#isLines ? '' : this.#opening()
    this.#isLines = true
    if (opening !== '') this.#batch.event('message', opening)
  }

  #opening(): string {
    return this.#first ?? this.#pieces.join('\n')
  }
}

function hasDelta(choices: unknown): boolean {
  return Array.isArray(choices) && choices.some((choice) => isRecord(choice) && choice['delta'])
}
