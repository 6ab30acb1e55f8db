import { ChatError, guarded, type AssistantMessageParam, type ToolMessageParam } from '@rivulet/core'
import { AnswerRun, errorOf } from './AnswerRun.js'
import type { ChatSettings, Run, TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import { goingOn, readingAgain, type Filling } from './continuation/goingOn.js'
import { joinRows } from './continuation/joinAnswers.js'
import type { FrameScheduler } from './frame.js'
import type { MessageTree } from './MessageTree.js'
import { isOffline, onceOnline } from './network.js'
import { resumeAnswer, type AnswerEvents, type OpenAnswer } from './openAnswer.js'
import { requestAnswer, type AnswerRequest } from './requestAnswer.js'
import { rowOf } from './rows.js'
import { nextPhase, type RunEvent } from './runPhase.js'
import { callsTools, isAwaited } from './tools/callsOf.js'
import { handedOver, toolsOf } from './tools/handedOver.js'
import type { Tool } from './tools/Tool.js'
import { ToolCallError } from './tools/ToolCallError.js'
import { ToolCalls, type ToolResultOptions } from './tools/ToolCalls.js'

/** What a turn needs of the chat that it belongs to. */
export interface TurnContext {
  readonly tree: MessageTree
  readonly frame: FrameScheduler
  /** As they are now. */
  readonly settings: () => ChatSettings
  /** Called at every change worth showing; `message` is the one that changed, and is in the tree by then. */
  readonly onChange: (turn: Turn, message: ChatMessage) => void
  /** Called once. `error` is why the turn went no further, where its last answer's ending does not say it. */
  readonly onEnd: (turn: Turn, message: ChatMessage, error?: ChatError) => void
}

type Kind = 'stopped' | 'detached'

interface AskOptions {
  attempts?: number
  retryOf?: string | undefined
  key?: string
  mark?: (() => Promise<void> | undefined) | undefined
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
  ask(parentId: string, { attempts = 1, retryOf, key, mark }: AskOptions = {}): void {
    const row = rowOf({ role: 'assistant', content: null }, parentId)
    const model = this.#options.model ?? this.#context.settings().model
    const message: ChatMessage = { ...row, model, state: 'pending', attempts, ...(retryOf !== undefined && { retryOf }) }
    this.#context.tree.append(message)
    const path = this.#context.tree.path.slice(0, -1)
    // The first answer goes by the id of what it answers, so that the same question is never asked twice; another one is another run.
    this.#start({ message }, (events, isOver) => this.#request({ path, goesOn: false, key: key ?? message.id, mark }, events, isOver))
  }

  /** Has an answer go on where it ended. */
  goOn(answer: ChatMessage): void {
    const { tree, settings } = this.#context
    const { path } = tree
    if (!isAnswer(answer)) return
    const filling = goingOn(answer, isExact(settings()))
    const { id, attempts } = filling.message
    this.#start(filling, (events, isOver) => this.#request({ path, goesOn: true, key: `${id}.${attempts}` }, events, isOver))
  }

  /** Reads the run of an answer that a relay keeps. */
  reread(answer: ChatMessage, runId: string): void {
    const settings = this.#context.settings()
    if (isAnswer(answer)) this.#start(readingAgain(answer, isExact(settings)), (events) => resumeAnswer(settings.client, runId, events))
  }

  /** Runs the tools of an answer that is whole. Where the chat has none, the application gives the results of all its calls. */
  runTools(answer: ChatMessage): void {
    const { tools = [] } = this.#context.settings()
    if (tools.length > 0) this.#runTools(answer, tools)
    else this.#runTools(handedOver(answer), toolsOf(answer))
  }

  /** Ends the calls of an answer that waits for a person: the conversation goes on without them. */
  passOver(answer: ChatMessage): void {
    const calls = new ToolCalls({ message: answer, tools: [], path: [], onChange: () => undefined })
    calls.stop()
    this.#append({ ...answer, toolRuns: calls.runs }, calls.results ?? [])
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
      if (calls.results) this.#afterTools(true)
      // What waits for a person still does when somebody looks again.
      else if (this.#message) this.#finish(this.#message)
    } else if (this.#answer) {
      await this.#answer.end(kind)
    }
  }

  /** Whether a tool call waits for a decision or a result. */
  waitsFor(callId: string): boolean {
    return this.#calls !== undefined && this.#message !== undefined && isAwaited(this.#message, callId)
  }

  addToolResult(callId: string, result: unknown, options?: ToolResultOptions): void {
    this.#waiting(callId).addResult(callId, result, options)
  }

  approve(callId: string): void {
    this.#waiting(callId).approve(callId)
  }

  reject(callId: string, reason?: string): void {
    this.#waiting(callId).reject(callId, reason)
  }

  #waiting(callId: string): ToolCalls {
    if (this.#calls) return this.#calls
    throw new ToolCallError(callId, 'a decision', [])
  }

  #start(
    { message, before, join }: Partial<Filling> & Pick<Filling, 'message'>,
    open: (events: AnswerEvents, isOver: () => boolean) => OpenAnswer | PromiseLike<OpenAnswer | undefined>,
  ): void {
    this.#steps += 1
    const whole = (row: ChatMessage) => (before ? joinRows(before, row) : row)
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
    if (callsTools(message) && tools.length > 0) this.#runTools(message, tools)
    else this.#finish(message)
  }

  #runTools(message: ChatMessage, tools: readonly Tool[]): void {
    const calls = new ToolCalls({
      message,
      tools,
      path: this.#context.tree.path.map((row) => (row.id === message.id ? message : row)),
      frame: this.#context.frame,
      onChange: (toolRuns, state) => {
        if (!this.#ended) this.#show({ ...message, toolRuns, state }, state === 'awaiting-approval' ? 'approval' : 'tools')
      },
    })
    this.#calls = calls
    calls.start()
    void calls.settled.then(() => this.#afterTools(false))
  }

  /** Each call has its outcome: their results are messages, and the model reads them unless the turn is over. */
  #afterTools(isOver: boolean): void {
    const { results } = this.#calls ?? {}
    if (this.#ended || !results || !this.#message) return
    this.#calls = undefined
    const answer: ChatMessage = { ...this.#message, state: 'done' }
    if (!this.#context.tree.get(answer.id)) return this.#finish(answer)
    const parentId = this.#append(answer, results)
    const { maxSteps = 5 } = this.#context.settings()
    if (isOver) return this.#finish(answer)
    if (!(this.#steps < maxSteps)) return this.#finish(answer, stepLimit(maxSteps))
    this.ask(parentId, { key: parentId })
    this.#tellFinished(answer)
  }

  /** Adds the results of an answer's calls after it. Returns the id of the last one. */
  #append(answer: ChatMessage, results: readonly ToolMessageParam[]): string {
    const { tree } = this.#context
    tree.replace({ ...answer, state: 'done' })
    let parentId = answer.id
    for (const wire of results) {
      const row = rowOf(wire, parentId)
      tree.append(row)
      parentId = row.id
    }
    return parentId
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

function isAnswer(message: ChatMessage): message is ChatMessage & { wire: AssistantMessageParam } {
  return message.wire.role === 'assistant'
}

/** Whether the model is asked to go on letter by letter. */
function isExact({ continueWith = 'instruction' }: ChatSettings): boolean {
  return continueWith !== 'instruction'
}

function stepLimit(maxSteps: number): ChatError {
  return new ChatError(
    'limit',
    `The turn made ${maxSteps} requests, and the model called tools once more. Their results are kept, and the model has not read them. Send a message or retry to go on; raise maxSteps for longer turns.`,
  )
}
