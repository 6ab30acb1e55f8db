import { ChatError, guarded } from '@rivulet/core'
import { AnswerRun, errorOf } from './AnswerRun.js'
import type { Run, TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import type { Filling } from './continuation/goingOn.js'
import { isOffline, onceOnline } from './network.js'
import type { AnswerEvents, OpenAnswer } from './openAnswer.js'
import { requestAnswer, type AnswerRequest } from './requestAnswer.js'
import { rowOf } from './rows.js'
import { nextPhase, type RunEvent } from './runPhase.js'
import { callsTools, type Decision } from './tools/callsOf.js'
import { loadToolCode, toolCode } from './tools/loadToolCode.js'
import { ToolCallError } from './tools/ToolCallError.js'
import type { ToolCalls } from './tools/ToolCalls.js'
import type { TurnContext } from './TurnContext.js'

type Kind = 'stopped' | 'detached'

interface AskOptions {
  attempts?: number
  retryOf?: string | undefined
  key?: string
  mark?: AnswerRequest['mark']
  /** Called in place of the request where the network has gone while that was waited for. */
  onOffline?: (() => void) | undefined
}

/** Asking for an answer, running the tools that it calls, and so on until an answer calls none. One turn is one run. */
export class Turn {
  /** Whether it was ended from outside. The ending of its answer does not say so where that was whole and its tools ran. */
  wasLeft = false
  readonly #context: TurnContext
  readonly #options: TurnOptions
  #run: Run = { phase: 'idle' }
  #answer: AnswerRun | undefined
  #calls: ToolCalls | undefined
  #message: ChatMessage | undefined
  #cancelWait: (() => void) | undefined
  #steps = 0
  #ended = false

  constructor(context: TurnContext, options: TurnOptions = {}) {
    this.#context = context
    this.#options = options
  }

  get run(): Run {
    return this.#run
  }

  /** Whether this row is the one that grows, or whose tools run. */
  isAt(id: string): boolean {
    return this.#message?.id === id
  }

  /** Asks for an answer to the message `parentId`; where `mark` is given, once its promise resolves. */
  ask(parentId: string, { attempts = 1, retryOf, key, ...marking }: AskOptions = {}): void {
    const row = rowOf({ role: 'assistant', content: null }, parentId)
    const model = this.#options.model ?? this.#context.settings().model
    const message: ChatMessage = { ...row, model, state: 'pending', attempts, ...(retryOf !== undefined && { retryOf }) }
    this.#context.tree.append(message)
    const path = this.#context.tree.path.slice(0, -1)
    // The first answer goes by the id of what it answers, so that the same question is never asked twice; another one is another run.
    this.#start({ message }, (...heard) => this.#request({ path, toRequest: undefined, key: key ?? message.id, ...marking }, ...heard))
  }

  /** Has an answer go on where it ended; `filling` is made of it by `goingOn`. */
  goOn(filling: Filling): void {
    const { path } = this.#context.tree
    const { message, toRequest } = filling
    this.#start(filling, (...heard) => this.#request({ path, toRequest, key: `${message.id}.${message.attempts}` }, ...heard))
  }

  /** Has a row filled by an answer that was asked for before. */
  fill(filling: Filling, open: (events: AnswerEvents) => OpenAnswer): void {
    this.#start(filling, open)
  }

  /** Ends the turn from outside, in the same instant; the promise waits for the connection to be closed. */
  async end(kind: Kind): Promise<void> {
    // Who hears of the end may end it once more.
    if (this.#ended || this.wasLeft) return
    this.wasLeft = true
    this.#cancelWait?.()
    const calls = this.#calls
    if (calls) {
      calls.stop({ keepsWaiting: kind === 'detached' })
      if (calls.results) this.#afterTools(false)
      // What waits for a person still does when somebody looks again.
      else if (this.#message) this.#finish(this.#message)
    } else if (this.#message?.ending) {
      // The code that runs its tools is still on its way.
      const waits = kind === 'detached' && this.#message.state === 'awaiting-approval'
      this.#finish(waits ? this.#message : { ...this.#message, state: 'done' })
    } else {
      await this.#answer?.end(kind)
    }
  }

  /**
   * Decides about a tool call, as {@link ToolCalls} does.
   * @throws {@link ToolCallError} where the call does not wait for it.
   */
  decide(decision: Decision, callId: string, ...args: unknown[]): void {
    if (!this.#calls) throw new ToolCallError(callId)
    ;(this.#calls[decision] as (...all: unknown[]) => void)(callId, ...args)
  }

  #start(
    { message, whole = (row) => row, join }: Partial<Filling> & Pick<Filling, 'message'>,
    open: (events: AnswerEvents, isOver: () => boolean) => OpenAnswer | PromiseLike<OpenAnswer | undefined>,
  ): void {
    this.#steps += 1
    const answer = new AnswerRun({
      message,
      open,
      join,
      frame: this.#context.frame,
      onChange: (row, event, details) => this.#show(whole(row), event, details),
      onEnd: (row) => this.#onAnswered(whole(row)),
    })
    this.#answer = answer
    const request = () => {
      this.#cancelWait = undefined
      this.#show(whole(message), 'request')
      void answer.start()
    }
    if (!isOffline(this.#context.settings().client.baseURL)) return request()
    this.#cancelWait = onceOnline(request)
    this.#show(whole(message), 'offline')
  }

  #request(
    request: Omit<AnswerRequest, 'settings' | 'options'>,
    ...heard: [AnswerEvents, () => boolean]
  ): ReturnType<typeof requestAnswer> {
    return requestAnswer({ ...request, settings: this.#context.settings(), options: this.#options }, ...heard)
  }

  /** The answer has its ending; its tool calls may be yet to run. */
  #onAnswered(message: ChatMessage): void {
    const { tools = [] } = this.#context.settings()
    if (callsTools(message) && tools.length > 0) void this.runTools(message)
    else this.#finish(message)
  }

  /**
   * Runs the tools of an answer that is whole. Where the chat has none, the application gives the results of all its calls. The code for it is loaded when it
   * is first needed.
   */
  async runTools(answer: ChatMessage): Promise<void> {
    this.#show(answer.state === 'done' ? { ...answer, state: 'running-tools' } : answer, 'tools')
    const code = toolCode() ?? (await loadToolCode().catch((cause: unknown) => new ChatError('network', CODE_MISSING, { cause })))
    if (this.#ended) return
    if (code instanceof ChatError) return this.#finish(answer, code)
    const { tree, frame, settings } = this.#context
    const calls = code.startToolCalls(answer, {
      tools: settings().tools,
      path: tree.path,
      frame,
      onStart: (started) => (this.#calls = started),
      onChange: (row) => {
        if (!this.#ended) this.#show(row, row.state === 'awaiting-approval' ? 'approval' : 'tools')
      },
    })
    await calls.settled
    this.#afterTools(true)
  }

  /** Each call has its outcome: their results are messages, and the model reads them, where the turn goes on. */
  #afterTools(goesOn: boolean): void {
    const { results } = this.#calls ?? {}
    const code = toolCode()
    if (this.#ended || !results || !this.#message || !code) return
    this.#calls = undefined
    const answer: ChatMessage = { ...this.#message, state: 'done' }
    if (!this.#context.tree.get(answer.id)) return this.#finish(answer)
    const parentId = code.appendResults(this.#context.tree, answer, results)
    const { maxSteps = 5 } = this.#context.settings()
    if (!goesOn) return this.#finish(answer)
    if (!(this.#steps < maxSteps)) return this.#finish(answer, code.stepLimit(maxSteps))
    this.ask(parentId, { key: parentId })
    this.#tellFinished(answer)
  }

  #finish(message: ChatMessage, error?: ChatError): void {
    this.#ended = true
    this.#cancelWait?.()
    this.#step('end')
    this.#message = message
    const { tree, onEnd, settings } = this.#context
    tree.replace(message)
    onEnd(this, message, error)
    const failure = error ?? errorOf(message.ending)
    if (failure && tree.get(message.id)) guarded(settings().onError, failure, message)
    this.#tellFinished(message)
  }

  #tellFinished(message: ChatMessage): void {
    if (this.#context.tree.get(message.id)) guarded(this.#context.settings().onFinish, message)
  }

  #show(message: ChatMessage, event?: RunEvent, details?: Omit<Run, 'phase'>): void {
    if (this.#ended) return this.#note(message)
    if (event) this.#step(event, details)
    this.#message = message
    this.#context.tree.replace(message)
    this.#context.onChange(this, message)
  }

  /** What was paid for and noticed of an answer that has ended, unless it goes on by now. */
  #note({ id, ending, warnings, usage, cost }: ChatMessage): void {
    const row = this.#context.tree.get(id)
    if (!row || row.ending !== ending) return
    const noted: ChatMessage = { ...row, warnings, ...(usage && { usage }), ...(cost && { cost }) }
    this.#context.tree.replace(noted)
    this.#context.onChange(this, noted)
  }

  #step(event: RunEvent, details?: Omit<Run, 'phase'>): void {
    this.#run = { ...details, phase: nextPhase(this.#run.phase, event) }
  }
}

const CODE_MISSING = 'The code that runs tools could not be loaded, so they have not run. Check the network and retry.'
