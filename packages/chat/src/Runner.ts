import type { ChatError, ContentPart } from '@rivulet/core'
import { errorOf } from './AnswerRun.js'
import { ChatBusyError, type ChatSettings, type Run, type TurnOptions } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import { IDLE, type Conversation } from './Conversation.js'
import type { FrameScheduler } from './frame.js'
import { isOffline, onceOnline } from './network.js'
import type { QueuedMessage } from './QueuedMessage.js'
import { rowOf } from './rows.js'
import type { SendQueue } from './SendQueue.js'
import type { Sync } from './sync/loadSync.js'
import { isOpen } from './tools/callsOf.js'
import { ToolCallError } from './tools/ToolCallError.js'
import { Turn, type TurnContext } from './Turn.js'

const OFFLINE: Run = { phase: 'offline' }
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

/** Runs the turns of a conversation one after the other: those that are asked for, then what waits in the queue. */
export class Runner {
  readonly queue: SendQueue
  readonly #conversation: Conversation
  readonly #sync: Sync | undefined
  readonly #context: TurnContext
  readonly #settings: () => ChatSettings
  #turn: Turn | undefined
  /** What the last turn was sent with, for its retries. */
  #options: TurnOptions = {}
  /** The queue waits for the user. */
  #held = false
  #cancelWait: (() => void) | undefined
  #isInterrupting = false
  /** The last call of `end`: another object for each. */
  #lastEnd: { readonly kind: 'stopped' | 'detached' } | undefined
  /** While `detach` tells of the ending: its owner is gone, and nothing may start that nobody would end. */
  #leaving = false

