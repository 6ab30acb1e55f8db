import type { RelayLimits } from '../RelayLimits.js'
import type { RunStatus, RunStore } from '../store/RunStore.js'
import { START, type Cursor } from './Cursor.js'
import { Follower } from './Follower.js'
import { createGate } from './createGate.js'
import { LoopTurns } from './LoopTurns.js'
import { Producer, type ProducerOptions } from './Producer.js'
import { Pulse, type Beating } from './Pulse.js'
import { Reader, type ReaderOptions } from './Reader.js'
import type { RunView } from './RunView.js'

/** Four looks in the shortest time that anything waits for. */
const PULSE_MS = 250
/** A run that has ended is served from here for a while, then from the store. */
const LINGER_MS = 2000
/** As many readers read the log at once. More wait: a thousand that come back together would hold everybody's log in memory. */
const CATCH_UPS = 16
const CATCH_UP_ENTRIES = 64

/** What a reader is made of. Without a cursor it gets everything. */
export type NewReader = Pick<ReaderOptions, 'mayReset' | 'onClose'> & { cursor?: Cursor }

/** All runs of one process: those it produces, and those it only reads. */
export class Runs implements Beating {
  /** Which of the runs may go on reading. */
  readonly turns: LoopTurns = new LoopTurns()
  readonly pulse: Pulse = new Pulse(PULSE_MS, () => this.turns.waitMs)
  readonly #store: RunStore
  readonly #limits: RelayLimits
  readonly #producers = new Map<string, Producer>()
  /** Runs that requests are about to begin, and whether somebody else may have ended one meanwhile. */
  readonly #beginning = new Map<string, { isNudged: boolean; done: Promise<unknown> }>()
  readonly #followers = new Map<string, Follower>()
  readonly #ended = new Map<Producer, number>()
  readonly #catchUp = createGate(CATCH_UPS)
  readonly #readers = new Set<Reader>()

  constructor(store: RunStore, limits: RelayLimits) {
    this.#store = store
    this.#limits = limits
  }

  /** How many runs this process produces now. */
  get size(): number {
    return this.#producers.size - this.#ended.size
  }

  /** Whether this process produces as many runs as it may. */
  get isFull(): boolean {
    return this.size >= this.#limits.runs
  }

  /** Whether this process has more to do than it can do in time. */
  get isLate(): boolean {
    return this.pulse.lagMs > this.#limits.lagMs
  }

  get readers(): number {
    return this.#readers.size
  }

  /** Whether readers of a run are shown what the store may not have. */
  get isDegraded(): boolean {
    return [...this.#producers.values()].some(({ view }) => view.isDegraded)
  }

  /** The producer of a run of this process, also a while after its end; none where the run went into other hands. */
  producer(id: string): Producer | undefined {
    const producer = this.#producers.get(id)
    return producer?.view.isGone ? undefined : producer
  }

  producing(): Producer[] {
    return [...this.#producers.values()].filter(({ isClosed }) => !isClosed)
  }

  /** Somebody else may have ended a run of this process. */
  nudge(id: string): void {
    this.#producers.get(id)?.nudge()
    const beginning = this.#beginning.get(id)
    if (beginning) beginning.isNudged = true
  }

  /**
   * Lets `work` begin a run, which may be ended by somebody else before it has a producer. One after the other for each run: two that found the store away
   * would both begin it.
   */
  async beginning<Value>(id: string, work: () => Promise<Value>): Promise<Value> {
    for (let other = this.#beginning.get(id); other; other = this.#beginning.get(id)) await other.done
    let letNext: (() => void) | undefined
    const done = new Promise<void>((resolve) => (letNext = resolve))
    this.#beginning.set(id, { isNudged: false, done })
    try {
      return await work()
    } finally {
      this.#beginning.delete(id)
      letNext?.()
    }
  }

  begin(options: Omit<ProducerOptions, 'graceMs' | 'queueChars'>): Producer {
    const { id, onEnd } = options
    const producer = new Producer({
      ...options,
      graceMs: this.#limits.detachedGraceMs,
      queueChars: this.#limits.storeQueueChars,
      onEnd: (end) => {
        this.#ended.set(producer, performance.now())
        this.pulse.remove(producer)
        onEnd(end)
      },
    })
    // A refused run of the same id may linger.
    const before = this.#producers.get(id)
    if (before) this.#ended.delete(before)
    this.#producers.set(id, producer)
    this.pulse.add(producer)
    this.pulse.add(this)
    if (this.#beginning.get(id)?.isNudged) producer.nudge()
    return producer
  }

  /** The view of a run that the store knows: the producer's own, or one that follows the log. */
  async follow(id: string, status: RunStatus): Promise<RunView> {
    const producer = this.producer(id)
    if (producer && producer.view.epoch === status.epoch) return producer.view
    let follower = this.#followers.get(id)
    // A refused run was begun again: what came of it before is nobody's answer any more.
    if (follower?.view.end && follower.view.epoch < status.epoch) {
      follower.close()
      follower = undefined
    }
    if (!follower) {
      const created = new Follower(id, status, this.#store, () => {
        this.pulse.remove(created)
        if (this.#followers.get(id) === created) this.#followers.delete(id)
      })
      follower = created
      this.#followers.set(id, follower)
      this.pulse.add(follower)
    }
    // A view that lags behind the reader's own place must not look like a gap.
    await follower.catchUp(status)
    return follower.view
  }

  /** What comes of a run, as the body of a response. */
  read(view: RunView, { cursor = START, mayReset, onClose }: NewReader): ReadableStream<Uint8Array> {
    const { pingMs, readerStallMs, readerLagChars } = this.#limits
    const reader = new Reader(view, {
      cursor,
      mayReset,
      pingMs,
      stallMs: readerStallMs,
      lagChars: readerLagChars,
      readOlder: (id, after) => this.#catchUp(() => this.#store.read(id, after, CATCH_UP_ENTRIES)),
      onClose: (dropped) => {
        this.pulse.remove(reader)
        this.#readers.delete(reader)
        onClose(dropped)
      },
    })
    this.#readers.add(reader)
    this.pulse.add(reader)
    return new ReadableStream(reader, { highWaterMark: 1 })
  }

  onPulse(nowMs: number): void {
    for (const [producer, endedMs] of this.#ended) {
      if (nowMs - endedMs < LINGER_MS) continue
      this.#ended.delete(producer)
      const { id } = producer.view
      if (this.#producers.get(id) === producer) this.#producers.delete(id)
    }
    if (this.#producers.size === 0) this.pulse.remove(this)
  }

  close(): void {
    for (const follower of this.#followers.values()) follower.close()
    for (const reader of this.#readers) reader.leave()
  }
}
