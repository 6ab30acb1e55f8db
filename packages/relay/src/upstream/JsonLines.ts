import type { FrameBatch } from './FrameBatch.js'
import { isRecord, parseJson, parseRecord } from './payload.js'

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

  line(text: string): void {
    const line = text.trim()
    if (this.#isLines || this.#first !== undefined) this.event('message', line)
    else if (this.#pieces.length === 0 && line.startsWith('{') && line.endsWith('}')) this.#first = line
    else this.#pieces.push(line)
  }

  end(): void {
    const text = this.#first ?? this.#pieces.join('\n')
    const value = parseJson(text)
    if (this.#isLines || value === undefined) return
    // A single chunk of a stream is no whole answer.
    this.#batch.isWhole = isRecord(value) && !hasDelta(value['choices'])
    this.#batch.event('message', text)
  }

  #startLines(): void {
    this.#isLines = true
    if (this.#first !== undefined) this.#batch.event('message', this.#first)
    this.#first = undefined
  }
}

/** Whether what is cut off at the end of the bytes is JSON all the same. */
export function isReadableLine(line: string): boolean {
  return !line.startsWith('{') || parseRecord(line) !== undefined
}

function hasDelta(choices: unknown): boolean {
  return Array.isArray(choices) && choices.some((choice) => isRecord(choice) && choice['delta'])
}
