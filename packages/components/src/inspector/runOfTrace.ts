import type { InspectedRun } from './InspectedRun.js'

/**
 * What a client's trace holds (`Trace` of `@rivulet/core`): the size of every event, and none of its text. `startedAtMs` is in milliseconds of the epoch,
 * `droppedEvents` counts the earlier ones that were let go.
 */
export type InspectedTrace = Required<Pick<InspectedRun, 'steps' | 'events'>> & {
  readonly startedAtMs: number
  readonly droppedEvents: number
}

/** The run that a trace tells of. `id` tells it from others, and is its beginning where none is given; `title` is what the reader knows it by. */
export function runOfTrace(trace: InspectedTrace, { id, title }: Partial<Pick<InspectedRun, 'id' | 'title'>> = {}): InspectedRun {
  const { startedAtMs, steps, events, droppedEvents } = trace
  return { id: id ?? String(startedAtMs), title, startedAtMs, steps, events, droppedEvents }
}
