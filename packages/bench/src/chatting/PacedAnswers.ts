import type { RequestListener, ServerResponse } from 'node:http'
import { HEADERS, wireAt, type Wire } from './wires.ts'

/** Characters of one. */
const TOKEN = 4

/** A gateway that writes an answer at a steady rate, an event a token: what is due together, is written together. */
export class PacedAnswers {
  #answer = ''
  #tokensPerSecond = 1
  #endedAtMs = Number.NaN

  /** What is answered from now on, on every wire. */
  prepare(answer: string, tokensPerSecond: number): void {
    this.#answer = answer
    this.#tokensPerSecond = tokensPerSecond
    this.#endedAtMs = Number.NaN
  }

  /** Just before the last byte of the last answer was written, in milliseconds since 1970; NaN before that. */
  get endedAtMs(): number {
    return this.#endedAtMs
  }

  /** How long all of it takes, in milliseconds. */
  get lengthMs(): number {
    return (1000 * this.#tokens) / this.#tokensPerSecond
  }

  readonly listen: RequestListener = (request, response) => {
    const wire = wireAt(request.url ?? '')
    request.resume()
    if (wire) this.#answerOn(wire, response)
    else response.writeHead(404).end()
  }

  get #tokens(): number {
    return Math.ceil(this.#answer.length / TOKEN)
  }

  #answerOn(wire: Wire, response: ServerResponse): void {
    const startMs = performance.now()
    const [tokens, rate, answer] = [this.#tokens, this.#tokensPerSecond, this.#answer]
    let written = 0
    response.writeHead(200, HEADERS).write(wire.before)
    const timer = setInterval(() => {
      const due = Math.min(tokens, Math.floor(((performance.now() - startMs) * rate) / 1000))
      // Once it is written, a page may draw it before this process goes on.
      if (due === tokens) this.#endedAtMs = Date.now()
      for (; written < due; written++) response.write(wire.delta(answer.slice(TOKEN * written, TOKEN * (written + 1))))
      if (written < tokens) return
      clearInterval(timer)
      response.end(wire.after)
    }, 1)
    response.on('close', () => clearInterval(timer))
  }
}
