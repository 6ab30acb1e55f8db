import type { Run } from './Chat.js'
import { IDLE, type Conversation } from './Conversation.js'
import { onceOnline } from './network.js'
import type { Outgoing, SendQueue } from './SendQueue.js'
import type { Sync } from './sync/loadSync.js'

const OFFLINE: Run = { phase: 'offline' }
/** A message that may not go out for longer than this is shown as one that waits. */
const UNSEEN_MS = 50

export interface OutboxOptions {
  conversation: Conversation
  queue: SendQueue
  sync: Sync | undefined
  isOffline: () => boolean
  /** Whether a turn may begin. */
  isFree: () => boolean
  start: (next: Outgoing) => void
  /** Called when nothing of the queue goes out by itself any more. */
  onRest: () => void
}

/** Sends what waits, as soon as it may: behind a running answer, for the network, or once the user says so. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #queue: SendQueue
  readonly #conversation: Conversation
  /** The queue waits for the user. */
  #isHeld = false
  #cancelWait: (() => void) | undefined

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#queue = options.queue
    this.#conversation = options.conversation
  }

  /** Whether something waits that nobody holds. */
  get goesOn(): boolean {
    return this.#queue.kept.length > 0 && !this.#isHeld
  }

  /** Has a message wait: behind the others, or `first`. */
  add({ item, headers }: Outgoing, first = false): void {
    this.#queue.add(item, headers)
    if (first) this.#queue.move(item.id, 0)
    this.#conversation.publish({ queue: this.#queue.items })
    this.next()
  }

  /**
   * Shows a message as one that waits for as long as it is not known whether it may go out, unless that is known at once. What is returned ends that, and gives it as
   * it is by then; undefined where somebody took it back, or it went out.
   */
  arrive(outgoing: Outgoing): () => Outgoing | undefined {
    this.#queue.expect(outgoing)
    const show = () => {
      this.#queue.show(outgoing)
      this.#conversation.publish({ queue: this.#queue.items })
    }
    const timer = this.#conversation.snapshot.loading ? show() : setTimeout(show, UNSEEN_MS)
    return () => {
      clearTimeout(timer ?? undefined)
      return this.#queue.arrived(outgoing)
    }
  }

  /** Sends what waits longest, as soon as there is a network and no other turn. */
  next(): void {
    const { isFree, isOffline, start } = this.#options
    if (!isFree() || !this.goesOn) return
    const next = isOffline() ? undefined : this.#queue.take()
    if (next) return start(next)
    this.#cancelWait ??= onceOnline(() => {
      this.#cancelWait = undefined
      this.next()
    })
    this.#conversation.publish({ run: OFFLINE })
  }

  /** Has what waits go out. */
  resume(): void {
    this.#isHeld = false
    this.#conversation.publish({ queue: this.#queue.items, queueHeld: false })
    this.next()
    this.#options.onRest()
  }

  /** Holds what waits for the network. */
  hold(): void {
    if (!this.#stopWaiting()) return
    this.#isHeld = true
    this.#conversation.publish({ run: IDLE, queueHeld: true })
    this.#options.onRest()
  }

  /** What waits goes on behind a turn that ended well, and else waits for the user. Returns whether that is so. */
  follow(endedWell: boolean): boolean {
    return (this.#isHeld = !endedWell && this.#queue.items.length > 0)
  }

  /** Somebody begins a turn, or begins anew: the queue goes on after that. */
  release(): void {
    this.#stopWaiting()
    this.#isHeld = false
  }

  /** Changes the queue: here at once, and where the conversation runs. Throws what the change throws. */
  change(name: 'edit' | 'move' | 'remove', ...args: unknown[]): void {
    const change = () => (this.#queue[name] as (...all: unknown[]) => void)(...args)
    change()
    this.show()
    this.#options.sync?.changeQueue(change, name, args)
  }

  /** Shows what waits as it is now. */
  show(): void {
    if (this.#queue.items.length > 0) return this.#conversation.publish({ queue: this.#queue.items })
    this.#isHeld = false
    const run = this.#stopWaiting() ? IDLE : this.#conversation.snapshot.run
    this.#conversation.publish({ queue: this.#queue.items, queueHeld: false, run })
  }

  /** Waits for the network no longer. Returns whether it did. */
  #stopWaiting(): boolean {
    const waited = this.#cancelWait
    this.#cancelWait = undefined
    waited?.()
    return waited !== undefined
  }
}
