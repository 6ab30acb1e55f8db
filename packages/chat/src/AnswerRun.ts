import {
  bringsToken,
  preparationError,
  type ChatClient,
  type ChatError,
  type ChatMessageParam,
  type ChatRequest,
  type ChatResult,
  type Ending,
} from '@rivulet/core'
import type { Run } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import type { FrameScheduler } from './frame.js'
import { openAnswer, type OpenAnswer } from './openAnswer.js'
import { nextPhase, type RunEvent } from './runPhase.js'

/** What a run needs of the chat that it belongs to. */
export interface AnswerRunOptions {
  /** The answer, still empty. */
  message: ChatMessage
  client: ChatClient
  stream: boolean
  idempotencyKey: string
  /** The request without its messages. */
  request: Omit<ChatRequest, 'messages'>
  /** Called when the run starts; the request goes out at once unless it has to be waited for. */
  prepareMessages: () => ChatMessageParam[] | PromiseLike<ChatMessageParam[]>
  frame: FrameScheduler
  /** Called with the answer and the run at every change worth showing, in order; the last time with phase `idle`. */
  onChange: (message: ChatMessage, run: Run) => void
}

/** One answer from its request to its ending. Once it has ended, nothing that still arrives changes its text or its ending. */
export class AnswerRun {
  readonly #options: AnswerRunOptions
  readonly #startedMs = performance.now()
  readonly #attempts: number
  #message: ChatMessage
  #run: Run = { phase: 'idle' }
  #answer: OpenAnswer | undefined
  #firstTokenMs: number | undefined
  #cancelFrame: (() => void) | undefined
  #ended = false

  constructor(options: AnswerRunOptions) {
    this.#options = options
    this.#message = options.message
    this.#attempts = options.message.attempts
  }

  async start(): Promise<void> {
    this.#step('start')
    this.#show()
    try {
      const prepared = this.#options.prepareMessages()
      const messages = isPromiseLike(prepared) ? await prepared : prepared
      if (this.#ended) return
      const answer = this.#open(messages)
      this.#answer = answer
      // The client asks the application for key and headers while it opens, and the application may have ended the run there.
      if (this.#ended) await answer.stop()
      else this.#settle(await answer.result)
    } catch (cause) {
      this.#settle({ ending: { kind: 'failed', error: preparationError('prepareRequest', cause) }, warnings: [] })
    }
  }

  /** Ends the run from outside, in the same instant; the promise waits for the connection to be closed. */
  async end(kind: 'stopped' | 'detached'): Promise<void> {
    if (this.#ended) return
    const answer = this.#answer
    this.#settle({ ending: { kind }, warnings: [] })
    if (!answer) return
    if (kind === 'stopped') await answer.stop()
    else answer.detach()
    // Bookkeeping of what was paid for and noticed before the end may arrive with the result.
    const { warnings, cost, completion } = await answer.result
    const { usage } = completion
    if (warnings.length === 0 && !cost && !usage) return
    this.#message = { ...this.#message, warnings, ...(cost ? { cost } : {}), ...(usage ? { usage } : {}) }
    this.#show()
  }

  #open(messages: ChatMessageParam[]): OpenAnswer {
    const { client, request, stream, idempotencyKey } = this.#options
    return openAnswer(client, { ...request, messages }, stream, {
      headers: { 'Idempotency-Key': idempotencyKey },
      onHeaders: () => this.#hear('headers'),
      onChunk: (chunk) => (bringsToken(chunk) ? this.#onToken() : undefined),
      onRetry: ({ attempt, retryAtMs }) => {
        if (this.#ended) return
        this.#message = { ...this.#message, attempts: this.#attempts + attempt - 1 }
        this.#hear('retry', { attempt, retryAtMs })
      },
    })
  }

  #hear(event: RunEvent, details: Omit<Run, 'phase'> = {}): void {
    if (this.#ended) return
    this.#step(event, details)
    this.#show()
  }

  /** The first token is shown at once, the others with the next frame. */
  #onToken(): void {
    if (this.#ended) return
    if (this.#firstTokenMs === undefined) {
      this.#firstTokenMs = performance.now() - this.#startedMs
      this.#step('token')
      this.#take()
      this.#show()
      return
    }
    this.#cancelFrame ??= this.#options.frame(() => {
      this.#cancelFrame = undefined
      this.#take()
      this.#show()
    })
  }

  #settle({ ending, warnings, cost, completion }: Omit<ChatResult, 'completion'> & Partial<Pick<ChatResult, 'completion'>>): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelFrame?.()
    this.#take(completion)
    const usage = (completion ?? this.#answer?.completion)?.usage
    this.#message = {
      ...this.#message,
      state: 'done',
      ending,
      warnings,
      timings: { ...this.#timings(), endMs: performance.now() - this.#startedMs },
      ...(usage ? { usage } : {}),
      ...(cost ? { cost } : {}),
    }
    this.#step('end')
    this.#show()
  }

  /** Takes what has come into the message. */
  #take(completion = this.#answer?.completion): void {
    const wire = completion?.choices[0]?.message
    if (wire) this.#message = { ...this.#message, wire, state: 'streaming', timings: this.#timings() }
  }

  #timings(): NonNullable<ChatMessage['timings']> {
    const startedAtMs = this.#message.createdAtMs
    return this.#firstTokenMs === undefined ? { startedAtMs } : { startedAtMs, firstTokenMs: this.#firstTokenMs }
  }

  #step(event: RunEvent, details: Omit<Run, 'phase'> = {}): void {
    const phase = nextPhase(this.#run.phase, event)
    const runId = this.#answer?.runId
    const known = event === 'headers' || event === 'token' ? { ...this.#run, ...(runId && { runId }) } : details
    this.#run = { ...known, phase }
  }

  #show(): void {
    this.#options.onChange(this.#message, this.#run)
  }
}

/** Whether an answer ended because it failed. */
export function errorOf(ending: Ending | undefined): ChatError | null {
  return ending?.kind === 'failed' ? ending.error : null
}

/** Also what another promise library made. */
function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value
}
