import { createAccumulator, type Accumulator } from './accumulate.js'
import { Channel } from './channel.js'
import { isChatError, type ChatError } from './chat-error.js'
import { chatError } from './chat-error-messages.js'
import type { ChatStream } from './chat-stream.js'
import { costOf } from './cost.js'
import { createDecoder, type Piece, type SourceReader } from './decode.js'
import { ChunkReader } from './read-chunks.js'
import type { ChatResult, Ending } from './result.js'
import type { ChatCompletionChunk } from './wire/chunk.js'
import type { ChatCompletion } from './wire/completion.js'

/** Opens the source of a run. `signal` is aborted when the run ends early. */
export type Connect = (signal: AbortSignal) => Promise<SourceReader>

/** The life of one answer, from the first byte to its ending. */
export class Run implements ChatStream {
  readonly #accumulator: Accumulator = createAccumulator()
  readonly #abort = new AbortController()
  readonly #channel: Channel<ChatCompletionChunk>
  readonly #chunks: ChunkReader
  readonly #decoder = createDecoder(64 * 1024 * 1024)
  readonly #result: Promise<ChatResult>
  readonly #signal: AbortSignal | undefined
  #resolve: (result: ChatResult) => void = ignore
  #source: SourceReader | undefined
  #ending: Ending | undefined
  #iterated = false
  #driven = false
  #reading = false

  constructor(connect: Connect, signal?: AbortSignal) {
    this.#signal = signal
    this.#channel = new Channel(
      () => this.#advance(),
      () => this.#settle({ kind: 'stopped' }),
    )
    this.#chunks = new ChunkReader((chunk) => this.#take(chunk))
    this.#result = new Promise((resolve) => {
      this.#resolve = resolve
    })
    if (signal?.aborted) this.#settle({ kind: 'stopped' })
    else void this.#open(connect)
  }

  get result(): Promise<ChatResult> {
    this.#driven = true
    this.#advance()
    return this.#result
  }

  get completion(): ChatCompletion {
    return this.#accumulator.completion
  }

  async stop(): Promise<void> {
    this.#settle({ kind: 'stopped' })
    await this.#result
  }

  detach(): void {
    this.#settle({ kind: 'detached' })
  }

  [Symbol.asyncIterator](): Channel<ChatCompletionChunk> {
    this.#iterated = true
    return this.#channel
  }

  async #open(connect: Connect): Promise<void> {
    this.#signal?.addEventListener('abort', this.#onAbort)
    try {
      const source = await connect(this.#abort.signal)
      if (this.#ending) source.cancel()
      else this.#source = source
      this.#advance()
    } catch (error) {
      this.#fail(error)
    }
  }

  readonly #onAbort = (): void => this.#settle({ kind: 'stopped' })

  /** Reads on while somebody wants chunks: one read at a time. */
  #advance(): void {
    if (!this.#source || this.#reading || this.#ending || !(this.#driven || this.#channel.hungry)) return
    this.#reading = true
    this.#source.read().then(this.#onPiece, this.#onBroken)
  }

  readonly #onPiece = ({ done, value }: Piece): void => {
    this.#reading = false
    if (this.#ending) return
    try {
      if (done) {
        this.#chunks.feed(this.#decoder.end())
        this.#settle(this.#chunks.end())
      } else if (value !== undefined) this.#chunks.feed(this.#decoder.decode(value))
    } catch (error) {
      this.#fail(error)
    }
    this.#advance()
  }

  readonly #onBroken = (error: unknown): void => {
    this.#fail(chatError('network', 'The connection broke while the answer came.', { cause: error, retryable: true }))
  }

  #take(chunk: ChatCompletionChunk): void {
    this.#accumulator.push(chunk)
    if (this.#iterated) this.#channel.push(chunk)
  }

  #fail(error: unknown): void {
    this.#settle({
      kind: 'failed',
      error: isChatError(error) ? error : chatError('protocol', 'Reading the answer failed.', { cause: error }),
    })
  }

  /** Ends the run once; whatever comes later changes nothing. */
  #settle(ending: Ending): void {
    if (this.#ending) return
    this.#ending = ending
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#source?.cancel()
    this.#abort.abort()
    const cost = costOf(this.completion)
    this.#resolve({ completion: this.completion, ending, warnings: this.#chunks.warnings, ...(cost ? { cost } : {}) })
    this.#channel.end(errorOf(ending))
  }
}

/** The error that iterating throws for an ending; none where it ends quietly. */
function errorOf(ending: Ending): ChatError | undefined {
  if (ending.kind === 'truncated') return chatError('protocol', 'The answer ended before it was finished.', { retryable: true })
  if (ending.kind === 'stalled') return chatError('timeout', `Nothing came for ${ending.idleMs} ms.`, { retryable: true })
  return ending.kind === 'failed' ? ending.error : undefined
}

function ignore(): void {}
