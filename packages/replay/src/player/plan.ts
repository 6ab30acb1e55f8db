import type { FaultOptions } from '../faults/applyFaults.js'
import type { RecordedExchange } from '../recording/exchanges.js'
import { type PickedExchange, withFaults } from '../recording/pickExchange.js'
import { type PlannedExchange, type PlannedItem, planExchange } from './planExchange.js'
import type { PlayerTimeline, SeekTarget } from './playerState.js'

/** All that a player is going to give out, as far as it can be known before the client asks. */
export interface Plan {
  readonly exchanges: readonly PlannedExchange[]
  /** Of all exchanges, in the order of their times, each with the place of its exchange. */
  readonly items: readonly (PlannedItem & { readonly exchange: number })[]
  readonly timeline: PlayerTimeline
  readonly totals: Totals
}

/** How many of each there are. */
export interface Totals {
  readonly reads: number
  readonly events: number
  readonly tokens: number
}

export const NO_TOTALS: Totals = { reads: 0, events: 0, tokens: 0 }

export function addTotals(totals: Totals, items: readonly PlannedItem[]): Totals {
  let { reads, events, tokens } = totals
  for (const item of items) {
    if (item.kind === 'read') reads += 1
    events += item.events
    tokens += item.tokens
  }
  return { reads, events, tokens }
}

/** More refusals than these in a row are taken for refusals without end. */
const MAX_REFUSALS = 20

/**
 * Plans the exchanges that were served and those that are still to come: each of the recording once, and once more for every time that a
 * fault intercepts it. Whether a client asks again for what broke shows only when it does.
 */
export function makePlan(recorded: readonly RecordedExchange[], served: readonly PlannedExchange[], options: FaultOptions): Plan {
  const exchanges = [...served]
  const last = served.at(-1)?.picked
  const first = last ? last.index + (last.answer?.withheld === 'intercepted' ? 0 : 1) : 0
  for (let index = first; index < recorded.length; index += 1) {
    for (const picked of predict(recorded, index, options, exchanges.length + 1)) exchanges.push(planExchange(picked, exchanges.at(-1)))
    if (exchanges.at(-1)?.picked.answer?.withheld === 'intercepted') break
  }
  const items = exchanges.flatMap((planned, exchange) => planned.items.map((item) => ({ ...item, exchange })))
  return {
    exchanges,
    items: items.toSorted((one, other) => one.atMs - other.atMs),
    totals: addTotals(NO_TOTALS, items),
    timeline: {
      durationMs: Math.max(0, ...exchanges.map(({ marks }) => marks.endedAtMs)),
      exchanges: exchanges.map(({ marks }) => marks),
    },
  }
}

/** The requests that it takes to be given an exchange; one refusal where they would never end. */
function predict(recorded: readonly RecordedExchange[], index: number, options: FaultOptions, request: number): PickedExchange[] {
  const exchange = recorded[index]
  if (!exchange) return []
  const picked: PickedExchange[] = []
  while (picked.length < MAX_REFUSALS) {
    const next = withFaults(exchange, index, options, request + picked.length)
    picked.push(next)
    if (next.answer?.withheld !== 'intercepted') return picked
  }
  return picked.slice(0, 1)
}

/** How many items of each exchange come by the moment. */
export function itemsUntil({ items, exchanges }: Plan, target: SeekTarget): number[] {
  const counts = exchanges.map(() => 0)
  for (const { exchange } of items.slice(0, 'ms' in target ? untilMs(items, target.ms) : untilCount(items, target)))
    counts[exchange] = (counts[exchange] ?? 0) + 1
  return counts
}

function untilMs(items: Plan['items'], ms: number): number {
  const later = items.findIndex(({ atMs }) => atMs > ms)
  return later === -1 ? items.length : later
}

/** With the read that makes as many whole as are wanted; all where there are not so many. */
function untilCount(items: Plan['items'], target: Exclude<SeekTarget, { ms: number }>): number {
  const wanted = 'token' in target ? target.token : 'event' in target ? target.event : target.read
  let count = 0
  let until = 0
  for (const [index, { kind, events, tokens }] of items.entries()) {
    if (count >= wanted) break
    const more = 'token' in target ? tokens : 'event' in target ? events : Number(kind === 'read')
    count += more
    if (more > 0) until = index + 1
  }
  return count < wanted ? items.length : until
}
