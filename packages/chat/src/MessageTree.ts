import type { ChatMessage } from './ChatMessage.js'

/** All messages of a conversation, earlier tries included, and the path through them that is shown. */
export class MessageTree {
  readonly #messages = new Map<string, ChatMessage>()
  #path: readonly ChatMessage[] = []

  constructor(messages: readonly ChatMessage[] = []) {
    for (const message of messages) this.append(message)
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

  /** The path shown, as far as it leads to `id`; for a message beside it, the one from the first message down to it. */
  #pathTo(id: string | null): readonly ChatMessage[] {
    const at = this.#path.findLastIndex((message) => message.id === id)
    if (at !== -1) return this.#path.slice(0, at + 1)
    const message = id === null ? undefined : this.#messages.get(id)
    return message ? [...this.#pathTo(message.parentId), message] : []
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
