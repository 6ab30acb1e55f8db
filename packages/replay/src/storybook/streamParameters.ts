import type { Fault } from '../faults/fault.js'
import { formatFaults } from '../faults/parseFaults.js'
import { parseRecording } from '../recording/parseRecording.js'
import type { Recording } from '../recording/recording.js'
import type { StreamMoment } from './moment.js'

/** A recording, or the text of a `*.stream.jsonl` file; also as the `default` of `import('./NAME.stream.jsonl?raw')`. */
export type RecordingSource = Recording | string | { readonly default: string }

/** What `parameters.stream` of a story says. */
export interface StreamParameters {
  /** What answers the story's client; a function is called when the story is shown. */
  readonly recording: RecordingSource | (() => RecordingSource | Promise<RecordingSource>)
  /** Where the story is held. @defaultValue 'end' */
  readonly at?: StreamMoment | undefined
  /** What goes wrong, as text (`cut:at=120`) or made by `cut()` and the like. @defaultValue none */
  readonly faults?: string | readonly Fault[] | undefined
  /** The same seed gives the same faults, byte for byte. @defaultValue 1 */
  readonly seed?: number | undefined
  /** A factor on the recorded pace, from 0.1 to 100, or `Infinity`. @defaultValue 1 */
  readonly speed?: number | undefined
  /** Plays over and over. @defaultValue false */
  readonly loop?: boolean | undefined
}

/** @throws RecordingError where the text is no recording. */
export async function loadRecording({ recording }: StreamParameters): Promise<Recording> {
  const source = await (typeof recording === 'function' ? recording() : recording)
  if (typeof source === 'string') return parseRecording(source)
  return 'default' in source ? parseRecording(source.default) : source
}

/** The story's own faults as text. */
export function ownFaults({ faults = '' }: StreamParameters): string {
  return typeof faults === 'string' ? faults : formatFaults(faults)
}
