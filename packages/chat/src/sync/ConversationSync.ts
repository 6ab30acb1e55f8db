import { errorOf } from '../AnswerRun.js'
import type { ChatSettings, ChatSnapshot } from '../Chat.js'
import { textOf, type ChatMessage } from '../ChatMessage.js'
import { IDLE, type Conversation } from '../Conversation.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import { attached, isFurther, mayGoOn, withoutRun } from '../rows.js'
import type { SendQueue } from '../SendQueue.js'
import type { ConversationStorage, StoredConversation } from '../storage/ConversationStorage.js'
import type { StorageError } from '../storage/StorageError.js'
import { toStorageError } from '../storage/toStorageError.js'
import { unreadableRows } from '../storage/unreadableRows.js'
import { GivenMessages } from './GivenMessages.js'
import { Saver } from './Saver.js'
import type { TabAction } from './TabChannel.js'
import { createTabLock, type Release, type TabLock } from './TabLock.js'
import { TabTalk, type TabActions } from './TabTalk.js'

/** A tab that has just ended its run, or looks after what one left, gives the lock back within this time. */
const PATIENCE_MS = 500
const TITLE_CHARS = 80

export interface ConversationSyncOptions {
  id: string
  storage: ConversationStorage
  conversation: Conversation
  queue: SendQueue
  /** What is done here for a tab that does not run the conversation. */
  actions: TabActions
  /** Called inside the lock, with the answer of a run that is gone and may still be kept by a relay: the conversation goes on from there, and with what waits. */
  onAdopt: (answer: ChatMessage | undefined) => void
  /** Called when the conversation was removed from its storage: by then it is empty. */
  onRemoved: () => void
}

/**
 * Keeps a conversation in its storage, and in step with the other tabs on it. One tab at a time runs it, under a lock, and writes its queue; the others show
 * what that one tells them. Whoever comes by the lock reads the storage once more: the rows there are the truth.
 */
export class ConversationSync {
  readonly #options: ConversationSyncOptions
  readonly #saver: Saver
  readonly #lock: TabLock | undefined
  readonly #talk: TabTalk | undefined
  #ready: Promise<void> | undefined
  #entering: Promise<boolean> | undefined
  #release: Release | undefined
  #isLeaving = false
  #watch: AbortController | undefined
  #subscribers = 0
  /** What the chat was made with: a storage that knows the conversation knows better. */
  #initialIds: string[]
  #catching: Promise<void> | undefined
  #leaveStorage: (() => void) | undefined
  /** Rows that could not be read: they are still there, and not shown. */
  #unreadable: StorageError | null = null
  #shownQueue: ChatSnapshot['queue'] = []
  readonly #given = new GivenMessages()

  constructor(options: ConversationSyncOptions) {
    this.#options = options
    const { id: conversationId, storage, conversation, queue, actions } = options
    this.#saver = new Saver({ id: conversationId, storage, tree: conversation.tree, onWritten: (error) => this.#tellError(error) })
    this.#initialIds = [...conversation.tree.all()].map((row) => row.id)
    conversation.observe((touched, isHeard) => (isHeard ? undefined : this.#onPublish(touched)))
    // A storage without a name is of this page alone.
    if (storage.name === undefined) return
    const name = `rivulet-chat:${storage.name}:${conversationId}`
    this.#lock = createTabLock(name)
    this.#talk = new TabTalk({
      name,
      conversation,
      queue,
      actions,
      runsHere: () => this.isInside,
      show: (changes, rowIds) => {
        this.#saver.know(rowIds)
        // What is gone may be on its way into the storage from here.
        this.#saver.note(rowIds.filter((id) => !conversation.tree.get(id)))
        this.#show(changes.queue ? { ...changes, queue: this.#given.after(changes.queue, conversation.tree) } : changes)
        this.#closeIfUnused()
      },
      onRunElsewhere: () => this.#watchOver(),
      onMissed: () => void this.#catchUp(),
    })
  }

  /** Whether this tab alone may run, now. */
  get isInside(): boolean {
    return this.#release !== undefined
  }

