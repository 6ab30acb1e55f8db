import type { MessageTree } from '../MessageTree.js'
import type { QueuedMessage } from '../QueuedMessage.js'

/** Messages that were given to the tab that runs the conversation, which may be gone before it has kept them. */
export class GivenMessages {
  /** Null once that tab told of the message. */
  readonly #items = new Map<string, QueuedMessage | null>()

  get size(): number {
    return this.#items.size
  }

  /** Whether one is on its way that nobody has told of. */
  get isGiving(): boolean {
    return [...this.#items.values()].some((item) => item !== null)
  }

  has(id: string): boolean {
    return this.#items.has(id)
  }

  add(item: QueuedMessage): void {
    this.#items.set(item.id, item)
  }

  delete(id: string): void {
    this.#items.delete(id)
  }

  clear(): void {
    this.#items.clear()
  }

  /** What waits by the storage, and what of `shown` is on its way to the tab that runs the conversation. */
  beside(stored: readonly QueuedMessage[], shown: readonly QueuedMessage[], tree: MessageTree): QueuedMessage[] {
    const ids = new Set(stored.map(({ id }) => id))
    const given = shown.filter(({ id }) => this.has(id) && !ids.has(id))
    return [...stored, ...given].filter(({ id }) => !tree.get(id))
  }

  /** What waits where the conversation runs, as that tab told, and what is still on its way there. */
  after(queue: readonly QueuedMessage[], tree: MessageTree): readonly QueuedMessage[] {
    for (const { id } of queue) if (this.has(id)) this.#items.set(id, null)
    for (const id of this.#items.keys()) if (tree.get(id)) this.delete(id)
    return [...queue, ...[...this.#items.values()].filter((item) => item !== null)]
  }
}
