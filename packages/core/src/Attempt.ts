import { isChatError, type ChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { Decoder, openSource, type Piece, type SourceReader } from './decode.js'
import { inSeconds } from './inSeconds.js'
import type { Opened } from './Opened.js'
import { createChunkReader, type ChunkReader } from './readChunks.js'
import type { Ending, Warning } from './ChatResult.js'
import type { ResolvedSettings } from './settings.js'
import type { Tracer } from './trace.js'
import { Watch } from './Watch.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** How long the body may stay open after `[DONE]`: long enough for late usage, too short to be noticed. */
const DRAIN_MS = 250

export interface AttemptOptions extends ResolvedSettings {
  /** Sends the request. `signal` is aborted when the attempt ends early. */
  connect: (signal: AbortSignal) => Promise<Opened>
  requestedChoices?: number | undefined
  tracer?: Tracer | undefined
  onChunk: (chunk: ChatCompletionChunk) => void
  /** Called once, whichever way the attempt ends. */
  onEnd: (ending: Ending) => void
  /** Whether anybody wants more chunks now. */
  wants: () => boolean
}

/** One attempt at an answer: sends, reads, decodes, and says how it ended. */
export class Attempt {
  readonly #options: AttemptOptions
  readonly #abort = new AbortController()
  readonly #decoder: Decoder
  readonly #watches: Watch[] = []
  #source: SourceReader | undefined
  #chunks: ChunkReader | undefined
  #reading = false
  #ended = false
  #drain: ReturnType<typeof setTimeout> | undefined
  #stall: Watch | undefined
  #firstToken: Watch | undefined

  constructor(options: AttemptOptions) {
    this.#options = options
    this.#decoder = new Decoder(options.limits.bodyBytes)
  }

  get warnings(): readonly Warning[] {
    return this.#chunks?.warnings ?? []
  }

  /** Whether something of an answer has come. */
  get hasContent(): boolean {
    return this.#chunks?.outcome.hasContent ?? false
  }

  async start(): Promise<void> {
    if (this.#ended) return
    const headers = this.#watch('headersMs', (idleMs) =>
      this.#fail(chatError('timeout', `The gateway did not answer within ${inSeconds(idleMs)}.`, { retryable: true })),
    )
    try {
      const opened = await this.#options.connect(this.#abort.signal)
      headers.stop()
      const source = openSource(opened.source)
      if (this.#ended) return source.cancel()
      this.#read(source, opened)
    } catch (error) {
      headers.stop()
      this.#fail(error)
    }
  }

  /** Reads on while somebody wants chunks, one read at a time. */
  advance(): void {
    if (!this.#source || this.#reading || this.#ended || !this.#options.wants()) return
    this.#reading = true
    this.#stall?.resume()
    this.#firstToken?.resume()
    this.#source.read().then(this.#onPiece, this.#onBroken)
  }

  /** Ends the attempt; whatever comes later changes nothing. */
  end(ending: Ending): void {
    if (this.#ended) return
    const chunks = this.#chunks
    // Only the drain was left to stop: the answer is whole.
    if (chunks?.outcome.sawDone && ending.kind === 'stopped') return this.#conclude(chunks)
    chunks?.flush()
    this.#ended = true
    clearTimeout(this.#drain)
    for (const watch of this.#watches) watch.stop()
    this.#source?.cancel()
    this.#abort.abort()
    this.#options.onEnd(ending)
  }

  #read(source: SourceReader, { contentType, secrets, requestId }: Opened): void {
    const { limits, rules, requestedChoices, tracer } = this.#options
    this.#source = source
    this.#chunks = createChunkReader({ contentType, secrets, requestId, requestedChoices, limits, rules, tracer }, this.#onChunk)
    this.#stall = this.#watch('stallMs', (idleMs) => this.#lose('The connection fell silent', { kind: 'stalled', idleMs }))
    this.#firstToken = this.#watch('firstTokenMs', (idleMs) =>
      this.#fail(chatError('timeout', `No token came within ${inSeconds(idleMs)}.`, { requestId, retryable: true })),
    )
    // Time counts while a read is under way: between reads it is the caller's.
    this.#stall.reset()
    this.#firstToken.pause()
    this.advance()
  }

  readonly #onChunk = (chunk: ChatCompletionChunk): void => {
    if (this.hasContent) {
      this.#firstToken?.stop()
      this.#options.tracer?.first('first-token')
    }
    this.#options.onChunk(chunk)
  }

  readonly #onPiece = ({ done, value }: Piece): void => {
    this.#reading = false
    this.#stall?.reset()
    this.#firstToken?.pause()
    const chunks = this.#chunks
    if (this.#ended || !chunks) return
    try {
      if (done) {
        chunks.feed(this.#decoder.end())
        return this.end(chunks.end())
      }
      if (value !== undefined) {
        this.#options.tracer?.first('first-byte')
        chunks.feed(this.#decoder.decode(value))
      }
      this.#decoder.check()
      if (chunks.outcome.sawDone) this.#drain ??= setTimeout(() => this.#conclude(chunks), DRAIN_MS)
    } catch (error) {
      return this.#fail(error)
    }
    this.advance()
  }

  readonly #onBroken = (error: unknown): void => {
    const broken = chatError('network', 'The connection broke while the answer came.', { cause: error, retryable: true })
    this.#lose('The connection broke', { kind: 'failed', error: broken })
  }

  /** Nothing more will come. An answer that was finished is whole all the same; any other ends as told. */
  #lose(what: string, ending: Ending): void {
    const chunks = this.#chunks
    if (this.#ended) return
    if (!chunks?.isFinished()) return this.end(ending)
    chunks.warn('connection-lost', `${what} after the answer was finished; its usage may be missing.`)
    this.#conclude(chunks)
  }

  #conclude(chunks: ChunkReader): void {
    try {
      this.end(chunks.conclude())
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.end({ kind: 'failed', error: toError(error) })
  }

  #watch(limit: keyof ResolvedSettings['timeouts'], expire: (idleMs: number) => void): Watch {
    const watch = new Watch(this.#options.timeouts[limit], expire)
    this.#watches.push(watch)
    return watch
  }
}

function toError(error: unknown): ChatError {
  return isChatError(error) ? error : chatError('protocol', 'The answer could not be read.', { cause: error })
}
