import type { PlayerTimeline, SeekTarget } from '../player/playerState.js'

/**
 * Where a story is held: `waiting`, just before the first read; a number from 0 to 1, that share of the time in which the reads came; a time
 * in milliseconds, or just after so many reads, events or tokens; `end`. `live` is not held: it plays from the beginning.
 */
export type StreamMoment = 'waiting' | 'end' | 'live' | number | SeekTarget

/** The moment as a player is sent to it. */
export function toTarget(moment: StreamMoment, timeline: PlayerTimeline): SeekTarget {
  if (typeof moment === 'object') return moment
  if (moment === 'live') return { read: 0 }
  const { durationMs, exchanges } = timeline
  if (moment === 'end') return { ms: durationMs }
  const firstMs = exchanges.flatMap(({ reads }) => reads.slice(0, 1)).at(0)?.atMs ?? durationMs
  return { ms: moment === 'waiting' ? firstMs - 1 : firstMs + (durationMs - firstMs) * moment }
}

/** `end`, `token:37`, `ms:1200`: for an address. */
export function formatMoment(moment: StreamMoment): string {
  if (typeof moment !== 'object') return typeof moment === 'number' ? `share:${moment}` : moment
  return Object.entries(moment)
    .map(([unit, count]) => `${unit}:${count}`)
    .join()
}

/** What `formatMoment` made; undefined where the text is no moment. */
export function parseMoment(text: string): StreamMoment | undefined {
  if (text === 'waiting' || text === 'end' || text === 'live') return text
  const [, unit, digits] = /^(ms|read|event|token|share):(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (unit === undefined) return undefined
  return unit === 'share' ? Math.min(Number(digits), 1) : ({ [unit]: Number(digits) } as unknown as SeekTarget)
}
