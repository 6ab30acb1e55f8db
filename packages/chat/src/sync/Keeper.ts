import { guarded } from '@rivulet/core'
import { errorOf } from '../AnswerRun.js'
import type { ChatSnapshot } from '../Chat.js'
import { textOf, type ChatMessage } from '../ChatMessage.js'
import { IDLE, type Conversation } from '../Conversation.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import { attached } from '../rows.js'
import type { ConversationStorage, StoredConversation } from '../storage/ConversationStorage.js'
import type { StorageError } from '../storage/StorageError.js'
import { TimeLimit } from '../storage/TimeLimit.js'
import { toStorageError } from '../storage/toStorageError.js'
import { unreadableRows } from '../storage/unreadableRows.js'
import { Saver } from './Saver.js'
import { hasEnded, isFurther } from './storedRows.js'

const TITLE_CHARS = 80

export interface KeeperOptions {
  id: string
  storage: ConversationStorage
  /** How long a call of the storage is waited for. */
  timeoutMs: number
  conversation: Conversation
  /** The queue, where it is this tab's to write. */
  queue: () => readonly QueuedMessage[] | undefined
  /** Shows what was read; `queue` is what waits by the storage. */
  show: (changes: Partial<ChatSnapshot> & Pick<ChatSnapshot, 'queue'>) => void
  /** Called when the conversation was read after nobody had waited for it any more. */
  onLate: () => void
  /** Called when the conversation was removed from its storage: by then it is empty. */
  onRemoved: () => void
}

interface Circumstances {
  /** What still seems to grow here was heard late: its end in the storage is the truth. */
  readonly nobodyRuns?: boolean
  /** Nobody waited for it any more: what was sent meanwhile waits here. */
  readonly isLate?: boolean
}

