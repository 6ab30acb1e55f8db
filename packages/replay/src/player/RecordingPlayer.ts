import { systemClock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import { exchangesOf, type RecordedExchange } from '../recording/exchanges.js'
import { createPicker, type FetchArguments, type PickedExchange } from '../recording/pickExchange.js'
import type { Recording } from '../recording/recording.js'
import { signalOf } from '../recording/signalOf.js'
import { OpenExchange } from './OpenExchange.js'
import { Playhead } from './Playhead.js'
import { addTotals, itemsUntil, makePlan, NO_TOTALS, type Plan, type Totals } from './plan.js'
import { planExchange } from './planExchange.js'
import type { Player, PlayerOptions } from './player.js'
import type { PlayerState, PlayerTimeline, SeekTarget } from './playerState.js'

/** How long the end is shown before a loop starts over. */
const LOOP_PAUSE_MS = 1000

/** What the client is given from one beginning on. */
interface Generation {
  readonly number: number
  readonly leave: AbortController
  readonly pick: (...asked: FetchArguments) => Promise<PickedExchange>
  readonly fetch: typeof fetch
}

/** The player of `createPlayer`: gives items of a plan out in their order, when the playhead, a step or a seek reaches them. */
export class RecordingPlayer implements Player {
  readonly #options: PlayerOptions
  readonly #recorded: readonly RecordedExchange[]
  readonly #faults: FaultOptions
  readonly #playhead: Playhead
  readonly #listeners = new Set<() => void>()
  /** What is foreseen of a client that asks for nothing twice. */
  readonly #foreseen: Plan
  #plan: Plan
  #generation: Generation
  /** What the client of this generation has asked for. */
  #open: OpenExchange[] = []
  #played: Totals = NO_TOTALS
  /** The latest time of all that was given out. */
  #givenMs = 0
  #loop: boolean
  #isPlaying = false
  #target: SeekTarget | undefined
  #state: PlayerState | undefined

  constructor(recording: Recording, options: PlayerOptions) {
    const { faults, seed, clock = systemClock, speed = 1, loop = false } = options
    this.#options = options
    this.#recorded = exchangesOf(recording)
    this.#faults = { faults, seed }
    this.#playhead = new Playhead(clock, speed)
    this.#loop = loop
    this.#foreseen = makePlan(this.#recorded, [], this.#faults)
    this.#plan = this.#foreseen
    this.#generation = this.#begin(1)
  }

  get fetch(): typeof fetch {
    return this.#generation.fetch
  }

  get timeline(): PlayerTimeline {
    return this.#plan.timeline
  }

  get positionMs(): number {
    const latestMs = this.#next?.next?.atMs ?? this.timeline.durationMs
    return Math.max(this.#givenMs, Math.min(this.#playhead.positionMs, latestMs))
  }

  get state(): PlayerState {
    this.#state ??= this.#describe()
    return this.#state
  }

  readonly getSnapshot = (): PlayerState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  play(): void {
    if (this.#hasEnded) this.#startOver(undefined)
    this.#isPlaying = true
    this.#goOn()
  }

  pause(): void {
    this.#isPlaying = false
    this.#goOn()
  }

  step(by: 'read' | 'event' | 'token' = 'read'): void {
    this.#isPlaying = false
    this.#playhead.stop(this.positionMs)
    for (let next = this.#next; next; next = this.#next) {
      const item = next.next
      this.#give(next)
      if (item?.kind === 'read' && (by === 'read' || (by === 'event' ? item.events : item.tokens) > 0)) break
    }
    this.#goOn()
  }

  seek(target: SeekTarget): void {
    const counts = itemsUntil(this.#plan, target)
    if (this.#open.some(({ given }, index) => given > (counts[index] ?? 0))) this.#startOver(target)
    this.#target = target
    this.#goOn()
  }

  setSpeed(speed: number): void {
    this.#playhead.setSpeed(speed, this.positionMs)
    this.#goOn()
  }

  setLoop(loop: boolean): void {
    this.#loop = loop
    this.#goOn()
  }

  close(): void {
    this.#isPlaying = false
    this.#generation.leave.abort(new DOMException('The player was closed.', 'AbortError'))
    this.#goOn()
  }

  #begin(number: number): Generation {
    const generation: Generation = {
      number,
      leave: new AbortController(),
      pick: createPicker(this.#recorded, this.#faults),
      fetch: (input, init) => this.#answer(generation, input, init),
    }
    return generation
  }

  #startOver(target: SeekTarget | undefined): void {
    const left = this.#generation
    this.#plan = this.#foreseen
    this.#open = []
    this.#played = NO_TOTALS
    this.#givenMs = 0
    this.#target = target
    this.#playhead.stop(0)
    this.#generation = this.#begin(left.number + 1)
    left.leave.abort(new DOMException('The player started over: take its fetch anew.', 'AbortError'))
  }

  async #answer(generation: Generation, ...[input, init]: FetchArguments): Promise<Response> {
    const { leave, pick } = generation
    const own = signalOf(input, init)
    const signal = own ? AbortSignal.any([own, leave.signal]) : leave.signal
    signal.throwIfAborted()
    const picked = await pick(input, init)
    leave.signal.throwIfAborted()
    const exchange = this.#openExchange(picked)
    return exchange.answer(signal, this.#options.clock ?? systemClock, () => this.#leave(exchange))
  }

  /** The client has left the exchange: nothing more of it is given out. */
  #leave(exchange: OpenExchange): void {
    if (!this.#open.includes(exchange)) return
    exchange.leave()
    this.#goOn()
  }

  /** Begins the exchange that the client asked for. */
  #openExchange(picked: PickedExchange): OpenExchange {
    const isIdle = !this.#next
    let planned = this.#plan.exchanges[this.#open.length]
    if (planned?.picked.index !== picked.index) {
      const served = this.#open.map((open) => open.planned)
      planned = planExchange(picked, served.at(-1))
      this.#plan = makePlan(this.#recorded, [...served, planned], this.#faults)
    }
    const exchange = new OpenExchange(planned)
    if (isIdle) this.#playhead.stop(Math.max(this.positionMs, planned.marks.requestedAtMs))
    this.#open.push(exchange)
    this.#goOn()
    return exchange
  }

  /** Whose turn it is: of the exchanges that the client has asked for, the one with the earliest item. */
  get #next(): OpenExchange | undefined {
    let next: OpenExchange | undefined
    for (const exchange of this.#open) {
      if (exchange.next && exchange.next.atMs < (next?.next?.atMs ?? Infinity)) next = exchange
    }
    return next
  }

  get #hasEnded(): boolean {
    return this.#open.length === this.#plan.exchanges.length && !this.#next
  }

  #give(exchange: OpenExchange): void {
    const item = exchange.next
    if (!item) return
    this.#givenMs = Math.max(this.#givenMs, item.atMs)
    this.#played = addTotals(this.#played, [item])
    exchange.give()
  }

  /** Gives out what is due now, and waits for what is due next. Ends every change, so that it tells the listeners. */
  #goOn(): void {
    this.#reachTarget()
    const isRunning = this.#isPlaying && !this.#generation.leave.signal.aborted
    if (isRunning) this.#giveDue()
    const next = this.#next
    if (isRunning && next?.next) {
      this.#playhead.moveOnTo(next.next.atMs, () => {
        this.#give(next)
        this.#goOn()
      })
    } else this.#playhead.stop(this.positionMs)
    if (isRunning && this.#loop && this.#hasEnded) {
      this.#playhead.wait(LOOP_PAUSE_MS, () => {
        this.#startOver(undefined)
        this.#goOn()
      })
    }
    this.#state = undefined
    for (const listener of this.#listeners) listener()
  }

  #giveDue(): void {
    for (let next = this.#next; next?.next && next.next.atMs <= this.#playhead.reachMs; next = this.#next) this.#give(next)
  }

  #reachTarget(): void {
    const target = this.#target
    if (!target) return
    const counts = itemsUntil(this.#plan, target)
    this.#open.forEach((exchange, index) => {
      while (exchange.next && exchange.given < (counts[index] ?? 0)) this.#give(exchange)
    })
    if (counts.some((count, index) => (this.#open[index]?.reachable(count) ?? count) > (this.#open[index]?.given ?? 0))) return
    this.#playhead.stop('ms' in target ? target.ms : this.#givenMs)
    this.#target = undefined
  }

  #describe(): PlayerState {
    const hasEnded = this.#hasEnded
    const { totals } = this.#plan
    const { reads, events, tokens } = this.#played
    return {
      generation: this.#generation.number,
      positionMs: this.positionMs,
      durationMs: this.timeline.durationMs,
      playing: this.#isPlaying && !hasEnded,
      ended: hasEnded,
      waiting: !hasEnded && !this.#next,
      target: this.#target,
      speed: this.#playhead.speed,
      loop: this.#loop,
      exchange: this.#open.length,
      exchanges: this.#plan.exchanges.length,
      reads: { played: reads, total: totals.reads },
      events: { played: events, total: totals.events },
      tokens: { played: tokens, total: totals.tokens },
    }
  }
}
