import { guarded } from '@rivulet/core'
import type { ChatSnapshot, Run } from './Chat.js'
import type { ChatMessage } from './ChatMessage.js'
import { Listeners } from './Listeners.js'
import { MessageTree } from './MessageTree.js'
import { totalsOf } from './totals.js'

export const IDLE: Run = { phase: 'idle' }

/** Hears which messages a change touched, and whether it was made elsewhere: read from the storage, or told by another tab. */
type Observer = (touched: ReadonlySet<string>, isHeard: boolean) => void

/** What there is to draw of a chat, and who draws it. */
export class Conversation {
  readonly tree: MessageTree = new MessageTree()
  readonly #listeners = new Listeners()
  readonly #messageListeners = new Map<string, Listeners>()
  readonly #observers: Observer[] = []
  #snapshot: ChatSnapshot

  constructor(rows: readonly ChatMessage[], loading: boolean) {
    this.tree.put(rows)
    this.tree.select(rows.at(-1)?.id ?? '')
    this.#snapshot = {
      messages: this.tree.path,
      run: IDLE,
      error: null,
      queue: [],
      queueHeld: false,
      loading,
      storageError: null,
      ...totalsOf(this.tree.all()),
    }
  }

  get snapshot(): ChatSnapshot {
    return this.#snapshot
  }

  /** Shows the tree as it is, with these changes, and tells all who listen; those who listen to a message only of that one. */
  publish(changes: Partial<ChatSnapshot> = {}, isHeard = false): void {
    this.#snapshot = { ...this.#snapshot, ...changes, messages: this.tree.path }
    const touched = this.tree.takeTouched()
    this.#listeners.call()
    for (const id of touched) this.#messageListeners.get(id)?.call()
    for (const observe of this.#observers) guarded(observe, touched, isHeard)
  }

  /** Has `listener` called after every change. */
  observe(listener: Observer): void {
    this.#observers.push(listener)
  }

  /** As `publish`, with the sums of all messages. */
  publishTotals(changes: Partial<ChatSnapshot> = {}, isHeard = false): void {
    this.publish({ ...changes, ...totalsOf(this.tree.all()) }, isHeard)
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  readonly subscribeMessage = (id: string, listener: () => void): (() => void) => {
    const listeners = this.#messageListeners.get(id) ?? new Listeners()
    this.#messageListeners.set(id, listeners)
    const leave = listeners.add(listener)
    return () => {
      leave()
      if (listeners.size === 0 && this.#messageListeners.get(id) === listeners) this.#messageListeners.delete(id)
    }
  }
}
