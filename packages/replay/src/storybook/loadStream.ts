import type { Recording } from '../recording/recording.js'
import { PARAMETER } from './streamEvents.js'
import { loadRecording, type StreamParameters } from './streamParameters.js'

/** The same for as long as the story's parameters are: Storybook loads anew each time it renders. */
const recordings = new WeakMap<StreamParameters, Promise<Recording>>()

/** Loads the recording of a story that has one, before the story is rendered. */
export async function loadStream({
  parameters,
}: {
  readonly parameters: Readonly<Record<string, unknown>>
}): Promise<{ streamRecording?: Recording }> {
  const stream = parameters[PARAMETER] as StreamParameters | undefined
  if (!stream) return {}
  const loading = recordings.get(stream) ?? loadRecording(stream)
  recordings.set(stream, loading)
  return { streamRecording: await loading }
}
