import { addons } from 'storybook/preview-api'
import { reportOf, timelineOf } from './reporting.js'
import { keepAddress } from './shownAddress.js'
import type { StoryPlayer } from './StoryPlayer.js'
import { EVENTS, type StreamOrder } from './streamEvents.js'

/** Tells the panel of a story's stream, at most once a frame, and does what it orders, for as long as the story is shown. */
export function connectPanel(storyId: string, story: StoryPlayer, left: AbortSignal): void {
  const channel = addons.getChannel()
  let told: unknown
  let frame = 0

  const tell = () => {
    frame = 0
    const { timeline, state } = story.player
    keepAddress(storyId, story.address)
    if (timeline !== told) channel.emit(EVENTS.timeline, timelineOf(storyId, story))
    told = timeline
    channel.emit(EVENTS.report, reportOf(storyId, story))
    // Between two reads only the position changes, and nobody calls.
    if (state.playing && !state.waiting) tellSoon()
  }
  const tellSoon = () => {
    frame ||= requestAnimationFrame(tell)
  }
  const tellAll = () => {
    told = undefined
    tellSoon()
  }
  const obey = ({ storyId: asked, command }: StreamOrder) => {
    if (asked === storyId) story.run(command)
  }

  channel.on(EVENTS.ask, tellAll)
  channel.on(EVENTS.command, obey)
  const leave = story.subscribe(tellSoon)
  tellSoon()
  left.addEventListener('abort', () => {
    channel.off(EVENTS.ask, tellAll)
    channel.off(EVENTS.command, obey)
    leave()
    cancelAnimationFrame(frame)
    channel.emit(EVENTS.gone, { storyId })
  })
}
