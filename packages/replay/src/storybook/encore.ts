import { RecordingError } from '../recording/recordingError.js'
import type { Recording } from '../recording/recording.js'
import { replay } from '../recording/replay.js'

/** Answers as `fetch` does for as long as the recording lasts, and then from its beginning, at its own pace: to a question more, or a retry. */
export function encore(fetch: typeof globalThis.fetch, recording: Recording): typeof globalThis.fetch {
  let answer = fetch
  return async (input, init) => {
    try {
      return await answer(input, init)
    } catch (error) {
      if (!(error instanceof RecordingError && error.code === 'exhausted')) throw error
      answer = replay(recording)
      return answer(input, init)
    }
  }
}