/** Keeps the rows of a conversation in its storage, and takes what the storage holds into it. */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #limit: TimeLimit
  readonly #saver: Saver
  /** What the chat was made with: a storage that knows the conversation knows better. */
  #initialIds: readonly string[]
  /** Why the last write failed. */
  #unwritten: StorageError | null = null
  /** Why the last read failed; it is told until a write has succeeded. */
  #unread: StorageError | null = null
  /** Rows that could not be read: they are still there, and not shown. */
  #unreadable: StorageError | null = null
  /** The storage's revision when it was read last, without the writes from here. Undefined where somebody else may have changed something since. */
  #revision: number | undefined
  #catching: Promise<void> | undefined
  #leaveStorage: (() => void) | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
    const { id, storage, conversation, queue, timeoutMs } = options
    const { tree } = conversation
    this.#limit = new TimeLimit(timeoutMs)
    this.#saver = new Saver({ id, storage, limit: this.#limit, tree, queue, onWritten: (error) => this.#onWritten(error) })
    this.#initialIds = Array.from(tree.all(), (row) => row.id)
  }

  /** Hears when the conversation is removed from its storage. */
  listen(): void {
    const { id, storage } = this.#options
    const hear = (changed: string | undefined, isRemoved: boolean) => {
      if (isRemoved && (changed === id || changed === undefined)) this.#forget()
    }
    // One that cannot tell is still one to read and to write.
    guarded(() => (this.#leaveStorage ??= storage.subscribe?.(hear)))
  }

  close(): void {
    this.#leaveStorage?.()
    this.#leaveStorage = undefined
  }

  /**
   * Takes what the storage holds; the first time in place of what there is.
   * @param nobodyRuns - what still seems to grow here was heard late: its end in the storage is the truth.
   */
  async read(nobodyRuns = false): Promise<void> {
    const { id, storage } = this.#options
    try {
      await this.#saver.flush()
      const before = this.#saver.known()
      const writes = this.#saver.writes
      const revision = await this.#revisionNow().catch(() => undefined)
      const stored = await this.#limit.within(
        () => storage.load(id),
        (answer) => {
          if (answer.status === 'fulfilled') this.#take(answer.value, before, { isLate: true })
          this.#options.onLate()
        },
      )
      this.#take(stored, before, { nobodyRuns })
      // A write that went on meanwhile may be in it, or not.
      const isExact = revision !== undefined && this.#saver.writes.begun === writes.begun
      this.#revision = isExact ? revision - writes.done : undefined
    } catch (error) {
      this.#unread = toStorageError(error)
      this.#tellError()
    }
  }

  /** Whether nothing was written to the storage but from here since it was read. */
  async isUpToDate(): Promise<boolean> {
    if (this.#revision === undefined) return false
    await this.#saver.flush()
    return (await this.#revisionNow().catch(() => undefined)) === this.#revision + this.#saver.writes.done
  }

  /** Something was told of what never came here: it is in the storage. */
  async catchUp(): Promise<void> {
    this.#catching ??= this.read()
    await this.#catching
    this.#catching = undefined
  }

  /** Another tab told of these rows, and keeps them. */
  onHeard(rowIds: readonly string[]): void {
    const { tree } = this.#options.conversation
    this.#revision = undefined
    this.#saver.know(rowIds)
    // What is gone may be on its way into the storage from here. Else it is not this tab's to remove: it may be there again by now.
    this.#saver.note(rowIds.filter((id) => !tree.get(id) && this.#saver.isLeaving(id)))
  }

  /** Writes rows that changed or went, and the queue where it did. */
  note(touched: Iterable<string>, queue?: readonly QueuedMessage[]): void {
    const ids = new Set(touched)
    const titled = this.#titled()
    if (titled && ids.has(titled.id) && !this.#saver.knows(titled.id)) this.#entitle(titled)
    this.#saver.note(ids, queue)
  }

  /** Resolves once all is written, or could not be. */
  written(): Promise<void> {
    return this.#saver.flush()
  }

  async #revisionNow(): Promise<number | undefined> {
    const { id, storage } = this.#options
    return storage.revision && this.#limit.within(async () => storage.revision?.(id))
  }

  /** @param before - what was known to be in the storage before it was asked. */
  #take(stored: StoredConversation | undefined, before: ReadonlyMap<string, ChatMessage>, circumstances: Circumstances): void {
    const { tree } = this.#options.conversation
    const initialIds = this.#initialIds
    this.#initialIds = []
    this.#unread = null
    this.#unreadable = stored ? unreadableRows(stored.unreadable) : null
    this.#tellError()
    if (!stored) {
      // Whoever removes a conversation tells so; this one was lost, or never there.
      const titled = this.#titled()
      if (titled) this.#entitle(titled)
      return this.#saver.rewrite()
    }
    // Somebody may have gone on from there while the storage was silent.
    if (initialIds.includes(tree.head?.id ?? '')) for (const initial of initialIds) tree.remove(initial)
    this.#takeIn(stored, before, circumstances)
  }

  #takeIn(
    { info, messages: found, queue }: StoredConversation,
    before: ReadonlyMap<string, ChatMessage>,
    { nobodyRuns = false, isLate = false }: Circumstances,
  ): void {
    const { tree } = this.#options.conversation
    const messages = attached(found)
    const kept = new Set(messages.map(({ id }) => id))
    const ended = new Set(messages.filter((row) => nobodyRuns && hasEnded(tree.get(row.id), row)).map(({ id }) => id))
    const isOurs = (id: string) => !ended.has(id) && this.#saver.isNewer(id, before)
    for (const id of before.keys()) if (!kept.has(id) && !isOurs(id)) tree.remove(id)
    // What is shown goes on where the storage does not follow yet.
    const goesOn = tree.head !== undefined && !kept.has(tree.head.id)
    // What was heard of a growing answer is further than what was written of it.
    const taken = messages.filter((row) => !isOurs(row.id) && !isFurther(tree.get(row.id), row))
    const headId = goesOn ? tree.head?.id : info.headId
    tree.put(taken)
    if (headId && tree.get(headId)) tree.select(headId)
    this.#saver.know(messages.map(({ id }) => id).filter((id) => !isOurs(id)))
    // Of a tab that runs, its own queue is the truth, but for what it could not read when it began to.
    const here = nobodyRuns ? undefined : this.#options.queue()
    const stored = here && !isLate ? [] : queue
    const ids = new Set(stored.map(({ id }) => id))
    this.#options.show({ queue: [...stored, ...(here ?? []).filter(({ id }) => !ids.has(id))], error: errorOf(tree.head?.ending) })
    if (isLate && here?.length) this.#saver.note([], this.#options.queue())
  }

  /** Somebody removed the conversation: what is shown of it goes, and what runs in it ends. */
  #forget(): void {
    const { conversation, show, onRemoved } = this.#options
    conversation.tree.clear()
    void this.#saver.forget()
    this.#revision = undefined
    show({ run: IDLE, error: null, queue: [], queueHeld: false })
    onRemoved()
  }

  /** The message that names the conversation: the first one, or the first question where that one instructs the model. */
  #titled(): ChatMessage | undefined {
    const { path } = this.#options.conversation.tree
    const first = path[0]
    const isInstruction = first?.wire.role === 'system' || first?.wire.role === 'developer'
    return isInstruction ? path.find(({ wire }) => wire.role === 'user') : first
  }

  #entitle(titled: ChatMessage): void {
    this.#saver.entitle(textOf(titled).trim().slice(0, TITLE_CHARS))
  }

  #onWritten(error: StorageError | null): void {
    this.#unwritten = error
    if (!error) this.#unread = null
    this.#tellError()
  }

  #tellError(): void {
    const { conversation } = this.#options
    const storageError = this.#unwritten ?? this.#unread ?? this.#unreadable
    if (conversation.snapshot.storageError !== storageError) conversation.publish({ storageError }, true)
  }
}
