import { createAccumulator, type Accumulator } from './accumulate.js'
import { Attempt, type AttemptOptions } from './Attempt.js'
import { Channel } from './Channel.js'
import type { ChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import type { ChatStream } from './ChatStream.js'
import { costOf } from './cost.js'
import type { ChatResult, Ending, Warning } from './ChatResult.js'
import { guarded } from './guarded.js'
import { inSeconds } from './inSeconds.js'
import type { RelayedRun } from './RelayedRun.js'
import { retryDelayMs, type OnRetry } from './retry.js'
import type { Trace } from './trace.js'
import type { ChatCompletionChunk } from './wire/chunk.js'
import type { ChatCompletion } from './wire/completion.js'

/** What a run needs, and what it hands on to all its attempts. */
export interface RunOptions extends Omit<AttemptOptions, 'relayed' | 'onChunk' | 'onReset' | 'onEnd' | 'wants'> {
  signal?: AbortSignal | undefined
  /** Makes what an attempt may find out about a relay. */
  createRelayed?: () => RelayedRun
  /** How often a failure that may pass is tried again, while no token has come. @defaultValue 0 */
  maxRetries?: number
  /** Changes the request after a failure; true where it is worth another attempt at once. */
  adapt?: (error: ChatError) => boolean
  onRetry?: OnRetry | undefined
  warnings?: readonly Warning[]
}

/** The life of one answer, from sending the request to its ending, over as many attempts as it takes. */
export class Run implements ChatStream {
  readonly #options: RunOptions
  #accumulator: Accumulator = createAccumulator()
  /** Chunks that came before the first token: they wait with it, since another attempt may still replace them. */
  #held: ChatCompletionChunk[] = []
  readonly #channel: Channel<ChatCompletionChunk>
  readonly #result: Promise<ChatResult>
  #resolve: (result: ChatResult) => void = ignore
  #attempt: Attempt
  /** How many have begun, or wait to. */
  #attempts = 1
  /** How many of them were made because a failure may pass; none that the request was adapted for. */
  #retries = 0
  #wait: ReturnType<typeof setTimeout> | undefined
  /** Resolves when a relay was told to stop the run, where there is one. */
  #stopping: Promise<void> | undefined
  /** Set by the caller who ends the run; the attempt's own ending gives way to it. */
  #called: Ending | undefined
  #ended = false
  #iterated = false
  #driven = false

  constructor(options: RunOptions) {
    this.#options = options
    this.#channel = new Channel(
      () => this.#attempt.advance(),
      () => this.stop(),
    )
    this.#result = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#attempt = this.#createAttempt()
    const { signal } = options
    if (signal?.aborted) this.#onAbort()
    else {
      signal?.addEventListener('abort', this.#onAbort)
      this.#attempt.start()
    }
  }

  get runId(): string | undefined {
    return this.#attempt.runId
  }

  get lastEventId(): string | undefined {
    return this.#attempt.lastEventId
  }

  get result(): Promise<ChatResult> {
    this.#driven = true
    this.#attempt.advance()
    return this.#result
  }

  get completion(): ChatCompletion {
    return this.#accumulator.completion
  }

  get trace(): Trace | undefined {
    return this.#options.tracer?.trace
  }

  async stop(): Promise<void> {
    this.#call({ kind: 'stopped' })
    await this.#result
    await this.#stopping
  }

  detach(): void {
    this.#call({ kind: 'detached' })
  }

  [Symbol.asyncIterator](): Channel<ChatCompletionChunk> {
    this.#iterated = true
    return this.#channel
  }

  #createAttempt(): Attempt {
    return new Attempt({
      ...this.#options,
      relayed: this.#options.createRelayed?.(),
      onChunk: this.#onChunk,
      onReset: this.#forget,
      onEnd: this.#onEnd,
      wants: () => this.#driven || this.#channel.hungry,
    })
  }

  readonly #onAbort = (): void => this.#call({ kind: 'stopped' })

  readonly #onChunk = (chunk: ChatCompletionChunk): void => {
    this.#accumulator.push(chunk)
    if (!this.#iterated) return
    this.#held.push(chunk)
    if (this.#attempt.hasContent) this.#release()
  }

  readonly #forget = (): void => {
    this.#accumulator = createAccumulator()
    this.#held = []
  }

  #release(): void {
    for (const chunk of this.#held) this.#channel.push(chunk)
    this.#held.length = 0
  }

  readonly #onEnd = (ending: Ending): void => {
    if (!this.#called && ending.kind === 'failed' && !this.#attempt.hasContent && this.#retry(ending.error)) return
    this.#settle(ending)
  }

  /** Tries again where that may help; never once a token has been seen. What came of the attempt before is forgotten. */
  #retry(error: ChatError): boolean {
    const { adapt, maxRetries = 0, onRetry, tracer } = this.#options
    const delayMs = adapt?.(error) ? 0 : retryDelayMs(error, ++this.#retries, maxRetries)
    if (delayMs === undefined) return false
    tracer?.step({ kind: 'retry', error, delayMs })
    this.#attempts++
    if (tracer) tracer.attempt = this.#attempts
    this.#forget()
    this.#attempt = this.#createAttempt()
    guarded(onRetry, { attempt: this.#attempts, error, delayMs, retryAtMs: Date.now() + delayMs })
    // Whoever was told may have ended the run.
    if (!this.#ended) this.#wait = setTimeout(() => this.#attempt.start(), delayMs)
    return true
  }

  /** Ends the run from outside. */
  #call(ending: Ending): void {
    if (this.#ended) return
    this.#called = ending
    clearTimeout(this.#wait)
    this.#attempt.end(ending)
  }

  #settle(ending: Ending): void {
    this.#ended = true
    this.#options.signal?.removeEventListener('abort', this.#onAbort)
    this.#release()
    // What the caller stopped, or we gave up, a relay would go on with, and it would cost.
    if (ending.kind === 'stopped' ? this.#called : isGivenUp(ending)) this.#stopping = this.#attempt.stopRun()
    const { completion } = this
    const cost = costOf(completion)
    const { warnings: known = [], tracer } = this.#options
    const warnings = [...known, ...this.#attempt.warnings]
    tracer?.step({ kind: 'end', ending })
    this.#resolve({ completion, ending, warnings, ...(cost && { cost }), ...(tracer && { trace: tracer.trace }) })
    this.#channel.end(errorOf(ending))
  }
}

/** The error that iterating throws for an ending; none where it ends quietly. */
function errorOf(ending: Ending): ChatError | undefined {
  if (ending.kind === 'truncated') return chatError('protocol', 'The answer ended before it was finished.', { retryable: true })
  if (ending.kind === 'stalled') return chatError('timeout', `Nothing came for ${inSeconds(ending.idleMs)}.`, { retryable: true })
  return ending.kind === 'failed' ? ending.error : undefined
}

/** Whether a limit of ours ended the run. */
function isGivenUp(ending: Ending): boolean {
  return ending.kind === 'failed' && (ending.error.code === 'limit' || ending.error.code === 'timeout')
}

function ignore(): void {}
