import type { ChatMessage } from './ChatMessage.js'

/** All messages of a conversation, earlier tries included, and the path through them that is shown. */
export class MessageTree {
  readonly #messages = new Map<string, ChatMessage>()
  #path: readonly ChatMessage[] = []

  /** Rows in the order in which they came; the path shown leads to the last one. */
  constructor(rows: readonly ChatMessage[] = []) {
    for (const row of rows) this.#messages.set(row.id, row)
    this.#path = this.#pathTo(rows.at(-1)?.id ?? null)
  }

  /** From the first message to the head. The same array until one of them changed. */
  get path(): readonly ChatMessage[] {
    return this.#path
  }

  get head(): ChatMessage | undefined {
    return this.#path.at(-1)
  }

  /** Every message, on the path or beside it. */
  all(): Iterable<ChatMessage> {
    return this.#messages.values()
  }

  get(id: string): ChatMessage | undefined {
    return this.#messages.get(id)
  }

  /** Adds a message after its parent, which becomes the end of the path; what followed the parent stays in the tree. */
  append(message: ChatMessage): void {
    this.#path = [...this.#pathTo(message.parentId), message]
    this.#messages.set(message.id, message)
  }

  /** From the first message down to the one with this id. */
  #pathTo(id: string | null): readonly ChatMessage[] {
    const at = this.#path.findLastIndex((message) => message.id === id)
    if (at !== -1) return this.#path.slice(0, at + 1)
    const path: ChatMessage[] = []
    for (let message = this.#parent(id); message; message = this.#parent(message.parentId)) {
      path.push(message)
      // Rows whose parents lead in a circle are no tree; each is shown once.
      if (path.length > this.#messages.size) break
    }
    return path.toReversed()
  }

  #parent(id: string | null): ChatMessage | undefined {
    return id === null ? undefined : this.#messages.get(id)
  }

  /** Puts a changed message in the place of the one with its id. */
  replace(message: ChatMessage): void {
    this.#messages.set(message.id, message)
    const at = this.#path.findLastIndex(({ id }) => id === message.id)
    if (at !== -1) this.#path = this.#path.with(at, message)
  }

  clear(): void {
    this.#messages.clear()
    this.#path = []
  }
}
