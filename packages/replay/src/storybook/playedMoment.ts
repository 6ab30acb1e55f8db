import type { Player } from '../player/player.js'
import type { PlayerTimeline, ReadMark, SeekTarget } from '../player/playerState.js'
import type { StreamMoment } from './moment.js'
import type { StepUnit } from './streamCommand.js'

/** All reads in the order in which a player gives them. */
export function readsOf({ exchanges }: PlayerTimeline): ReadMark[] {
  return exchanges.flatMap(({ reads }) => reads).toSorted((one, other) => one.atMs - other.atMs)
}

/** Where a player is, as a moment that leads there again: by its token, where that says it all. */
export function playedMoment({ state, timeline, positionMs }: Player): StreamMoment {
  const { ended, reads, tokens } = state
  if (ended) return 'end'
  if (reads.played === 0) return { ms: Math.floor(positionMs) }
  const last = readsOf(timeline)[reads.played - 1]
  return last && last.tokens > 0 ? { token: tokens.played } : { read: reads.played }
}

/** One step back: before the read that brought the last of what is stepped by. */
export function targetBefore({ state, timeline }: Player, by: StepUnit): SeekTarget {
  const amount = (read: ReadMark) => (by === 'read' ? 1 : by === 'event' ? read.events : read.tokens)
  const amounts = readsOf(timeline).slice(0, state.reads.played).map(amount)
  const before = amounts.slice(
    0,
    Math.max(
      0,
      amounts.findLastIndex((brought) => brought > 0),
    ),
  )
  const count = before.reduce((sum, brought) => sum + brought, 0)
  return by === 'read' ? { read: count } : by === 'event' ? { event: count } : { token: count }
}
