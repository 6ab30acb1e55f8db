import type { Run } from '../Chat.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { StoredRecord } from '../storage/StoredRecord.js'
import type { Growth } from './growth.js'

/** What the tab that runs a conversation does for one that watches it. */
export type TabAction = 'stop' | 'clear' | 'remove' | 'enqueue' | 'queue' | 'approve' | 'reject' | 'addToolResult'

/** Where the run stands, for those who do not run it. */
export interface RunState {
  readonly run: Run
  readonly queueHeld: boolean
}

/** What tabs tell each other: rows by id, once they are settled, and what an answer grew by; never the whole conversation. */
export type TabMessage =
  /** A tab has come, or has missed something: whoever runs tells what there is. */
  | { readonly type: 'hello' }
  | {
      readonly type: 'rows'
      readonly records: readonly StoredRecord[]
      readonly removed: readonly string[]
      readonly headId: string | undefined
      readonly queue: readonly QueuedMessage[]
      /** Absent where the tab that changed the rows runs nothing. */
      readonly state: RunState | undefined
    }
  | { readonly type: 'live'; readonly growth: Growth; readonly state: RunState }
  | { readonly type: 'action'; readonly name: TabAction; readonly args: readonly unknown[] }

/** The other tabs on a conversation. Without a BroadcastChannel there are none. */
export class TabChannel {
  readonly #channel: BroadcastChannel | undefined

  constructor(name: string, hear: (message: TabMessage) => void) {
    if (typeof BroadcastChannel !== 'function') return
    this.#channel = new BroadcastChannel(name)
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hear(data))
    // In Node a channel would keep the process alive.
    ;(this.#channel as { unref?: () => void }).unref?.()
  }

  post(message: TabMessage): void {
    try {
      this.#channel?.postMessage(message)
    } catch {
      // It holds what cannot be cloned, and so cannot be kept: the storage says of what.
    }
  }

  close(): void {
    this.#channel?.close()
  }
}
