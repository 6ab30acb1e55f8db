import {
  bringsToken,
  preparationError,
  type AssistantMessageParam,
  type ChatCompletionChunk,
  type ChatError,
  type ChatResult,
  type Ending,
} from '@rivulet/core'
import type { Run } from './Chat.js'
import type { ChatMessage, Timings } from './ChatMessage.js'
import type { JoinWire } from './continuation/joinAnswers.js'
import type { FrameScheduler } from './frame.js'
import type { AnswerEvents, OpenAnswer } from './openAnswer.js'
import type { RunEvent } from './runPhase.js'
import { Thinking } from './Thinking.js'

/** What a request needs of the turn that it belongs to. */
export interface AnswerRunOptions {
  /** The row that the answer becomes. */
  message: ChatMessage
  /** Called when the run starts; the request goes out at once unless it has to be waited for. Undefined where the run is over by then. */
  open: (events: AnswerEvents, isOver: () => boolean) => OpenAnswer | PromiseLike<OpenAnswer | undefined>
  /** Where the row has text already. */
  join?: JoinWire | undefined
  frame: FrameScheduler
  /** Called with the row at every change worth showing, in order, and with what happened to the run, if anything did. */
  onChange: (message: ChatMessage, event?: RunEvent, details?: Omit<Run, 'phase'>) => void
  /** Called once, with the ending on the row. `onChange` may follow with what was still told of warnings and usage. */
  onEnd: (message: ChatMessage) => void
}

/** One answer from its request to its ending. Once it has ended, nothing that still arrives changes its text or its ending. */
export class AnswerRun {
  readonly #options: AnswerRunOptions
  readonly #startedMs = performance.now()
  readonly #attempts: number
  #message: ChatMessage
  #answer: OpenAnswer | undefined
  #firstTokenMs: number | undefined
  readonly #thinking = new Thinking()
  #extra: ChatMessage['extra']
  #cancelFrame: (() => void) | undefined
  #isScheduled = false
  #ended = false

  constructor(options: AnswerRunOptions) {
    this.#options = options
    this.#message = options.message
    this.#attempts = options.message.attempts
  }

  async start(): Promise<void> {
    try {
      const opening = this.#options.open(this.#events(), () => this.#ended)
      const answer = isPromiseLike(opening) ? await opening : opening
      if (!answer) return
      this.#answer = answer
      this.#name(undefined)
      // The client asks the application for key and headers while it opens, and the application may have ended the run there.
      if (this.#ended) await answer.stop()
      else this.#settle(await answer.result)
    } catch (cause) {
      this.#settle({ ending: { kind: 'failed', error: preparationError('prepareRequest', cause) }, warnings: [] })
    }
  }

  /** Ends the run from outside, in the same instant; the promise waits for the connection to be closed. */
  async end(kind: 'stopped' | 'detached'): Promise<void> {
    const answer = this.#answer
    this.#settle({ ending: { kind }, warnings: [] })
    if (!answer) return
    if (kind === 'stopped') await answer.stop()
    else answer.detach()
    // Bookkeeping of what was paid for and noticed before the end may arrive with the result.
    const { warnings, cost, completion } = await answer.result
    const { usage } = completion
    if (warnings.length === 0 && !cost && !usage) return
    this.#message = { ...this.#message, warnings, ...(usage && { usage }), ...(cost && { cost }) }
    this.#options.onChange(this.#message)
  }

  #events(): AnswerEvents {
    return {
      onHeaders: () => this.#hear('headers'),
      onChunk: (chunk) => (bringsToken(chunk) ? this.#onToken(chunk) : undefined),
      onRetry: ({ attempt, retryAtMs }) => {
        if (this.#ended) return
        this.#message = { ...this.#message, attempts: this.#attempts + attempt - 1 }
        this.#hear('retry', { attempt, retryAtMs })
      },
    }
  }

  #hear(event: RunEvent, details?: Omit<Run, 'phase'>): void {
    if (this.#ended) return
    const runId = this.#answer?.runId
    if (runId !== undefined && runId !== this.#message.runId) this.#message = { ...this.#message, runId }
    this.#options.onChange(this.#message, event, details ?? (runId === undefined ? {} : { runId }))
  }

  /** The first token is shown at once, the others with the next frame. */
  #onToken(chunk: ChatCompletionChunk): void {
    if (this.#ended) return
    this.#thinking.note(chunk)
    if (this.#firstTokenMs === undefined) {
      this.#firstTokenMs = performance.now() - this.#startedMs
      this.#take(this.#answer?.completion)
      this.#hear('token')
      return
    }
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#cancelFrame = this.#options.frame(() => {
      this.#isScheduled = false
      if (this.#ended) return
      this.#take(this.#answer?.completion)
      this.#options.onChange(this.#message)
    })
  }

  #settle({ ending, warnings, cost, completion }: Omit<ChatResult, 'completion'> & Partial<Pick<ChatResult, 'completion'>>): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelFrame?.()
    const came = completion ?? this.#answer?.completion
    this.#thinking.end()
    this.#take(came, true)
    const { runId, runFrom, ...message } = this.#message
    this.#message = {
      ...message,
      // A run that somebody may still be reading, or that was lost sight of.
      ...(runId !== undefined && MAY_GO_ON.has(ending.kind) && { runId, ...(runFrom && { runFrom }) }),
      state: 'done',
      ending,
      warnings,
      timings: { ...this.#timings(), endMs: performance.now() - this.#startedMs },
      ...(came?.usage && { usage: came.usage }),
      ...(cost && { cost }),
    }
    this.#options.onEnd(this.#message)
  }

  /** Takes what has come into the message. */
  #take(completion: OpenAnswer['completion'], isWhole = false): void {
    this.#name(completion)
    this.#takeExtra(completion?.extra)
    const came: AssistantMessageParam | undefined = completion?.choices[0]?.message
    if (!came) return
    const wire = this.#options.join?.(came, isWhole) ?? came
    this.#message = { ...this.#message, wire, state: 'streaming', timings: this.#timings() }
  }

  /** Who answers; gateways that name nobody leave it with who was asked. */
  #name(completion: OpenAnswer['completion']): void {
    const model = completion?.model || this.#answer?.model
    if (model && model !== this.#message.model) this.#message = { ...this.#message, model }
  }

  /** The gateway's own fields, the same object until another came. */
  #takeExtra(extra: ChatMessage['extra']): void {
    if (!extra || extra === this.#extra || Object.keys(extra).length === 0) return
    this.#extra = extra
    this.#message = { ...this.#message, extra: { ...this.#options.message.extra, ...extra } }
  }

  #timings(): Timings {
    const { createdAtMs: startedAtMs } = this.#message
    const firstTokenMs = this.#firstTokenMs
    // Of an answer that goes on, or is read again, what is known already stays.
    const reasoningMs = this.#options.message.timings?.reasoningMs ?? this.#thinking.ms
    return { startedAtMs, ...(firstTokenMs !== undefined && { firstTokenMs }), ...(reasoningMs !== undefined && { reasoningMs }) }
  }
}

const MAY_GO_ON: ReadonlySet<Ending['kind']> = new Set(['detached', 'truncated', 'stalled'])

/** Whether an answer ended because it failed. */
export function errorOf(ending: Ending | undefined): ChatError | null {
  return ending?.kind === 'failed' ? ending.error : null
}

/** Also what another promise library made. */
export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value
}
