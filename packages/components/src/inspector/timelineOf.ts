import type { InspectedEvent, InspectedRun, InspectedStep } from './InspectedRun.js'

/** One row of a run's timeline: a step or an event. */
export type TimelineRow =
  | { readonly key: string; readonly step: InspectedStep; readonly event?: undefined }
  | { readonly key: string; readonly event: InspectedEvent; readonly step?: undefined }

/** What happened in a run, in the order of time: at the same moment a step comes before its events, and what closes the run after them. */
export function timelineOf({ steps, events, droppedEvents = 0 }: InspectedRun): TimelineRow[] {
  const rows: TimelineRow[] = []
  let at = 0
  for (const [index, step] of steps.entries()) {
    for (let event = events[at]; event && isBefore(event, step); event = events[++at]) rows.push({ key: `e${droppedEvents + at}`, event })
    rows.push({ key: `s${index}`, step })
  }
  for (let event = events[at]; event; event = events[++at]) rows.push({ key: `e${droppedEvents + at}`, event })
  return rows
}

function isBefore(event: InspectedEvent, { atMs, kind }: InspectedStep): boolean {
  return event.atMs < atMs || (event.atMs === atMs && (kind === 'end' || kind === 'close'))
}