  /** Reads the conversation, once. */
  ready(): Promise<void> {
    return (this.#ready ??= this.#load())
  }

  /** Hears other tabs for as long as somebody looks at the conversation. Returns what ends it. */
  connect(): () => void {
    this.#subscribers += 1
    if (this.#subscribers === 1) void this.#open()
    return () => {
      this.#subscribers -= 1
      this.#closeIfUnused()
    }
  }

  /** Resolves whether this tab alone may run; what others did is in the conversation by then. */
  enter(): Promise<boolean> {
    this.#isLeaving = false
    return (this.#entering ??= this.#enter())
  }

  /** Lets other tabs run, once all is written. */
  async leave(): Promise<void> {
    if (!this.#release || this.#isLeaving) return
    this.#isLeaving = true
    await this.#saver.flush()
    // Somebody may have entered meanwhile.
    if (!this.#isLeaving) return
    this.#isLeaving = false
    const release = this.#release
    this.#release = undefined
    this.#entering = undefined
    release?.()
    this.#closeIfUnused()
  }

  /** Resolves once all is written, or could not be. */
  written(): Promise<void> {
    return this.#saver.flush()
  }

  /** Has the tab that runs the conversation do something. */
  ask(name: TabAction, ...args: readonly unknown[]): void {
    if (name === 'queue' && args[0] === 'remove') this.#given.delete(args[1] as string)
    this.#talk?.ask(name, ...args)
  }

  /** Gives a message to the tab that runs the conversation. Should that tab be gone, it goes out from here. */
  give(item: QueuedMessage, whileBusy: ChatSettings['whileBusy']): void {
    this.#given.add(item)
    this.ask('enqueue', item, whileBusy)
    this.#watchOver()
  }

  async #enter(): Promise<boolean> {
    await this.ready()
    const runsElsewhere = this.#options.conversation.snapshot.run.phase !== 'idle'
    const release = await this.#take(runsElsewhere ? AbortSignal.abort() : AbortSignal.timeout(PATIENCE_MS))
    if (!release) {
      this.#entering = undefined
      return false
    }
    await this.#begin(release)
    // What was growing has lost its run: whoever ran it is gone.
    const { tree } = this.#options.conversation
    for (const row of tree.all()) tree.replace(withoutRun(row))
    return true
  }

  async #take(signal: AbortSignal): Promise<Release | undefined> {
    return this.#lock ? this.#lock.take(signal) : () => undefined
  }

  async #begin(release: Release): Promise<void> {
    this.#watch?.abort()
    this.#watch = undefined
    this.#release = release
    this.#talk?.open()
    if (this.#lock) await this.#read()
    if (this.#given.size === 0) return
    // From here on it is kept with all that waits here.
    this.#given.clear()
    this.#saver.note([], this.#options.queue.items)
  }

  async #open(): Promise<void> {
    this.#talk?.open()
    await this.ready()
    if (this.#subscribers === 0) return
    this.#talk?.hello()
    const { tree } = this.#options.conversation
    if (this.#options.queue.items.length > 0 || [...tree.all()].some(mayGoOn)) this.#watchOver()
  }

  #closeIfUnused(): void {
    if (this.#subscribers > 0 || this.#entering || this.#given.isGiving) return
    this.#watch?.abort()
    this.#watch = undefined
    this.#talk?.close()
    this.#leaveStorage?.()
    this.#leaveStorage = undefined
    // Whoever looks again reads again what was missed.
    this.#ready = undefined
  }

  /** Waits until the tab that runs is done, or gone, and goes on with what it left. */
  #watchOver(): void {
    if (this.#watch || this.#entering) return
    const watch = new AbortController()
    this.#watch = watch
    void this.#takeOver(watch)
  }

  async #takeOver(watch: AbortController): Promise<void> {
    const release = await this.#take(watch.signal)
    if (!release) return
    const isNeeded = this.#watch === watch && !this.#entering
    if (this.#watch === watch) this.#watch = undefined
    if (!isNeeded) return release()
    this.#entering = this.#adopt(release)
  }

  async #adopt(release: Release): Promise<boolean> {
    await this.#begin(release)
    const { tree } = this.#options.conversation
    const answer = tree.head && mayGoOn(tree.head) ? tree.head : undefined
    for (const row of tree.all()) if (row !== answer || row.runId === undefined) tree.replace(withoutRun(row))
    this.#options.conversation.publish({ run: IDLE })
    this.#options.onAdopt(answer?.runId === undefined ? undefined : answer)
    return true
  }

  async #load(): Promise<void> {
    const { id, storage, conversation } = this.#options
    this.#leaveStorage ??= storage.subscribe?.((changed, isRemoved) => {
      if (isRemoved && (changed === id || changed === undefined)) this.#forget()
    })
    await this.#read()
    conversation.publish({ loading: false })
  }

  /** Takes what the storage holds; the first time in place of what there is. */
  async #read(): Promise<void> {
    const { id, storage, conversation } = this.#options
    try {
      await this.#saver.flush()
      const stored = await storage.load(id)
      if (stored) for (const initial of this.#initialIds) conversation.tree.remove(initial)
      this.#initialIds = []
      if (stored) this.#takeIn(stored)
      else if (this.#saver.knowsAny) this.#forget()
      else this.#saver.note([...conversation.tree.all()].map((row) => row.id))
    } catch (error) {
      this.#tellError(toStorageError(error))
    }
  }

  /** Something was told of what never came here: it is in the storage. */
  async #catchUp(): Promise<void> {
    this.#catching ??= this.#read()
    await this.#catching
    this.#catching = undefined
  }

  /** Somebody removed the conversation: what is shown of it goes, and what runs in it ends. */
  #forget(): void {
    const { conversation, queue, onRemoved } = this.#options
    conversation.tree.clear()
    queue.set([])
    void this.#saver.forget()
    this.#show({ run: IDLE, error: null, queue: [], queueHeld: false })
    onRemoved()
  }

