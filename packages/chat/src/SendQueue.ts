import type { ContentPart } from '@rivulet/core'
import type { TurnOptions } from './Chat.js'
import type { QueuedMessage } from './QueuedMessage.js'

/** A message that is to be sent, with the headers that are kept nowhere else. */
export interface Outgoing {
  readonly item: QueuedMessage
  readonly headers: TurnOptions['headers']
}

/** The messages that wait to be sent. Each change is a new array. */
export class SendQueue {
  #items: readonly QueuedMessage[] = []
  readonly #headers = new Map<string, TurnOptions['headers']>()
  /** Messages of which it is being found out whether they may go out: those that are shown here stay, whatever else is read or told of the queue. */
  readonly #arriving = new Set<string>()

  get items(): readonly QueuedMessage[] {
    return this.#items
  }

  /** Those that wait: not those of which it is being found out. */
  get kept(): readonly QueuedMessage[] {
    return this.#items.filter(({ id }) => !this.#arriving.has(id))
  }

  has(id: string): boolean {
    return this.#items.some((item) => item.id === id)
  }

  /** Takes what another tab or the storage has. */
  set(items: readonly QueuedMessage[]): void {
    const ids = new Set(items.map(({ id }) => id))
    this.#replace([...items, ...this.#items.filter(({ id }) => this.#arriving.has(id) && !ids.has(id))])
  }

  clear(): void {
    this.#arriving.clear()
    this.#replace([])
  }

  add(item: QueuedMessage, headers?: TurnOptions['headers']): void {
    this.#items = [...this.#items, item]
    if (headers) this.#headers.set(item.id, headers)
  }

  /** Whether a message waits, or may. */
  knows(id: string): boolean {
    return this.#arriving.has(id) || this.has(id)
  }

  /** A message comes of which it is not known yet whether it may go out. */
  expect({ item }: Outgoing): void {
    this.#arriving.add(item.id)
  }

  /** Shows it here until then, unless it was taken back. */
  show({ item, headers }: Outgoing): void {
    if (this.#arriving.has(item.id)) this.add(item, headers)
  }

  /** It is known: the message as it is by now; undefined where it was taken back. */
  arrived(outgoing: Outgoing): Outgoing | undefined {
    const { id } = outgoing.item
    return this.#arriving.delete(id) ? (this.takeOut(id) ?? outgoing) : undefined
  }

  /** Takes the next one out that waits. */
  take(): Outgoing | undefined {
    return this.takeOut(this.kept[0]?.id)
  }

  /** Takes a message out, as it is by now; undefined where it does not wait. */
  takeOut(id: string | undefined): Outgoing | undefined {
    const item = this.#items.find((each) => each.id === id)
    if (!item) return undefined
    const headers = this.#headers.get(item.id)
    this.remove(item.id)
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
    this.#arriving.delete(id)
    this.#replace(this.#items.toSpliced(at, 1))
  }

  #replace(items: readonly QueuedMessage[]): void {
    this.#items = items
    for (const id of this.#headers.keys()) if (!this.has(id)) this.#headers.delete(id)
  }

  #indexOf(id: string): number {
    const at = this.#items.findIndex((item) => item.id === id)
    if (at !== -1) return at
    throw new TypeError(`No message with the id ${JSON.stringify(id)} waits: it was sent or removed.`)
  }
}
