import type { ChatMessage } from '../ChatMessage.js'
import type { MessageTree } from '../MessageTree.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { ConversationChange, ConversationStorage } from '../storage/ConversationStorage.js'
import type { StorageError } from '../storage/StorageError.js'
import type { LateAnswer, TimeLimit } from '../storage/TimeLimit.js'
import { toStorageError } from '../storage/toStorageError.js'

/** A growing answer is written this often. */
const GROWTH_MS = 1000
/** What another tab blocks, or what failed, is tried again this often: nothing may change here any more by which it would be. */
const AGAIN_MS = 2000
/** A storage that fails so often in a row is asked with the next change only. */
const MAX_FAILURES = 20

export interface SaverOptions {
  id: string
  storage: ConversationStorage
  limit: TimeLimit
  tree: MessageTree
  /** The queue, where it is this tab's to write. */
  queue: () => readonly QueuedMessage[] | undefined
  /** Called after each write: with why it failed, or null. */
  onWritten: (error: StorageError | null) => void
}

/** Writes the rows of a conversation as they change: what is settled at once, what grows once a second. */
export class Saver {
  readonly #options: SaverOptions
  /** Rows as they were written last. */
  readonly #written = new Map<string, ChatMessage>()
  #changed = new Set<string>()
  /** Those that are on their way into the storage. */
  #leaving: ReadonlySet<string> = new Set()
  #queue: readonly QueuedMessage[] | undefined
  /** As it was when this tab last had it to write. */
  #lastQueue: readonly QueuedMessage[] | undefined
  #headId: string | null
  #title: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | undefined
  /** How many writes in a row failed for no reason that is known. */
  #failures = 0
  #begun = 0
  #done = 0
  /** Writes up to this one are of a conversation that was removed since. */
  #forgotten = 0
  /** Rows may have come back into a storage that had none. */
  #isRewritten = false

  constructor(options: SaverOptions) {
    this.#options = options
    // What the chat was made with is not written before the storage was read.
    this.#headId = options.tree.head?.id ?? null
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

  /** What of the conversation is in the storage, as far as is known now. */
  known(): ReadonlyMap<string, ChatMessage> {
    return new Map(this.#written)
  }

  /** Whether a row is to be written, or is just being. */
  isLeaving(id: string): boolean {
    return this.#changed.has(id) || this.#leaving.has(id)
  }

  /** Whether a row was written since `before`, or is here otherwise than in the storage, which did not take it yet. */
  isNewer(id: string, before: ReadonlyMap<string, ChatMessage>): boolean {
    return this.isLeaving(id) || this.#written.get(id) !== before.get(id)
  }

  /** How many writes were begun, and how many of them ended well. */
  get writes(): { begun: number; done: number } {
    return { begun: this.#begun, done: this.#done }
  }

  /** The conversation is not in the storage: all of it is written. */
  rewrite(): void {
    const { tree, queue } = this.#options
    this.#isRewritten ||= this.#written.size > 0
    this.#written.clear()
    this.note(
      Array.from(tree.all(), ({ id }) => id),
      queue()?.length ? queue() : undefined,
    )
  }

  /** The conversation was removed from the storage: nothing of it is written again. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#written.clear()
    this.#changed.clear()
    this.#queue = undefined
    this.#headId = null
    this.#title = undefined
    const mayBeBack = this.#isRewritten || this.#writing !== undefined
    const leaving = this.#leaving
    this.#isRewritten = false
    this.#forgotten = this.#begun
    await this.#writing
    if (mayBeBack) await this.#remove(leaving)
  }

  /** What was on its way into the storage may have made the conversation anew there; where somebody has begun anew, these of its rows go. */
  async #remove(ids: Iterable<string>): Promise<void> {
    const { id, storage, tree, limit } = this.#options
    if (tree.head) this.note(ids)
    else await limit.within(() => storage.remove(id)).catch(() => undefined)
  }

  /** Names the conversation, when it is written first. */
  entitle(title: string): void {
    this.#title = title
  }

  /** Takes note of rows that changed or went, and of the queue where it did. */
  note(ids: Iterable<string>, queue?: readonly QueuedMessage[]): void {
    const { tree } = this.#options
    let isSettled = queue !== undefined
    if (queue) this.#queue = this.#lastQueue = queue
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
    this.#writing = this.#write(change)
    await this.#writing
    this.#writing = undefined
    this.#leaving = new Set()
  }

  #takeChange(): ConversationChange | undefined {
    const { tree } = this.#options
    const ids = [...this.#changed]
    const headId = tree.head?.id ?? null
    const queue = this.#queue
    if (ids.length === 0 && !queue && headId === this.#headId) return undefined
    this.#leaving = this.#changed
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
    const { id, storage, limit } = this.#options
    const number = (this.#begun += 1)
    try {
      await limit.within(
        () => storage.save(id, change),
        (answer) => this.#onLate(change, number, answer),
      )
      if (number > this.#forgotten) this.#onSaved(change)
    } catch (error) {
      if (number > this.#forgotten) this.#onFailed(change, toStorageError(error))
    }
  }

  #onSaved({ messages = [], removed = [], queue }: ConversationChange): void {
    const { tree, onWritten } = this.#options
    this.#done += 1
    this.#failures = 0
    for (const row of messages) {
      this.#written.set(row.id, row)
      if (tree.get(row.id) === row) this.#changed.delete(row.id)
    }
    for (const gone of removed) {
      this.#written.delete(gone)
      if (!tree.get(gone)) this.#changed.delete(gone)
    }
    if (this.#queue === queue) this.#queue = undefined
    onWritten(null)
  }

  #onFailed({ info, messages = [], removed = [], queue }: ConversationChange, failure: StorageError): void {
    const { rowId, code } = failure
    for (const row of messages) if (row.id !== rowId) this.#changed.add(row.id)
    for (const gone of removed) this.#changed.add(gone)
    this.#queue ??= queue?.some(({ id }) => id === rowId) ? queue.filter(({ id }) => id !== rowId) : queue
    this.#title ??= info?.title
    this.#options.onWritten(failure)
    const mayPass = code === 'failed' ? ++this.#failures < MAX_FAILURES && rowId === undefined : code === 'blocked' || code === 'timeout'
    const againMs = code === 'timeout' ? this.#options.limit.ms : AGAIN_MS
    if (mayPass) this.#timer ??= setTimeout(() => void this.flush(), againMs)
    // All but the row that cannot be written.
    const isOfChange = [...messages, ...(queue ?? [])].some((row) => row.id === rowId)
    if (isOfChange && (this.#changed.size > 0 || this.#queue)) queueMicrotask(() => void this.flush())
  }

  /** A write that nobody waited for any more has come to its end. */
  #onLate(change: ConversationChange, number: number, { status }: LateAnswer<void>): void {
    if (number <= this.#forgotten) return void this.#remove((change.messages ?? []).map((row) => row.id))
    if (number === this.#begun) {
      if (status === 'fulfilled') this.#onSaved(change)
    } else {
      // It may have come behind what was written since: that is written once more.
      for (const { id } of change.messages ?? []) this.#changed.add(id)
      for (const gone of change.removed ?? []) this.#changed.add(gone)
      if (change.queue) this.#queue ??= this.#options.queue() ?? this.#lastQueue
    }
    void this.flush()
  }
}
