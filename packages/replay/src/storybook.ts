import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

export type { Fault, FaultParams, ServedExchange } from './faults/fault.js'
export type { SeekTarget } from './player/playerState.js'
export type {
  RecordedEnd,
  RecordedRead,
  RecordedRequest,
  RecordedResponse,
  Recording,
  RecordingEvent,
  RecordingHeader,
  UnknownEntry,
} from './recording/recording.js'
export type { StreamMoment } from './storybook/moment.js'
export type { StoryStream } from './storybook/StoryPlayer.js'
export type { RecordingSource, StreamParameters } from './storybook/streamParameters.js'
export type { TimedRead, Timeline, TimelineEnd } from './timeline.js'

/**
 * For Storybook, which reads it where `addons` names `@rivulet/replay/storybook`: adds the panel to its manager.
 * @see https://storybook.js.org/docs/addons/writing-presets
 */
export function managerEntries(entries: readonly string[] = []): string[] {
  return [...entries, part('manager')]
}

/** For Storybook, likewise: adds the decorator that plays `parameters.stream` to the preview. */
export function previewAnnotations(entries: readonly string[] = []): string[] {
  return [...entries, part('preview')]
}

/** A file beside this one, in the sources as in what is published. */
function part(name: string): string {
  return fileURLToPath(new URL(`./storybook/${name}${extname(import.meta.url)}`, import.meta.url))
}
