import type { Player } from '../player/player.js'
import type { PlayerTimeline } from '../player/playerState.js'
import { FAULTS } from '../faults/faults.js'
import { parseFaults } from '../faults/parseFaults.js'
import { formatAddress } from './streamAddress.js'
import type { StoryPlayer } from './StoryPlayer.js'
import type { ChosenFault, CurrentEvent, StreamReport, StreamTimeline } from './streamEvents.js'

/** What the panel draws its timeline of. */
export function timelineOf(storyId: string, { player, recording }: StoryPlayer): StreamTimeline {
  const { durationMs, exchanges } = player.timeline
  return {
    storyId,
    label: recording.header.label,
    durationMs,
    exchanges: exchanges.map(({ events: _events, headers: _headers, request: _request, ...marks }) => marks),
    faultKinds: FAULTS.map(({ make: _make, ...about }) => about),
  }
}

/** Where a story's stream is now. */
export function reportOf(storyId: string, story: StoryPlayer): StreamReport {
  const { player, listener, problem, address, faults } = story
  const { speed, target: _target, ...state } = player.state
  return {
    storyId,
    state: { ...state, positionMs: player.positionMs },
    speed: speed === Infinity ? 'instant' : speed,
    held: story.getSnapshot().isHeld,
    event: currentEvent(player),
    message: state.reads.played === 0 ? undefined : listener.message,
    faults: problem === undefined ? chosen(faults) : [],
    problem,
    address: formatAddress(address),
  }
}

/** A long stream has many, and every frame asks for one. */
const orderedEvents = new WeakMap<PlayerTimeline, readonly Omit<CurrentEvent, 'number'>[]>()

function currentEvent({ state, timeline }: Player): CurrentEvent | undefined {
  const number = state.events.played
  const events = orderedEvents.get(timeline) ?? eventsOf(timeline)
  orderedEvents.set(timeline, events)
  const event = events[number - 1]
  return event && { number, ...event }
}

function eventsOf({ exchanges }: PlayerTimeline): Omit<CurrentEvent, 'number'>[] {
  return exchanges
    .flatMap((exchange) => exchange.events.map(({ atMs, token, text }) => ({ exchange: exchange.number, atMs, token, text })))
    .toSorted((one, other) => one.atMs - other.atMs)
}

function chosen(faults: string): ChosenFault[] {
  return parseFaults(faults).map(({ name, params }) => ({ name, params }))
}
