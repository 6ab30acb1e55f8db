import type { ContentPart } from '@rivulet/core'
import type { TurnOptions } from './Chat.js'
import type { QueuedMessage } from './QueuedMessage.js'

/** The messages that wait to be sent. Each change is a new array. */
export class SendQueue {
  #items: readonly QueuedMessage[] = []
  /** Headers of messages that wait: they are kept nowhere else. */
  readonly #headers = new Map<string, TurnOptions['headers']>()

  get items(): readonly QueuedMessage[] {
    return this.#items
  }

  has(id: string): boolean {
    return this.#items.some((item) => item.id === id)
  }

  set(items: readonly QueuedMessage[]): void {
    this.#items = items
    for (const id of this.#headers.keys()) if (!this.has(id)) this.#headers.delete(id)
  }

  add(item: QueuedMessage, headers?: TurnOptions['headers']): void {
    this.#items = [...this.#items, item]
    if (headers) this.#headers.set(item.id, headers)
  }

  /** Takes the next one out, with its headers. */
  take(): { item: QueuedMessage; headers: TurnOptions['headers'] } | undefined {
    const [item, ...rest] = this.#items
    if (!item) return undefined
    const headers = this.#headers.get(item.id)
    this.set(rest)
    return { item, headers }
  }

  edit(id: string, content: string | readonly ContentPart[]): void {
    const at = this.#indexOf(id)
    this.#items = this.#items.map((item, index) => (index === at ? { ...item, content } : item))
  }

  move(id: string, position: number): void {
    const moved = this.#items[this.#indexOf(id)]
    const rest = this.#items.filter((item) => item !== moved)
    if (moved) this.#items = rest.toSpliced(Math.max(0, position), 0, moved)
  }

  remove(id: string): void {
    const at = this.#indexOf(id)
    this.set(this.#items.toSpliced(at, 1))
  }

  #indexOf(id: string): number {
    const at = this.#items.findIndex((item) => item.id === id)
    if (at !== -1) return at
    throw new TypeError(`No message with the id ${JSON.stringify(id)} waits: it was sent or removed.`)
  }
}