  #takeIn({ info, messages: found, queue, unreadable }: StoredConversation): void {
    const { tree } = this.#options.conversation
    const messages = attached(found)
    this.#unreadable = unreadableRows(unreadable)
    const kept = new Set(messages.map(({ id }) => id))
    for (const { id } of tree.all()) if (this.#saver.knows(id) && !kept.has(id)) tree.remove(id)
    // What was heard of a growing answer is further than what was written of it.
    tree.put(messages.filter((row) => !this.#saver.isPending(row.id) && !isFurther(tree.get(row.id), row)))
    if (info.headId && tree.get(info.headId)) tree.select(info.headId)
    this.#saver.know(kept)
    const stored = new Set(queue.map(({ id }) => id))
    const given = this.#options.queue.items.filter(({ id }) => this.#given.has(id) && !stored.has(id))
    this.#tellError(this.#unreadable)
    this.#show({ queue: [...queue, ...given].filter(({ id }) => !tree.get(id)), error: errorOf(tree.head?.ending) })
  }

  /** Shows what was read or heard. */
  #show(changes: Partial<ChatSnapshot>): void {
    const { conversation, queue } = this.#options
    if (changes.queue) queue.set(changes.queue)
    this.#shownQueue = queue.items
    conversation.publishTotals({ ...changes, queue: queue.items }, true)
  }

  #tellError(failure: ChatSnapshot['storageError']): void {
    const { conversation } = this.#options
    const storageError = failure ?? this.#unreadable
    if (conversation.snapshot.storageError !== storageError) conversation.publish({ storageError }, true)
  }

  /** Writes and tells what changed here. */
  #onPublish(touched: ReadonlySet<string>): void {
    const { conversation, queue } = this.#options
    const queueChanged = queue.items !== this.#shownQueue
    this.#shownQueue = queue.items
    const [first] = conversation.tree.path
    if (first && touched.has(first.id) && !this.#saver.knows(first.id)) this.#saver.entitle(textOf(first).trim().slice(0, TITLE_CHARS))
    // Only one tab may write the queue; what is added elsewhere goes by it.
    this.#saver.note(touched, queueChanged && this.#release ? queue.items : undefined)
    this.#talk?.note(touched, queueChanged)
  }
}
