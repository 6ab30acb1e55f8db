import { guarded, type ChatMessageParam, type ContentPart } from '@rivulet/core'
import { AnswerRun, errorOf } from './AnswerRun.js'
import {
  ChatBusyError,
  type Chat,
  type ChatOptions,
  type ChatParams,
  type ChatSettings,
  type ChatSnapshot,
  type Run,
  type SendOptions,
} from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import { nextFrame, type FrameScheduler } from './frame.js'
import { Listeners } from './Listeners.js'
import { MessageTree } from './MessageTree.js'
import { newId } from './newId.js'
import { requestMessages } from './requestMessages.js'
import { totalsOf } from './totals.js'

const IDLE: Run = { phase: 'idle' }

/**
 * Creates the store of one conversation. It needs no React: subscribe to it, or hand it to the hooks of `@rivulet/react`.
 *
 * Nothing starts before `send`, and nothing is left behind after the last run's end: no timer, no listener, no connection.
 */
export function createChat(options: ChatOptions): Chat {
  return new ChatStore(options)
}

class ChatStore implements Chat {
  readonly id: string
  readonly #tree: MessageTree
  readonly #frame: FrameScheduler
  readonly #listeners = new Listeners()
  readonly #messageListeners = new Map<string, Listeners>()
  #settings: ChatSettings
  #active: AnswerRun | undefined
  /** While `detach` tells of the ending: its owner is gone, and nothing may start that nobody would end. */
  #leaving = false
  #snapshot: ChatSnapshot
  /** What the turn under way was sent with, for its retries. */
  #turn: Pick<SendOptions, 'model' | 'params'> = {}

  constructor({ id, initialMessages = [], frame, ...settings }: ChatOptions) {
    this.id = id ?? newId()
    this.#frame = frame ?? nextFrame
    this.#settings = settings
    this.#tree = new MessageTree(toRows(initialMessages))
    this.#snapshot = { messages: this.#tree.path, run: IDLE, error: null, ...totalsOf(this.#tree.all()) }
  }

  readonly send = async (content: string | ContentPart[], { id = newId(), metadata, ...turn }: SendOptions = {}): Promise<void> => {
    if (isEmpty(content)) throw new TypeError('There is nothing to send: the message is empty.')
    if (this.#tree.get(id)) return
    if (this.#active || this.#leaving) throw new ChatBusyError()
    const message = rowOf({ role: 'user', content }, this.#tree.head?.id ?? null, id)
    this.#tree.append(metadata ? { ...message, metadata } : message)
    this.#turn = turn
    this.#answer(id, 1)
  }

  readonly retry = async (): Promise<void> => {
    if (this.#active || this.#leaving) throw new ChatBusyError()
    const { head } = this.#tree
    if (!head) throw new TypeError('There is nothing to try again: the conversation is empty.')
    if (head.wire.role === 'assistant' && head.parentId !== null) this.#answer(head.parentId, head.attempts + 1)
    else this.#answer(head.id, 1)
  }

  readonly stop = async (): Promise<void> => {
    await this.#active?.end('stopped')
  }

  readonly detach = (): void => {
    this.#leaving = true
    void this.#active?.end('detached')
    this.#leaving = false
  }

  readonly clear = (): void => {
    const active = this.#active
    this.#active = undefined
    this.#tree.clear()
    this.#turn = {}
    this.#publish({ run: IDLE, error: null, usage: undefined, cost: undefined })
    for (const listeners of this.#messageListeners.values()) listeners.call()
    void active?.end('stopped')
  }

  readonly configure = (settings: Partial<ChatSettings>): void => {
    this.#settings = { ...this.#settings, ...settings }
  }

  readonly getSnapshot = (): ChatSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  readonly getMessage = (id: string): ChatMessage | undefined => this.#tree.get(id)

  readonly subscribeMessage = (id: string, listener: () => void): (() => void) => {
    const listeners = this.#messageListeners.get(id) ?? new Listeners()
    this.#messageListeners.set(id, listeners)
    const leave = listeners.add(listener)
    return () => {
      leave()
      if (listeners.size === 0 && this.#messageListeners.get(id) === listeners) this.#messageListeners.delete(id)
    }
  }

  /** Asks for the answer to the message `parentId`, the `attempt`-th time. */
  #answer(parentId: string, attempt: number): void {
    const message: ChatMessage = { ...rowOf({ role: 'assistant', content: null }, parentId), state: 'pending', attempts: attempt }
    this.#tree.append(message)
    const path = this.#tree.path.slice(0, -1)
    const { client, model, params, prepareRequest = requestMessages } = this.#settings
    const { stream = true, ...body }: ChatParams = { ...params, ...this.#turn.params }
    const run = new AnswerRun({
      message,
      client,
      stream,
      // A retry asks for a new run, so it cannot carry the key of the one before.
      idempotencyKey: attempt === 1 ? parentId : `${parentId}.${attempt}`,
      request: { ...body, model: this.#turn.model ?? model },
      prepareMessages: () => prepareRequest(path),
      frame: this.#frame,
      onChange: (changed, state) => this.#onChange(run, changed, state),
    })
    this.#active = run
    void run.start()
  }

  #onChange(run: AnswerRun, message: ChatMessage, state: Run): void {
    // Of a conversation that was cleared; a run that ended may still have its bookkeeping to tell.
    if (!this.#tree.get(message.id)) return
    this.#tree.replace(message)
    const ended = this.#active === run && state.phase === 'idle'
    if (this.#active !== run) {
      this.#publish(totalsOf(this.#tree.all()))
    } else if (ended) {
      this.#active = undefined
      this.#publish({ run: IDLE, error: errorOf(message.ending), ...totalsOf(this.#tree.all()) })
    } else {
      this.#publish({ run: state, error: null })
    }
    this.#messageListeners.get(message.id)?.call()
    if (ended) this.#tellEnd(message)
  }

  #tellEnd(message: ChatMessage): void {
    const error = errorOf(message.ending)
    if (error) guarded(this.#settings.onError, error, message)
    guarded(this.#settings.onFinish, message)
  }

  #publish(changes: Partial<ChatSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes, messages: this.#tree.path }
    this.#listeners.call()
  }
}

/**
 * Rows of what a conversation starts with. Messages of the wire, and rows whose parent is unknown, follow the one before; an answer that was
 * still growing when it was stored has lost its run, so it is truncated.
 */
function toRows(messages: readonly (ChatMessage | ChatMessageParam)[]): ChatMessage[] {
  const rows: ChatMessage[] = []
  const ids = new Set<string>()
  for (const message of messages) {
    const before = rows.at(-1)?.id ?? null
    const row = 'wire' in message ? message : rowOf(message, before)
    const parentId = row.parentId === null || ids.has(row.parentId) ? row.parentId : before
    const ended: Partial<ChatMessage> = row.state === 'done' ? {} : { state: 'done', ending: { kind: 'truncated' } }
    rows.push(parentId === row.parentId && row.state === 'done' ? row : { ...row, ...ended, parentId })
    ids.add(row.id)
  }
  return rows
}

function rowOf(wire: ChatMessageParam, parentId: string | null, id = newId()): ChatMessage {
  return { id, parentId, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: Date.now() }
}

function isEmpty(content: string | ContentPart[]): boolean {
  if (typeof content === 'string') return content.trim() === ''
  return content.every((part) => part.type === 'text' && part.text.trim() === '')
}
