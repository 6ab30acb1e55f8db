import type { ChatError } from '@rivulet/core'
import { errorOf } from './AnswerRun.js'
import { ChatBusyError, type ChatSettings, type Run, type TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import { IDLE, type Conversation } from './Conversation.js'
import type { FrameScheduler } from './frame.js'
import { isOffline } from './network.js'
import { Outbox } from './Outbox.js'
import type { QueuedMessage } from './QueuedMessage.js'
import { Sender } from './Sender.js'
import type { SendQueue } from './SendQueue.js'
import type { Sync } from './sync/loadSync.js'
import { awaits, type Decision } from './tools/callsOf.js'
import { loadToolCode, passOverCalls, toolCode, toolCodeFor } from './tools/loadToolCode.js'
import { ToolCallError } from './tools/ToolCallError.js'
import { Turn } from './Turn.js'
import type { TurnContext } from './TurnContext.js'

/** Of the next turn, which follows in the same breath. */
const CONNECTING: Run = { phase: 'connecting' }

export interface RunnerOptions {
  conversation: Conversation
  queue: SendQueue
  /** Where the conversation is kept and shared with other tabs. */
  sync: Sync | undefined
  settings: () => ChatSettings
  frame: FrameScheduler
}

/** Runs the turns of a conversation one after the other: those that are asked for, then what waits in the outbox. */
export class Runner {
  readonly queue: SendQueue
  readonly outbox: Outbox
  readonly sender: Sender
  readonly #conversation: Conversation
  readonly #sync: Sync | undefined
  readonly #context: TurnContext
  readonly #settings: () => ChatSettings
  #turn: Turn | undefined
  /** What the last turn was sent with, for its retries. */
  #options: TurnOptions = {}
  #isInterrupting = false
  /** How many have asked to act here and did not yet: none of them may find that another tab runs by then. */
  #entering = 0
  /** The last call of `end`: another object for each. */
  #lastEnd: { readonly kind: 'stopped' | 'detached' } | undefined
  /** While `detach` tells of the ending: its owner is gone, and nothing may start that nobody would end. */
  #isLeaving = false

  constructor(options: RunnerOptions) {
    const { conversation, queue, sync, settings, frame } = options
    this.sender = new Sender(this, options)
    this.#conversation = conversation
    this.queue = queue
    this.#sync = sync
    this.#settings = settings
    this.outbox = new Outbox({
      conversation,
      queue,
      sync,
      isOffline: () => this.isOffline(),
      isFree: () => !this.#turn && !this.#isLeaving,
      start: (next) => this.sender.start(next),
      onRest: () => this.rest(),
    })
    this.#context = {
      tree: conversation.tree,
      frame,
      settings,
      onChange: (turn, message) => this.#onChange(turn, message),
      onEnd: (turn, message, error) => this.#onEnd(turn, message, error),
    }
  }

  /** Whether nothing may start: see `detach`. */
  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** The turn under way. */
  get turn(): Turn | undefined {
    return this.#turn
  }

  /** Whether another tab runs the conversation. */
  get runsElsewhere(): boolean {
    return this.#sync !== undefined && !this.#sync.isInside && this.#conversation.snapshot.run.phase !== 'idle'
  }

  /** Whether nothing goes on here by itself. */
  get isResting(): boolean {
    return !this.#turn && !this.#isInterrupting && this.#entering === 0 && !this.outbox.goesOn
  }

  /** Lets other tabs run when nothing goes on here by itself. */
  rest(): void {
    if (this.isResting) this.#sync?.leave()
  }

  /** Ends the turn for another that follows in the same breath. */
  interrupt(): void {
    this.#isInterrupting = true
    void this.#turn?.end('stopped')
    this.#isInterrupting = false
  }

  /**
   * Begins a turn, unless one is under way here or elsewhere. What it is sent with holds for its retries too. `prepare` is called when nobody else may
   * change the conversation any more, and throws where there is nothing to begin.
   */
  async begin(options: TurnOptions | undefined, prepare: () => (turn: Turn) => void): Promise<void> {
    const isOurs = await this.inside(() => {
      if (this.#turn && this.#settings().whileBusy !== 'interrupt') throw new ChatBusyError()
      const act = prepare()
      // What was left while its calls waited for a person waits no longer.
      if (!this.#turn) passOverCalls(this.#conversation.tree)
      this.beginNow(options, act)
    })
    if (!isOurs) throw new ChatBusyError()
  }

  /** Acts where this tab may run; false where another one does. What was stopped or left before it could begin ends as it begins. */
  async inside(act: () => void): Promise<boolean> {
    const before = this.#lastEnd
    this.#entering += 1
    try {
      if (this.#sync && !(await this.#sync.enter())) return false
      const loading = toolCodeFor(this.#conversation.tree.head)
      if (loading) await loading
      const wasIdle = !this.#turn
      act()
      if (wasIdle && this.#lastEnd && this.#lastEnd !== before) void this.end(this.#lastEnd.kind)
      return true
    } finally {
      this.#entering -= 1
      this.rest()
    }
  }

  /** Begins a turn in this instant. Throws where one is under way and is not to be interrupted. */
  beginNow(options: TurnOptions | undefined, act: (turn: Turn) => void): void {
    if (this.#turn && this.#settings().whileBusy === 'interrupt') this.interrupt()
    if (this.#turn || this.#isLeaving) throw new ChatBusyError()
    this.outbox.release()
    if (options) this.#options = options
    this.#turn = new Turn(this.#context, { ...this.#options })
    act(this.#turn)
  }

  /** Ends the turn, and holds what waits. */
  async end(kind: 'stopped' | 'detached'): Promise<void> {
    this.#lastEnd = { kind }
    this.outbox.hold()
    this.#isLeaving = kind === 'detached'
    const ending = this.#turn?.end(kind)
    this.#isLeaving = false
    if (kind === 'stopped' && !this.#turn && this.runsElsewhere) this.#sync?.ask('stop')
    await ending
  }

  /** Ends the turn without a word of it: its messages are gone. What waits goes on. */
  forget(): void {
    this.leaveTurn()
    this.outbox.next()
    this.rest()
  }

  /** Ends the turn without a word of it. */
  leaveTurn(): void {
    const turn = this.#turn
    this.#turn = undefined
    void turn?.end('stopped')
  }

  /** Whether what another tab runs is at one of these messages. */
  runsElsewhereAt(ids: readonly string[]): boolean {
    const { head } = this.#conversation.tree
    return this.runsElsewhere && head !== undefined && ids.includes(head.id)
  }

  /** Ends the turn without a word of it, and forgets what it was sent with. */
  drop(): void {
    this.leaveTurn()
    this.outbox.release()
    this.#options = {}
    this.rest()
  }

  /** As `drop`; what waited goes where it is kept, too. */
  clear(waiting: readonly QueuedMessage[]): void {
    this.drop()
    this.#sync?.clearQueue(waiting)
  }

  /** Decides about a tool call of the turn, or of the last answer, whose turn was over: it goes on. */
  decide(...[decision, callId, ...args]: [decision: Decision, callId: string, ...args: unknown[]]): void {
    const { tree } = this.#conversation
    const hasTools = Boolean(this.#settings().tools?.length)
    const waiting = () => (tree.head && awaits(tree.head, callId, decision, hasTools) ? tree.head : undefined)
    const decide = () => {
      if (this.#turn) return this.#turn.decide(decision, callId, ...args)
      const answer = waiting()
      if (!answer) return this.rest()
      this.beginNow(undefined, (turn) => {
        void turn.runTools(answer)
        turn.decide(decision, callId, ...args)
      })
    }
    if (this.#turn) return decide()
    if (this.runsElsewhere) return this.#sync?.ask(decision, callId, ...args)
    if (!waiting()) throw new ToolCallError(callId)
    if (!this.#sync && toolCode()) return decide()
    const enter = async () => {
      // Where it cannot be had, the turn says so.
      await loadToolCode().catch(() => undefined)
      // Whoever has the lock may be a page that is just being left: this one has it next.
      while (waiting() && !(await this.inside(decide))) if (this.runsElsewhere) return this.#sync?.ask(decision, callId, ...args)
    }
    // Where it came too late, somebody else has decided.
    void enter().catch(() => undefined)
  }

  /** Has what waits go out. */
  async resume(): Promise<void> {
    if (!(await this.inside(() => this.outbox.resume()))) this.#sync?.ask('queue', 'resume')
  }

  isOffline(): boolean {
    return isOffline(this.#settings().client.baseURL)
  }

  #onChange(turn: Turn, message: ChatMessage): void {
    // Of a conversation that was cleared.
    if (!this.#conversation.tree.get(message.id)) return
    if (this.#turn === turn) this.#conversation.publish({ run: turn.run, error: null, queue: this.queue.items, queueHeld: false })
    // A run that ended may still have its bookkeeping to tell.
    else this.#conversation.publishTotals({})
  }

  #onEnd(turn: Turn, message: ChatMessage, error: ChatError | undefined): void {
    if (this.#turn !== turn) return
    this.#turn = undefined
    const queueHeld = this.outbox.follow(!turn.wasLeft && !error && message.ending?.kind === 'complete')
    const goesOn = this.outbox.goesOn && !this.#isLeaving && !this.isOffline()
    this.#conversation.publishTotals({ run: goesOn ? CONNECTING : IDLE, error: error ?? errorOf(message.ending), queueHeld })
    this.outbox.next()
    this.rest()
  }
}
