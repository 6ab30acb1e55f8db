import type { Connection } from './Connection.js'
import { systemCode } from './systemCode.js'
import { UpstreamFailure } from './UpstreamFailure.js'

/** How long the body may stay open after the answer's end: for late usage, and so that the connection can be used again. */
const DRAIN_MS = 250

/** A piece of bytes; undefined at the end. */
export type Bytes = Uint8Array | undefined

/** The body of an answer, read with limits. */
export class AnswerBody {
  readonly #connection: Connection
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  readonly #idleMs: number
  #room: number
  readonly #maxBytes: number
  #drainUntil: number | undefined

  constructor(response: Response, connection: Connection, { idleMs, maxBytes }: { idleMs: number; maxBytes: number }) {
    this.#connection = connection
    this.#reader = response.body?.getReader()
    this.#idleMs = idleMs
    this.#maxBytes = maxBytes
    this.#room = maxBytes
  }

  /**
   * The next bytes, after decompression. Those within the limit are given out before it is told of.
   * @throws {@link UpstreamFailure} `upstream_broken`, `upstream_timeout`, `limit`; the reason for which the connection was ended.
   */
  async read(): Promise<Bytes> {
    if (this.#room < 0) throw this.#tooLarge()
    const value = await this.#read(this.#idleMs)
    if (value === undefined) return undefined
    const { byteLength } = value
    if (byteLength > this.#room && this.#room === 0) throw this.#tooLarge()
    const within = byteLength > this.#room ? value.subarray(0, this.#room) : value
    this.#room -= byteLength
    return within
  }

  /** All of it. @throws as `read` does. */
  async readAll(): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = []
    try {
      for (let piece = await this.read(); piece; piece = await this.read()) pieces.push(piece)
      return pieces
    } finally {
      this.cancel()
    }
  }

  /** What comes within a time, up to the limit of bytes. Rejects only where somebody else ended the connection. */
  async readSome(withinMs: number): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = []
    const until = performance.now() + withinMs
    try {
      while (this.#room > 0) {
        const value = await this.#read(Math.max(1, until - performance.now()))
        if (!value) break
        pieces.push(value.subarray(0, this.#room))
        this.#room -= value.byteLength
      }
    } catch (error) {
      if (!(error instanceof UpstreamFailure)) throw error
    } finally {
      this.cancel()
    }
    return pieces
  }

  /** The next bytes of a body of which little matters any more; none once it has taken too long. Never rejects. */
  async drain(): Promise<Bytes> {
    this.#drainUntil ??= performance.now() + DRAIN_MS
    try {
      const value = await this.#read(Math.max(1, this.#drainUntil - performance.now()))
      this.#room -= value?.byteLength ?? 0
      return this.#room < 0 ? undefined : value
    } catch {
      return undefined
    }
  }

  /** Closes the connection. */
  cancel(): void {
    this.#connection.end()
    this.#reader?.cancel().catch(ignore)
  }

  async #read(ms: number): Promise<Bytes> {
    if (!this.#reader) return undefined
    const { done, value } = await this.#connection.within(this.#reader.read().catch(toBroken), ms, toSilent)
    if (done) this.#connection.release()
    return done ? undefined : value
  }

  #tooLarge(): UpstreamFailure {
    this.cancel()
    return new UpstreamFailure(
      'limit',
      `The answer is larger than ${this.#maxBytes} bytes. The relay keeps no more of one run; what came is kept. Ask for a shorter answer.`,
    )
  }
}

function toBroken(cause: unknown): never {
  if (systemCode(cause) === 'UND_ERR_BODY_TIMEOUT') throw toSilent()
  throw new UpstreamFailure(
    'upstream_broken',
    'The connection to the gateway broke while the answer came. The rest of it is missing; what came is kept. Try again.',
    { cause },
  )
}

function toSilent(): UpstreamFailure {
  return new UpstreamFailure(
    'upstream_timeout',
    'The gateway fell silent. The rest of the answer is missing; what came is kept. Try again.',
  )
}

function ignore(): void {}
