import type { ChatSettings, ChatSnapshot } from '../Chat.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import { withoutRun } from '../rows.js'
import { storageName } from '../storage/storageName.js'
import { STORAGE_TIMEOUT_MS } from '../storage/timeLimited.js'
import { toolCodeFor } from '../tools/loadToolCode.js'
import { adopt } from './adopt.js'
import { GivenMessages } from './GivenMessages.js'
import { Keeper } from './Keeper.js'
import type { SyncOptions } from './loadSync.js'
import { mayGoOn } from './storedRows.js'
import type { TabAction } from './TabChannel.js'
import { createTabLock, type Release, type TabLock } from './TabLock.js'
import { tabActions } from './tabActions.js'
import { TabTalk } from './TabTalk.js'

/** A tab that has just ended its run, or looks after what one left, gives the lock back within this time. */
const PATIENCE_MS = 500
/** What the tab that had the lock told last may come later than the lock does: whether its queue is held stands nowhere else. */
const LATE_MS = 25

/**
 * Keeps a conversation in its storage, and in step with the other tabs on it. One tab at a time runs it, under a lock, and writes its queue; the others show
 * what that one tells them. Whoever comes by the lock reads the storage once more, unless nobody else has written: the rows there are the truth.
 */
export class ConversationSync {
  readonly #options: SyncOptions
  readonly #keeper: Keeper
  readonly #lock: TabLock
  readonly #talk: TabTalk
  readonly #given = new GivenMessages()
  #ready: Promise<void> | undefined
  #entering: Promise<boolean> | undefined
  #release: Release | undefined
  /** Whether what others did by the time of the lock was read. */
  #hasBegun = false
  #isLeaving = false
  #watch: AbortController | undefined
  #subscribers = 0
  #shownQueue: ChatSnapshot['queue'] = []

