import type { ChatMessage } from './ChatMessage.js'

const NONE: readonly string[] = []

/**
 * All messages of a conversation and the path through them that is shown. Where a message has several answers, or a question was edited, the
 * tree branches, and the path follows the branch that was selected last.
 */
export class MessageTree {
  readonly #messages = new Map<string, ChatMessage>()
  /** The ids of what follows each message, in the order in which they came. */
  readonly #children = new Map<string | null, string[]>()
  /** Which of them the path follows; the last one where nobody chose. */
  readonly #selected = new Map<string | null, string>()
  readonly #branches = new Map<string | null, readonly string[]>()
  /** Those that hold a try that a retry replaced, by that try: only it shows itself. */
  readonly #ownBranches = new Map<string | null, readonly string[]>()
  readonly #maps = [this.#messages, this.#children, this.#selected, this.#branches, this.#ownBranches] as const
  #path: readonly ChatMessage[] = []
  #touched = new Set<string>()

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

  /** Undefined where there is none, or no id. */
  get(id: string | null | undefined): ChatMessage | undefined {
    return this.#messages.get(id as string)
  }

  /** The ids of messages that came, went or changed since this was last asked, and of those that have other branches beside them. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#touched
    this.#touched = new Set()
    return touched
  }

  /** Adds messages, parents first, or puts them in the place of those with their ids. The path follows the selected branches. */
  put(messages: Iterable<ChatMessage>): void {
    for (const message of messages) this.#put(message)
    this.#findPath()
  }

  /** Adds a message after its parent, and has the path lead to it. */
  append(message: ChatMessage): void {
    this.#put(message)
    this.select(message.id)
  }

  /** Puts a changed message in the place of the one with its id. One that is gone does not come back. */
  replace(message: ChatMessage): void {
    const known = this.get(message.id)
    if (!known || known === message) return
    this.#messages.set(message.id, message)
    this.#touched.add(message.id)
    const at = this.#path.findLastIndex(({ id }) => id === message.id)
    if (at !== -1) this.#path = this.#path.with(at, message)
  }

  /** Has the path lead through this message, and on from there as it did last. */
  select(id: string): void {
    // Rows whose parents lead in a circle are no tree: each is met once.
    const met = new Set<string>()
    for (let message = this.get(id); message && !met.has(message.id); message = this.get(message.parentId)) {
      met.add(message.id)
      this.#selected.set(message.parentId, message.id)
    }
    this.#findPath()
  }

  /**
   * The ids of the messages that stand beside this one, itself included, in the order in which they came; empty where there is none of this id. Tries that a
   * retry replaced are left out, unless one is shown. The same array until it changes.
   */
  branchesOf(id: string): readonly string[] {
    const message = this.get(id)
    if (!message) return NONE
    const { parentId } = message
    const siblings = this.#childrenOf(parentId)
    const retried = new Set(siblings.map((sibling) => this.get(sibling)?.retryOf))
    const branches = siblings.filter((sibling) => !retried.has(sibling) || sibling === id)
    const known = retried.has(id) ? this.#ownBranches : this.#branches
    const key = retried.has(id) ? id : parentId
    const before = known.get(key)
    if (before?.length === branches.length && before.every((each, at) => each === branches[at])) return before
    known.set(key, branches)
    return branches
  }

  /** The ids of a message and of all that follows it, on every branch. */
  descendants(id: string): string[] {
    const ids = new Set(this.#messages.has(id) ? [id] : NONE)
    for (const found of ids) for (const child of this.#childrenOf(found)) ids.add(child)
    return [...ids]
  }

  /** Forgets a message and all that follows it; the path goes on with the branch beside it that came last. */
  remove(id: string): void {
    const parentId = this.get(id)?.parentId
    if (parentId === undefined) return
    for (const gone of this.descendants(id)) {
      this.#touched.add(gone)
      for (const map of this.#maps) map.delete(gone)
    }
    this.#children.set(
      parentId,
      this.#childrenOf(parentId).filter((child) => child !== id),
    )
    if (this.#selected.get(parentId) === id) this.#selected.delete(parentId)
    this.#branchOff(parentId)
    this.#findPath()
  }

  clear(): void {
    for (const id of this.#messages.keys()) this.#touched.add(id)
    for (const map of this.#maps) map.clear()
    this.#path = []
  }

  #put(message: ChatMessage): void {
    const { id, parentId } = message
    const isNew = !this.#messages.has(id)
    this.#messages.set(id, message)
    this.#touched.add(id)
    if (!isNew) return
    const siblings = this.#children.get(parentId)
    if (siblings) siblings.push(id)
    else this.#children.set(parentId, [id])
    this.#branchOff(parentId)
  }

  /** There are other branches after this message. */
  #branchOff(parentId: string | null): void {
    for (const id of this.#childrenOf(parentId)) this.#touched.add(id)
  }

  #findPath(): void {
    const path: ChatMessage[] = []
    // Rows that lead in a circle are each met once.
    for (let message = this.#childOf(null); message && path.length < this.#messages.size; message = this.#childOf(message.id))
      path.push(message)
    this.#path = path
  }

  #childrenOf(id: string | null): readonly string[] {
    return this.#children.get(id) ?? NONE
  }

  #childOf(id: string | null): ChatMessage | undefined {
    return this.get(this.#selected.get(id) ?? this.#childrenOf(id).at(-1))
  }
}
