import type { ChatMessage } from '../ChatMessage.js'
import type { MessageTree } from '../MessageTree.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { ConversationChange, ConversationStorage } from '../storage/ConversationStorage.js'
import type { StorageError } from '../storage/StorageError.js'
import { toStorageError } from '../storage/toStorageError.js'

/** A growing answer is written this often. */
const GROWTH_MS = 1000
/** What another tab blocks is tried again this often: that tab may be closed when nothing changes here any more. */
const BLOCKED_MS = 2000

export interface SaverOptions {
  id: string
  storage: ConversationStorage
  tree: MessageTree
  /** Called after each write: with why it failed, or null. */
  onWritten: (error: StorageError | null) => void
}

/** Writes the rows of a conversation as they change: what is settled at once, what grows once a second. */
export class Saver {
  readonly #options: SaverOptions
  /** Rows as they were written last. */
  readonly #written = new Map<string, ChatMessage>()
  #changed = new Set<string>()
  #queue: readonly QueuedMessage[] | undefined
  #headId: string | null = null
  #title: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | undefined

  constructor(options: SaverOptions) {
    this.#options = options
  }

  /** These rows are in the storage as they are in the tree, or are gone from both. */
  know(ids: Iterable<string>): void {
    const { tree } = this.#options
    for (const id of ids) {
      const row = tree.get(id)
      if (row) this.#written.set(id, row)
      else this.#written.delete(id)
    }
    this.#headId = tree.head?.id ?? null
  }

  /** Whether a row of the tree is, or was, in the storage. */
  knows(id: string): boolean {
    return this.#written.has(id)
  }

  /** Whether a row is here otherwise than in the storage, which did not take it yet. */
  isPending(id: string): boolean {
    return this.#changed.has(id)
  }

  get knowsAny(): boolean {
    return this.#written.size > 0
  }

  /** The conversation was removed from the storage: nothing of it is written again. */
  async forget(): Promise<void> {
    const { id, storage, tree } = this.#options
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#written.clear()
    this.#changed.clear()
    this.#queue = undefined
    this.#headId = null
    this.#title = undefined
    if (!this.#writing) return
    await this.#writing
    if (!tree.head) await storage.remove(id).catch(() => undefined)
  }

  /** Names the conversation, when it is written first. */
  entitle(title: string): void {
    this.#title = title
  }

  /** Takes note of rows that changed or went, and of the queue where it did. */
  note(ids: Iterable<string>, queue?: readonly QueuedMessage[]): void {
    const { tree } = this.#options
    let isSettled = queue !== undefined
    if (queue) this.#queue = queue
    for (const id of ids) {
      const row = tree.get(id)
      // One that is gone may be on its way into the storage.
      if (row && row === this.#written.get(id)) continue
      this.#changed.add(id)
      isSettled ||= row?.state !== 'streaming'
    }
    const isElsewhere = (tree.head?.id ?? null) !== this.#headId
    if (this.#changed.size === 0 && !this.#queue && !isElsewhere) return
    if (isSettled || isElsewhere) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), GROWTH_MS)
  }

  /** Writes what changed. Never rejects; what could not be written is tried again with the next change. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // One write at a time; what changes meanwhile goes with the next.
    while (this.#writing) await this.#writing
    const change = this.#takeChange()
    if (!change) return
    const writing = this.#write(change)
    this.#writing = writing
    await writing
    if (this.#writing === writing) this.#writing = undefined
  }

  #takeChange(): ConversationChange | undefined {
    const { tree } = this.#options
    const ids = [...this.#changed]
    const headId = tree.head?.id ?? null
    const queue = this.#queue
    if (ids.length === 0 && !queue && headId === this.#headId) return undefined
    this.#changed = new Set()
    this.#queue = undefined
    this.#headId = headId
    const title = this.#title
    this.#title = undefined
    return {
      info: { headId, ...(title !== undefined && { title }) },
      messages: ids.map((id) => tree.get(id)).filter((row) => row !== undefined),
      removed: ids.filter((id) => !tree.get(id)),
      queue,
    }
  }

  async #write(change: ConversationChange): Promise<void> {
    const { id, storage, onWritten } = this.#options
    try {
      await storage.save(id, change)
      for (const row of change.messages ?? []) this.#written.set(row.id, row)
      for (const gone of change.removed ?? []) this.#written.delete(gone)
      onWritten(null)
    } catch (error) {
      const failure = toStorageError(error)
      for (const row of change.messages ?? []) if (row.id !== failure.rowId) this.#changed.add(row.id)
      for (const gone of change.removed ?? []) this.#changed.add(gone)
      this.#queue ??= change.queue?.filter((item) => item.id !== failure.rowId)
      this.#title ??= change.info?.title
      onWritten(failure)
      if (failure.code === 'blocked') this.#timer ??= setTimeout(() => void this.flush(), BLOCKED_MS)
      // All but the row that cannot be written.
      const isOfChange = [...(change.messages ?? []), ...(change.queue ?? [])].some((row) => row.id === failure.rowId)
      if (isOfChange && (this.#changed.size > 0 || this.#queue)) queueMicrotask(() => void this.flush())
    }
  }
}