  constructor(options: SyncOptions) {
    this.#options = options
    const { id: conversationId, storage, timeoutMs = STORAGE_TIMEOUT_MS, conversation, queue, runner } = options
    const name = `rivulet-chat:${storageName(storage)}:${conversationId}`
    this.#lock = createTabLock(name)
    this.#keeper = new Keeper({
      id: conversationId,
      storage,
      timeoutMs,
      conversation,
      queue: () => (this.#release ? queue.items : undefined),
      show: (changes) => {
        this.#talk.queue = changes.queue
        this.#show({ ...changes, queue: this.#given.beside(changes.queue, queue.items, conversation.tree) })
      },
      onLate: () => this.#lookAfter(),
      onRemoved: () => runner().drop(),
    })
    this.#talk = new TabTalk({
      name,
      conversation,
      actions: tabActions(options),
      runsHere: () => this.isInside,
      show: (changes, rowIds) => {
        this.#keeper.onHeard(rowIds)
        this.#show(changes.queue ? { ...changes, queue: this.#given.after(changes.queue, conversation.tree) } : changes)
        this.#closeIfUnused()
      },
      onRunElsewhere: () => this.#watchOver(),
      onMissed: () => void this.#keeper.catchUp(),
    })
    conversation.observe((touched, isHeard) => (isHeard ? undefined : this.#onPublish(touched)))
  }

  /** Whether this tab alone may run, now. */
  get isInside(): boolean {
    return this.#hasBegun
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
    const { queue, runner } = this.#options
    let items: ChatSnapshot['queue'] | undefined
    while (items !== queue.items) {
      items = queue.items
      await this.#keeper.written()
    }
    // Somebody may have entered meanwhile.
    const isWanted = !this.#isLeaving || !runner().isResting
    this.#isLeaving = false
    if (isWanted) return
    this.#talk.tellQueue(queue.items)
    const release = this.#release
    this.#release = undefined
    this.#hasBegun = false
    this.#entering = undefined
    release?.()
    this.#closeIfUnused()
  }

  /** Resolves once all is written, or could not be. */
  written(): Promise<void> {
    return this.#keeper.written()
  }

  /** Has the tab that runs the conversation do something. */
  ask(name: TabAction, ...args: readonly unknown[]): void {
    if (name === 'queue' && args[0] === 'remove') this.#given.delete(args[1] as string)
    this.#talk.ask(name, ...args)
  }

  /** Gives a message to the tab that runs the conversation. Should that tab be gone, it goes out from here. */
  give(item: QueuedMessage, whileBusy: ChatSettings['whileBusy']): void {
    const { conversation, queue } = this.#options
    queue.add(item)
    conversation.publish({ queue: queue.items })
    this.#given.add(item)
    this.ask('enqueue', item, whileBusy)
    this.#watchOver()
  }

  /** Makes a change of the queue, which was made here, where the conversation runs. */
  async changeQueue(change: () => void, name: string, args: readonly unknown[] = []): Promise<void> {
    if (this.isInside) return
    const { conversation, queue, runner } = this.#options
    // Whoever has the lock and runs nothing may be a page that is just being left: this one has it next.
    while (!(await this.enter()))
      if (name === 'clear' || conversation.snapshot.run.phase !== 'idle') return this.ask('queue', name, ...args)
    try {
      // What was read on the way in is without it.
      change()
    } catch {
      // It is made already, or the message went meanwhile.
    }
    // Another list, so that it is written: when it was changed here it was not this tab's to write.
    queue.set(queue.items)
    runner().outbox.show()
    runner().rest()
  }

  /** Forgets what waited, where it is kept. What is sent after that waits here while another page may still have the lock. */
  clearQueue(waiting: readonly QueuedMessage[]): Promise<void> {
    const gone = new Set(waiting.map(({ id }) => id))
    const { queue } = this.#options
    return this.changeQueue(() => queue.set(queue.items.filter(({ id }) => !gone.has(id))), 'clear')
  }

  async #enter(): Promise<boolean> {
    await this.ready()
    const runsElsewhere = this.#options.conversation.snapshot.run.phase !== 'idle'
    const release = await this.#lock.take(runsElsewhere ? AbortSignal.abort() : AbortSignal.timeout(PATIENCE_MS))
    if (!release) {
      this.#entering = undefined
      this.#lookAfter()
      return false
    }
    await this.#begin(release)
    // What was growing has lost its run: whoever ran it is gone.
    const { tree } = this.#options.conversation
    for (const row of tree.all()) tree.replace(withoutRun(row))
    return true
  }

  async #begin(release: Release): Promise<void> {
    this.#watch?.abort()
    this.#watch = undefined
    this.#release = release
    this.#talk.open()
    if (!(await this.#keeper.isUpToDate())) await this.#keeper.read(true)
    this.#hasBegun = true
    await toolCodeFor(this.#options.conversation.tree.head)
    if (this.#given.size === 0) return
    // From here on it is kept with all that waits here.
    this.#given.clear()
    this.#keeper.note([], this.#options.queue.items)
    void this.#tellQueueOnceWritten()
  }

  async #open(): Promise<void> {
    this.#talk.open()
    await this.ready()
    if (this.#subscribers === 0) return
    this.#talk.hello()
    this.#lookAfter()
  }

  /** Goes on with what another tab or an earlier page left. */
  #lookAfter(): void {
    const { conversation, queue } = this.#options
    if (this.#subscribers > 0 && (queue.items.length > 0 || [...conversation.tree.all()].some(mayGoOn))) this.#watchOver()
  }

  #closeIfUnused(): void {
    if (this.#subscribers > 0 || this.#entering || this.#given.isGiving) return
    this.#watch?.abort()
    this.#watch = undefined
    this.#talk.close()
    this.#keeper.close()
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
    const release = await this.#lock.take(watch.signal)
    if (!release) return
    const isNeeded = this.#watch === watch && !this.#entering
    if (this.#watch === watch) this.#watch = undefined
    if (!isNeeded) return release()
    this.#entering = this.#adopt(release)
  }

  async #adopt(release: Release): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS))
    await this.#begin(release)
    adopt(this.#options)
    return true
  }

  async #load(): Promise<void> {
    this.#keeper.listen()
    await this.#keeper.read()
    this.#options.conversation.publish({ loading: false })
  }

  /** Shows what was read or heard. */
  #show(changes: Partial<ChatSnapshot>): void {
    const { conversation, queue } = this.#options
    // What was sent may be heard of before, or after, the queue is read that it is no longer in.
    const waiting = (changes.queue ?? queue.items).filter(({ id }) => !conversation.tree.get(id))
    if (changes.queue || waiting.length < queue.items.length) queue.set(waiting)
    this.#shownQueue = queue.items
    conversation.publishTotals({ ...changes, queue: queue.items }, true)
  }

  /** Writes and tells what changed here. What is asked would be lost with this tab, while others showed it, were it told before it is written. */
  #onPublish(touched: ReadonlySet<string>): void {
    const { queue, conversation } = this.#options
    const queueChanged = queue.items !== this.#shownQueue
    this.#shownQueue = queue.items
    // Only one tab may write the queue; what is added elsewhere goes by it.
    this.#keeper.note(touched, queueChanged && this.#hasBegun ? queue.items : undefined)
    if (queueChanged && this.#hasBegun) void this.#tellQueueOnceWritten()
    const tell = () => this.#talk.note(touched)
    if ([...touched].some((id) => conversation.tree.get(id)?.state === 'pending')) void this.#keeper.written().then(tell)
    else tell()
  }

  /** As what is asked: not written, it would be lost with this tab while others showed it. */
  async #tellQueueOnceWritten(): Promise<void> {
    const { items } = this.#options.queue
    await this.#keeper.written()
    this.#talk.tellQueue(items)
  }
}
