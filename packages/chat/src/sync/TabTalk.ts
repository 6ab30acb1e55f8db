import { errorOf } from '../AnswerRun.js'
import type { ChatSnapshot, Run } from '../Chat.js'
import type { Conversation } from '../Conversation.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import { fromRecords } from '../storage/fromRecords.js'
import { toRecord } from '../storage/StoredRecord.js'
import { grown, growthOf, toldOf, type Growth, type Told } from './growth.js'
import { TabChannel, type RunState, type TabAction, type TabMessage } from './TabChannel.js'

/** Live text is told this often. */
const LIVE_MS = 100

export type TabActions = Readonly<Record<TabAction, (...args: never[]) => unknown>>

export interface TabTalkOptions {
  /** Names the conversation among all of the site. */
  name: string
  conversation: Conversation
  /** Whether this tab runs the conversation. */
  runsHere: () => boolean
  /** What is done here for a tab that does not. */
  actions: TabActions
  /** Shows what another tab told: it is neither written nor told again. */
  show: (changes: Partial<ChatSnapshot>, rowIds: readonly string[]) => void
  /** Called when rows were told of whose parents are not here. */
  onMissed: () => void
  /** Called when another tab turns out to run the conversation. */
  onRunElsewhere: () => void
}

/** Tells the other tabs on a conversation what happens here, and shows what happens there. */
export class TabTalk {
  readonly #options: TabTalkOptions
  /** The queue, as far as others may show it. */
  queue: readonly QueuedMessage[] = []
  #channel: TabChannel | undefined
  #toldRun: Run | undefined
  #told: Told | undefined
  #liveId: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: TabTalkOptions) {
    this.#options = options
  }

  open(): void {
    this.#channel ??= new TabChannel(this.#options.name, (message) => this.#hear(message))
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#channel?.close()
    this.#channel = undefined
  }

  /** Asks whoever runs the conversation what there is. */
  hello(): void {
    this.#channel?.post({ type: 'hello' })
  }

  /** Has the tab that runs the conversation do something. */
  ask(name: TabAction, ...args: readonly unknown[]): void {
    this.#channel?.post({ type: 'action', name, args })
  }

  /** Tells what waits here, where it runs. */
  tellQueue(items: readonly QueuedMessage[]): void {
    if (!this.#options.runsHere() || items === this.queue) return
    this.queue = items
    this.#tellRows([])
  }

  /** Tells of rows that changed or went. */
  note(touched: ReadonlySet<string>): void {
    if (!this.#channel) return
    const { tree, snapshot } = this.#options.conversation
    const live = tree.head?.state === 'streaming' ? tree.head.id : undefined
    // Also an answer that begins to grow again: its ending is gone.
    const settled = [...touched].filter((id) => id !== live || id !== this.#liveId)
    this.#liveId = live
    if (settled.length > 0 || snapshot.run.phase !== this.#toldRun?.phase) this.#tellRows(settled)
    if (live !== undefined) this.#timer ??= setTimeout(() => this.#tellLive(), LIVE_MS)
  }

  #state(): RunState | undefined {
    const { run, queueHeld } = this.#options.conversation.snapshot
    return this.#options.runsHere() ? { run, queueHeld } : undefined
  }

  #tellRows(ids: readonly string[]): void {
    const { tree, snapshot } = this.#options.conversation
    this.#toldRun = snapshot.run
    this.#channel?.post({
      type: 'rows',
      records: ids.flatMap((id) => tree.get(id) ?? []).map(toRecord),
      removed: ids.filter((id) => !tree.get(id)),
      headId: tree.head?.id,
      queue: this.queue.map((item) => toRecord(item).row as QueuedMessage),
      state: this.#state(),
    })
  }

  #tellLive(): void {
    this.#timer = undefined
    const { head } = this.#options.conversation.tree
    const state = this.#state()
    if (!state || head?.state !== 'streaming') return
    const growth = growthOf(head, this.#told)
    this.#told = toldOf(growth)
    this.#channel?.post({ type: 'live', growth, state })
  }

  #hear(message: TabMessage): void {
    // Of a tab that ran before this one: what it tells so late was read from the storage by now, or is over.
    if ('state' in message && message.state && this.#options.runsHere()) return
    switch (message.type) {
      case 'hello':
        return this.#answerHello()
      case 'rows':
        return this.#hearRows(message)
      case 'live':
        return this.#hearLive(message.growth, message.state)
      case 'action':
        if (this.#options.runsHere()) this.#options.actions[message.name](...(message.args as never[]))
    }
  }

  #answerHello(): void {
    if (!this.#options.runsHere()) return
    const { head } = this.#options.conversation.tree
    this.#tellRows(head ? [head.id] : [])
    this.#told = undefined
    this.#tellLive()
  }

  #hearRows({ records, removed, headId, queue, state }: Extract<TabMessage, { type: 'rows' }>): void {
    const { conversation, runsHere, actions } = this.#options
    const { tree } = conversation
    const messages = fromRecords('', { messages: records, queue: [] })?.messages ?? []
    tree.put(messages)
    // What runs here may be among them.
    const remove = runsHere() ? actions.remove : (id: string) => tree.remove(id)
    for (const id of removed) remove(id as never)
    // Nobody would see what an answer that is running here waits for, were another branch shown.
    const isFollowed = !runsHere() || conversation.snapshot.run.phase === 'idle'
    if (isFollowed && headId !== undefined && tree.get(headId)) tree.select(headId)
    const rowIds = [...messages.map(({ id }) => id), ...removed]
    this.#options.show({ ...(state && { ...state, queue }), error: errorOf(tree.head?.ending) }, rowIds)
    if (state && state.run.phase !== 'idle') this.#options.onRunElsewhere()
    // A row whose parent never came here: something was missed.
    if (isFollowed && headId !== undefined && tree.head?.id !== headId) this.#options.onMissed()
  }

  #hearLive(growth: Growth, state: RunState): void {
    const { tree } = this.#options.conversation
    const row = tree.get(growth.id)
    if (row?.ending) return
    const next = row && grown(row, growth)
    if (!next) return this.hello()
    tree.replace(next)
    this.#options.show(state, [next.id])
    this.#options.onRunElsewhere()
  }
}