  constructor({ conversation, queue, sync, settings, frame }: RunnerOptions) {
    this.#conversation = conversation
    this.queue = queue
    this.#sync = sync
    this.#settings = settings
    this.#context = {
      tree: conversation.tree,
      frame,
      settings,
      onChange: (turn, message) => this.#onChange(turn, message),
      onEnd: (turn, message, error) => this.#onEnd(turn, message, error),
    }
  }

  /** The turn under way. */
  get turn(): Turn | undefined {
    return this.#turn
  }

  /** Sends a message now, or has it wait: here, or with the tab that runs the conversation. */
  async send(item: QueuedMessage, headers: TurnOptions['headers']): Promise<void> {
    const { whileBusy = 'queue' } = this.#settings()
    if (this.#leaving) throw new ChatBusyError()
    if (await this.#inside(() => this.accept(item, whileBusy, headers))) return
    if (whileBusy === 'reject') throw new ChatBusyError()
    this.queue.add(item)
    this.#conversation.publish({ queue: this.queue.items })
    this.#sync?.give(item, whileBusy)
  }

  /** Sends a message now, or has it wait here. */
  accept(item: QueuedMessage, whileBusy: ChatSettings['whileBusy'], headers?: TurnOptions['headers']): void {
    if (this.#leaving || (this.#turn && whileBusy === 'reject')) throw new ChatBusyError()
    if (this.#conversation.tree.get(item.id) || this.queue.has(item.id)) return this.#rest()
    if (this.#turn && whileBusy === 'interrupt') {
      this.queue.add(item, headers)
      // It goes before what waits already.
      this.queue.move(item.id, 0)
      this.#interrupt()
      this.#resume()
    } else if (this.#turn || this.#isOffline()) {
      this.queue.add(item, headers)
      this.#conversation.publish({ queue: this.queue.items })
      this.#next()
    } else {
      this.#held = false
      this.#start(item, headers)
    }
  }

  /** Whether another tab runs the conversation. */
  get runsElsewhere(): boolean {
    return this.#sync !== undefined && !this.#sync.isInside && this.#conversation.snapshot.run.phase !== 'idle'
  }

  /** Lets other tabs run when nothing goes on here by itself. */
  #rest(): void {
    if (!this.#turn && !this.#isInterrupting && (this.#held || this.queue.items.length === 0)) this.#sync?.leave()
  }

  /** Ends the turn for another that follows in the same breath. */
  #interrupt(): void {
    this.#isInterrupting = true
    void this.#turn?.end('stopped')
    this.#isInterrupting = false
  }

  /**
   * Begins a turn, unless one is under way here or elsewhere. What it is sent with holds for its retries too. `prepare` is called when nobody else may
   * change the conversation any more, and throws where there is nothing to begin.
   */
  async begin(options: TurnOptions | undefined, prepare: () => (turn: Turn) => void): Promise<void> {
    const isOurs = await this.#inside(() => {
      if (this.#turn && this.#settings().whileBusy !== 'interrupt') throw new ChatBusyError()
      const act = prepare()
      this.#begin(options, act)
    })
    if (!isOurs) throw new ChatBusyError()
  }

  /** Acts where this tab may run; false where another one does. What was stopped or left before it could begin ends as it begins. */
  async #inside(act: () => void): Promise<boolean> {
    const before = this.#lastEnd
    if (this.#sync && !(await this.#sync.enter())) return false
    const wasIdle = !this.#turn
    try {
      act()
    } catch (error) {
      this.#rest()
      throw error
    }
    if (wasIdle && this.#lastEnd && this.#lastEnd !== before) void this.end(this.#lastEnd.kind)
    return true
  }

  #begin(options: TurnOptions | undefined, act: (turn: Turn) => void): void {
    if (this.#turn && this.#settings().whileBusy === 'interrupt') this.#interrupt()
    if (this.#turn || this.#leaving) throw new ChatBusyError()
    this.#stopWaiting()
    this.#held = false
    if (options) this.#options = options
    this.#turn = new Turn(this.#context, { ...this.#options })
    act(this.#turn)
  }

  /** Ends the turn, and holds what waits. */
  async end(kind: 'stopped' | 'detached'): Promise<void> {
    this.#lastEnd = { kind }
    if (this.#cancelWait) this.#hold()
    this.#leaving = kind === 'detached'
    const ending = this.#turn?.end(kind)
    this.#leaving = false
    if (kind === 'stopped' && !this.#turn && this.runsElsewhere) this.#sync?.ask('stop')
    await ending
  }

  /** Goes on where another page left: with an answer that a relay keeps, else with what waits, unless its last answer came to no good end. */
  adopt(answer: ChatMessage | undefined): void {
    const runId = answer?.runId
    if (answer && runId !== undefined) return this.#begin(undefined, (turn) => turn.reread(answer, runId))
    const ending = this.#conversation.tree.head?.ending
    this.#held = this.queue.items.length > 0 && ending !== undefined && ending.kind !== 'complete'
    this.#conversation.publish({ queueHeld: this.#held })
    this.#next()
    this.#rest()
  }

  /** Ends the turn without a word of it: its messages are gone. What waits goes on. */
  forget(): void {
    this.#forget()
    this.#next()
    this.#rest()
  }

  #forget(): void {
    const turn = this.#turn
    this.#turn = undefined
    void turn?.end('stopped')
  }

  /** Whether what another tab runs is at one of these messages. */
  runsElsewhereAt(ids: readonly string[]): boolean {
    const { head } = this.#conversation.tree
    return this.runsElsewhere && head !== undefined && ids.includes(head.id)
  }

  /** Ends the turn without a word of it, and forgets what it was sent with. The queue is empty by now, here. */
  drop(): void {
    this.#forget()
    this.#stopWaiting()
    this.#options = {}
    this.#held = false
    this.#rest()
  }

  /** As `drop`; the queue is emptied where it is kept, too. */
  clear(): void {
    this.drop()
    void this.#changeShared(() => this.queue.set([]), 'clear', [])
  }

  /** Decides about a tool call of the turn, or of the last answer, whose turn was over: it goes on. */
  decide(action: 'approve' | 'reject' | 'addToolResult', callId: string, ...args: unknown[]): void {
    const { tree } = this.#conversation
    const act = (turn: Turn) => (turn[action] as (...all: unknown[]) => void)(callId, ...args)
    if (this.#turn) return act(this.#turn)
    if (this.runsElsewhere) return this.#sync?.ask(action, callId, ...args)
    const waiting = () => (tree.head && isOpen(tree.head, callId, Boolean(this.#settings().tools?.length)) ? tree.head : undefined)
    if (!waiting()) throw new ToolCallError(callId, 'a decision', [])
    const decide = () => {
      if (this.#turn) return act(this.#turn)
      const answer = waiting()
      if (!answer) return this.#rest()
      this.#begin(undefined, (turn) => {
        turn.runTools(answer)
        act(turn)
      })
    }
    // Where it came too late, somebody else has decided.
    if (this.#sync) void this.#inside(decide).catch(() => undefined)
    else decide()
  }

  /** Has what waits go out. */
  async resume(): Promise<void> {
    if (this.#sync && !(await this.#sync.enter())) return this.#sync.ask('queue', 'resume')
    this.#resume()
  }

  #resume(): void {
    this.#held = false
    this.#conversation.publish({ queueHeld: false })
    this.#next()
    this.#rest()
  }

  /** Changes the queue: here at once, and where the conversation runs. Throws what the change throws. */
  changeQueue(name: 'edit' | 'move' | 'remove', ...args: unknown[]): void {
    const change = () => (this.queue[name] as (...all: unknown[]) => void)(...args)
    change()
    this.#showQueue()
    void this.#changeShared(change, name, args)
  }

  async #changeShared(change: () => void, name: string, args: readonly unknown[]): Promise<void> {
    if (!this.#sync || this.#sync.isInside) return
    if (!(await this.#sync.enter())) return this.#sync.ask('queue', name, ...args)
    try {
      // What was read on the way in is without it.
      change()
    } catch {
      // It went meanwhile.
    }
    this.#showQueue()
    this.#rest()
  }

  #showQueue(): void {
    if (this.queue.items.length > 0) return this.#conversation.publish({ queue: this.queue.items })
    this.#held = false
    const run = this.#stopWaiting() ? IDLE : this.#conversation.snapshot.run
    this.#conversation.publish({ queue: this.queue.items, queueHeld: false, run })
  }

  /** Sends what waits longest, as soon as there is a network and no other turn. */
  #next(): void {
    if (this.#turn || this.#held || this.#leaving || this.queue.items.length === 0) return
    // It may be kept as one that waits: it is marked as sent before it is, or another page would send it again.
    if (!this.#isOffline()) {
      const next = this.queue.take()
      if (next) this.#start(next.item, next.headers, () => this.#sync?.written())
      return
    }
    this.#cancelWait ??= onceOnline(() => {
      this.#cancelWait = undefined
      this.#next()
    })
    this.#conversation.publish({ run: OFFLINE })
  }

  #start(item: QueuedMessage, headers: TurnOptions['headers'], mark?: () => Promise<void> | undefined): void {
    const { tree } = this.#conversation
    const { id, content, model, params, metadata } = item
    this.#begin({ model, params, headers }, (turn) => {
      // Whoever sends a message decides nothing any more about the calls before it.
      if (item.parentId === undefined && tree.head && tree.head.state !== 'done') turn.passOver(tree.head)
      // What it was to follow may be gone.
      const isPlaced = item.parentId === null || (item.parentId !== undefined && tree.get(item.parentId) !== undefined)
      const parentId = isPlaced ? (item.parentId ?? null) : (tree.head?.id ?? null)
      const row = rowOf({ role: 'user', content: content as string | ContentPart[] }, parentId, id)
      tree.append({ ...row, createdAtMs: item.createdAtMs, ...(metadata && { metadata }) })
      turn.ask(id, { key: id, mark })
    })
  }

  #hold(): void {
    this.#stopWaiting()
    this.#held = true
    this.#conversation.publish({ run: IDLE, queueHeld: true })
    this.#rest()
  }

  /** Waits for the network no longer. Returns whether it did. */
  #stopWaiting(): boolean {
    const waited = this.#cancelWait
    this.#cancelWait = undefined
    waited?.()
    return waited !== undefined
  }

  #isOffline(): boolean {
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
    const failure = error ?? errorOf(message.ending)
    this.#held = this.queue.items.length > 0 && (turn.wasLeft || failure !== null || message.ending?.kind !== 'complete')
    const goesOn = this.queue.items.length > 0 && !this.#held && !this.#leaving && !this.#isOffline()
    this.#conversation.publishTotals({ run: goesOn ? CONNECTING : IDLE, error: failure, queueHeld: this.#held })
    this.#next()
    this.#rest()
  }
}
