import { chatError } from './chatErrorMessages.js'
import { openSource, type Piece, type SourceReader } from './decode.js'
import { inSeconds } from './inSeconds.js'
import type { Opened } from './Opened.js'
import { reasonOf } from './sendRequest.js'
import { Watch } from './Watch.js'

/** As long as Node waits for a byte, whatever `stallMs` is. */
const NODE_SILENCE_MS = 300_000

/** How a connection ended of itself. `unopened`: there was no head of a success. */
export type Cut =
  | { kind: 'unopened'; error: unknown }
  | { kind: 'ended' }
  | { kind: 'broken'; error: unknown }
  | { kind: 'silent'; idleMs: number }

export interface ConnectionOptions {
  /** Sends the request. `signal` is aborted when the connection is closed. */
  connect: (signal: AbortSignal) => Promise<Opened>
  /** How long to wait for the head. */
  headersMs: number
  /** Called with the head; returns how long the body may be silent. */
  onOpen: (opened: Opened) => number
  onPiece: (piece: Uint8Array | string) => void
  /** Counts while a read is under way: between reads time is the caller's. */
  firstToken: Watch
  /** Called once, unless the connection is closed before. */
  onCut: (cut: Cut) => void
  /** Whether anybody wants more now. */
  wants: () => boolean
}

/** One request and the body of its answer, piece by piece. Once it is closed, nothing of it is heard. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #abort = new AbortController()
  #watch: Watch
  #source: SourceReader | undefined
  #reading = false
  #closed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#watch = new Watch(options.headersMs, (idleMs) => {
      const error = chatError('timeout', `The gateway did not answer within ${inSeconds(idleMs)}.`, { retryable: true })
      this.#cut({ kind: 'unopened', error })
    })
  }

  async open(): Promise<void> {
    const { connect, onOpen } = this.#options
    try {
      const opened = await connect(this.#abort.signal)
      this.#watch.stop()
      const source = openSource(opened.source)
      if (this.#closed) return source.cancel()
      this.#source = source
      this.#watch = new Watch(onOpen(opened), (idleMs) => this.#cut({ kind: 'silent', idleMs }))
      // Time counts while a read is under way.
      this.#watch.reset()
      this.advance()
    } catch (error) {
      this.#cut({ kind: 'unopened', error })
    }
  }

  /** Reads on while somebody wants more, one read at a time. */
  advance(): void {
    if (!this.#source || this.#reading || this.#closed || !this.#options.wants()) return
    this.#reading = true
    this.#watch.resume()
    this.#options.firstToken.resume()
    this.#source.read().then(this.#onPiece, this.#onBroken)
  }

  close(): void {
    this.#closed = true
    this.#watch.stop()
    this.#options.firstToken.pause()
    this.#source?.cancel()
    this.#abort.abort()
  }

  readonly #onPiece = ({ done, value }: Piece): void => {
    if (this.#closed) return
    this.#reading = false
    this.#watch.reset()
    this.#options.firstToken.pause()
    if (done) return this.#cut({ kind: 'ended' })
    if (value !== undefined) this.#options.onPiece(value)
    this.advance()
  }

  readonly #onBroken = (error: unknown): void =>
    this.#cut(reasonOf(error) === 'UND_ERR_BODY_TIMEOUT' ? { kind: 'silent', idleMs: NODE_SILENCE_MS } : { kind: 'broken', error })

  #cut(cut: Cut): void {
    if (this.#closed) return
    this.close()
    this.#options.onCut(cut)
  }
}
