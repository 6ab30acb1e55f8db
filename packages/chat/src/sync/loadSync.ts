import type { ChatSettings } from '../Chat.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { Conversation } from '../Conversation.js'
import type { Runner } from '../Runner.js'
import type { SendQueue } from '../SendQueue.js'
import type { ConversationStorage } from '../storage/ConversationStorage.js'
import type { ConversationSync } from './ConversationSync.js'
import type { TabAction } from './TabChannel.js'

/** What keeps a conversation and shares it with other tabs: {@link ConversationSync}, whose code is loaded when it is first needed. */
export interface Sync {
  readonly isInside: boolean
  ready(): Promise<void>
  connect(): () => void
  enter(): Promise<boolean>
  leave(): void
  written(): Promise<void>
  ask(name: TabAction, ...args: readonly unknown[]): void
  changeQueue(change: () => void, name: string, args?: readonly unknown[]): void
  clearQueue(waiting: readonly QueuedMessage[]): void
  give(item: QueuedMessage, whileBusy: ChatSettings['whileBusy']): void
}

export interface SyncOptions {
  id: string
  storage: ConversationStorage
  /** See `ChatOptions.storageTimeoutMs`. */
  timeoutMs?: number | undefined
  conversation: Conversation
  queue: SendQueue
  /** What runs the conversation in this tab, once it may. */
  runner: () => Runner
  settings: () => ChatSettings
  clear: () => void
  /** Forgets a message, where there is one of this id. */
  remove: (messageId: string) => void
}

/** A conversation without a storage needs none of that code. */
export function loadSync(options: SyncOptions & { onFailure: (error: unknown) => void }): Sync {
  let sync: ConversationSync | undefined
  let loading: Promise<ConversationSync | undefined> | undefined
  const load = () => (loading ??= loadOnce())
  const loadOnce = async () => {
    try {
      const module = await import('./ConversationSync.js')
      return (sync = new module.ConversationSync(options))
    } catch (error) {
      options.onFailure(error)
      return undefined
    }
  }
  const act = (action: (sync: ConversationSync) => unknown) =>
    void (sync ? action(sync) : load().then((loaded) => loaded && action(loaded)))
  return {
    get isInside() {
      return sync?.isInside ?? false
    },
    ready: async () => (await load())?.ready(),
    connect() {
      let disconnect: (() => void) | undefined
      let isOver = false
      void load().then((loaded) => {
        if (!isOver) disconnect = loaded?.connect()
        return loaded
      })
      return () => {
        isOver = true
        disconnect?.()
      }
    },
    // Where it cannot be had the chat goes on alone.
    enter: async () => (await load())?.enter() ?? true,
    leave: () => void sync?.leave(),
    written: async () => sync?.written(),
    ask: (name, ...args) => sync?.ask(name, ...args),
    changeQueue: (...change) => act((it) => it.changeQueue(...change)),
    clearQueue: (waiting) => act((it) => it.clearQueue(waiting)),
    give: (item, whileBusy) => sync?.give(item, whileBusy),
  }
}
