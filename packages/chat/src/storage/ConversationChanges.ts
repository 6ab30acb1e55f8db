import { Listeners } from '../Listeners.js'

/** Tells listeners here and in other tabs which conversation changed, by its id alone; undefined: any may have. */
export class ConversationChanges {
  readonly #name: string
  readonly #listeners = new Listeners<[id: string | undefined, isRemoved: boolean]>()
  #channel: BroadcastChannel | undefined

  constructor(storageName: string) {
    this.#name = `rivulet-storage:${storageName}`
  }

  subscribe(listener: (id: string | undefined, isRemoved: boolean) => void): () => void {
    const leave = this.#listeners.add(listener)
    if (!this.#channel) {
      this.#channel = this.#open()
      this.#channel?.addEventListener('message', ({ data }: MessageEvent<{ id?: unknown; isRemoved?: unknown } | null>) => {
        this.#listeners.call(typeof data?.id === 'string' ? data.id : undefined, data?.isRemoved === true)
      })
    }
    return () => {
      leave()
      if (this.#listeners.size > 0) return
      this.#channel?.close()
      this.#channel = undefined
    }
  }

  tell(id: string | undefined, isRemoved = false): void {
    // An open channel does not hear itself; one opened to tell would be heard by it.
    const channel = this.#channel ?? this.#open()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none: it never leaves its origin.
    channel?.postMessage({ id, isRemoved })
    if (channel !== this.#channel) channel?.close()
    this.#listeners.call(id, isRemoved)
  }

  #open(): BroadcastChannel | undefined {
    return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(this.#name)
  }
}
