import { isChatError, type ChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import type { Ending, Warning } from './ChatResult.js'
import { Connection, type Cut } from './Connection.js'
import { Decoder } from './decode.js'
import { inSeconds } from './inSeconds.js'
import { isEventStream, type Opened } from './Opened.js'
import { createChunkReader, type ChunkReader, type ChunkReaderOptions } from './readChunks.js'
import type { RelayedRun } from './RelayedRun.js'
import { isPassingStatus } from './retry.js'
import type { ResolvedSettings } from './settings.js'
import type { Tracer } from './trace.js'
import { Watch } from './Watch.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** How long the body may stay open after `[DONE]`: long enough for late usage, too short to be noticed. */
const DRAIN_MS = 250

export interface AttemptOptions extends ResolvedSettings {
  /** Sends the request. `signal` is aborted when the attempt ends early; `relayed` is told what the head says of the run. */
  connect: (signal: AbortSignal, relayed: RelayedRun | undefined) => Promise<Opened>
  /** The run, should a relay keep it; undefined where nobody could be asked for it. */
  relayed?: RelayedRun | undefined
  /** How many choices were asked for, where that is known; asked once the head is there. */
  requestedChoices?: (() => number | undefined) | undefined
  tracer?: Tracer | undefined
  onChunk: (chunk: ChatCompletionChunk) => void
  /** Called when all that came was taken back: the answer follows from its beginning. */
  onReset: () => void
  /** Called once, whichever way the attempt ends. */
  onEnd: (ending: Ending) => void
  /** Whether anybody wants more chunks now. */
  wants: () => boolean
}

/**
 * One attempt at an answer: reads it and says how it ended. It takes one connection, or as many as it needs where a relay keeps the run: the
 * reader outlives them.
 */
export class Attempt {
  readonly #options: AttemptOptions
  readonly #decoder: Decoder
  readonly #firstToken: Watch
  /** What the reader is told; another connection has another request id. */
  #reading: ChunkReaderOptions | undefined
  #chunks: ChunkReader | undefined
  #connection: Connection | undefined
  /** Whether the body at hand is a run's events, of which a relay draws the end. */
  #isRun = false
  #hasContent = false
  #ended = false
  #drain: ReturnType<typeof setTimeout> | undefined

  constructor(options: AttemptOptions) {
    this.#options = options
    this.#decoder = new Decoder(options.limits.bodyBytes)
    this.#firstToken = new Watch(options.timeouts.firstTokenMs, (idleMs) =>
      this.#fail(
        chatError('timeout', `No token came within ${inSeconds(idleMs)}.`, { requestId: this.#reading?.requestId, retryable: true }),
      ),
    )
    this.#firstToken.pause()
  }

  get runId(): string | undefined {
    return this.#options.relayed?.id
  }

  get lastEventId(): string | undefined {
    return this.#options.relayed?.cursor.lastEventId
  }

  get warnings(): readonly Warning[] {
    return this.#chunks?.warnings ?? []
  }

  /** Whether something of an answer has come, also if it was taken back. */
  get hasContent(): boolean {
    return this.#hasContent
  }

  start(): void {
    const { connect, relayed } = this.#options
    if (!this.#ended) this.#open((signal) => connect(signal, relayed))
  }

  /** Reads on while somebody wants chunks. */
  advance(): void {
    this.#connection?.advance()
  }

  /** Ends the attempt; whatever comes later changes nothing. */
  end(ending: Ending): void {
    if (this.#ended) return
    const chunks = this.#chunks
    const isCalled = ending.kind === 'stopped' || ending.kind === 'detached'
    // Only the drain was left to end: the answer is whole.
    if (chunks?.outcome.sawDone && !chunks.outcome.relayEnd && isCalled) return this.#conclude(chunks)
    chunks?.flush()
    this.#ended = true
    clearTimeout(this.#drain)
    this.#firstToken.stop()
    this.#options.relayed?.resumption.stop()
    this.#connection?.close()
    this.#options.onEnd(ending)
  }

  /** Has the relay stop the run, where one keeps it, or may. */
  stopRun(): Promise<void> | undefined {
    return this.#options.relayed?.stop()
  }

  #open(connect: (signal: AbortSignal) => Promise<Opened>): void {
    const { timeouts, wants } = this.#options
    const { headersMs, relaySilenceMs } = timeouts
    this.#connection = new Connection({
      connect,
      wants,
      headersMs: (this.runId !== undefined && relaySilenceMs) || headersMs,
      onOpen: this.#onOpen,
      onPiece: this.#onPiece,
      firstToken: this.#firstToken,
      onCut: this.#onCut,
    })
    void this.#connection.open()
  }

  readonly #onOpen = (opened: Opened): number => {
    const { limits, rules, requestedChoices, tracer, timeouts, relayed, onReset } = this.#options
    const { contentType, secrets, requestId } = opened
    this.#isRun = this.runId !== undefined && isEventStream(opened)
    if (this.#reading) {
      Object.assign(this.#reading, { contentType, secrets, requestId })
      this.#decoder.restart()
      this.#chunks?.reopen()
    } else {
      const cursor = this.runId === undefined ? undefined : relayed?.cursor
      this.#reading = { contentType, secrets, requestId, requestedChoices: requestedChoices?.(), limits, rules, tracer, cursor, onReset }
      this.#chunks = createChunkReader(this.#reading, this.#onChunk)
    }
    return this.#isRun ? timeouts.relaySilenceMs : timeouts.stallMs
  }

  readonly #onChunk = (chunk: ChatCompletionChunk): void => {
    if (!this.#hasContent && this.#chunks?.outcome.hasContent) {
      this.#hasContent = true
      this.#firstToken.stop()
      this.#options.tracer?.first('first-token')
    }
    this.#options.onChunk(chunk)
  }

  readonly #onPiece = (piece: Uint8Array | string): void => {
    const { tracer, relayed } = this.#options
    const chunks = this.#chunks
    if (!chunks) return
    try {
      tracer?.first('first-byte')
      chunks.feed(this.#decoder.decode(piece))
      this.#decoder.check()
    } catch (error) {
      // Past its end only usage would have counted.
      return chunks.outcome.sawDone ? this.#conclude(chunks) : this.#onFailure(toError(error))
    }
    const { sawDone, relayEnd } = chunks.outcome
    // A relay's end is the last that it sends.
    if (relayEnd || (sawDone && this.#isRun)) return this.#conclude(chunks)
    if (sawDone) this.#drain ??= setTimeout(() => this.#conclude(chunks), DRAIN_MS)
    if (!this.#isRun || !relayed) return
    relayed.resumption.onPiece(relayed.cursor.seq)
    if (!relayed.cursor.isOutOfStep) return
    this.#connection?.close()
    this.#onCut({ kind: 'broken', error: undefined })
  }

  /** What a relay tells of a connection that broke is told as if it had been ours. */
  #onFailure(error: ChatError): void {
    if (error.code === 'network' || error.code === 'relay_lost') this.#lose('The connection broke', { kind: 'failed', error })
    else this.#fail(error)
  }

  readonly #onCut = (cut: Cut): void => {
    const { relayed, tracer } = this.#options
    // A whole answer that is not streamed ends with its body.
    if (!relayed || this.runId === undefined || (cut.kind === 'ended' && !this.#isRun)) return this.#concludeAfter(cut)
    const error = errorOf(cut)
    // Where no connection was ever made, a function of the application that throws is no passing trouble.
    const isLasting = error.code === 'relay_lost' || isRefusal(error) || (!this.#chunks && error.code === 'http')
    if (isLasting) return this.#lose('The connection broke', { kind: 'failed', error })
    const open = () => this.#open((signal) => relayed.read(signal))
    const delayMs = relayed.resumption.retry(error, open, () => this.#concludeAfter(cut))
    tracer?.step({ kind: 'resume', error, lastEventId: this.lastEventId, delayMs })
  }

  #concludeAfter(cut: Cut): void {
    if (cut.kind === 'unopened') this.#fail(cut.error)
    else if (cut.kind === 'broken') this.#lose('The connection broke', { kind: 'failed', error: errorOf(cut) }, !this.#isRun)
    else if (cut.kind === 'silent') this.#lose('The connection fell silent', { kind: 'stalled', idleMs: cut.idleMs })
    else if (this.#chunks) this.#conclude(this.#chunks, !this.#isRun)
  }

  /** Nothing more will come. An answer that was finished is whole all the same; any other ends as told. `takesRest` as in `#conclude`. */
  #lose(what: string, ending: Ending, takesRest = false): void {
    const chunks = this.#chunks
    if (this.#ended) return
    try {
      if (takesRest) chunks?.takeRest()
    } catch (error) {
      return this.#fail(error)
    }
    if (!chunks?.isFinished()) return this.end(ending)
    chunks.warn('connection-lost', `${what} after the answer was finished; its usage may be missing.`)
    this.#conclude(chunks)
  }

  /** @param takesRest whether what nothing ended is read too: what a relay's connection left unfinished is never an event. */
  #conclude(chunks: ChunkReader, takesRest = false): void {
    try {
      if (takesRest) chunks.feed(this.#decoder.end())
      this.end(takesRest ? chunks.end() : chunks.conclude())
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.end({ kind: 'failed', error: toError(error) })
  }
}

function toError(error: unknown): ChatError {
  return isChatError(error) ? error : chatError('protocol', 'The answer could not be read.', { cause: error })
}

/** The error of a connection that gave no more. */
function errorOf(cut: Cut): ChatError {
  if (cut.kind === 'unopened') return toError(cut.error)
  if (cut.kind === 'silent') return chatError('timeout', `Nothing came for ${inSeconds(cut.idleMs)}.`, { retryable: true })
  const cause = cut.kind === 'broken' ? { cause: cut.error } : {}
  return chatError('network', 'The connection broke while the answer came.', { ...cause, retryable: true })
}

/** Whether a relay has answered that it will not go on, whatever is waited for. */
function isRefusal({ status = 0 }: ChatError): boolean {
  return status >= 400 && status < 500 && !isPassingStatus(status)
}
