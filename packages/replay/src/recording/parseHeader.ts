import { isObject } from '../jsonObject.js'
import type { RecordingHeader } from './recording.js'
import { RecordingError } from './recordingError.js'

/** The header that line 1 holds, with every field that it has. @throws RecordingError `invalid` or `version`. */
export function parseHeader(value: unknown): RecordingHeader {
  if (!isObject(value) || value['rivulet'] === undefined) {
    throw new RecordingError(
      'invalid',
      'not the header of a recording. A recording begins with an object such as {"rivulet":1,"label":"…"}.',
      1,
    )
  }
  const { rivulet, label, gateway, startedAt } = value
  if (rivulet !== 1) {
    throw new RecordingError(
      'version',
      `the recording is of version ${JSON.stringify(rivulet)} and this package reads version 1. Update @rivulet/replay.`,
      1,
    )
  }
  for (const [name, field] of Object.entries({ label, gateway, startedAt })) {
    if (field !== undefined && typeof field !== 'string')
      throw new RecordingError('invalid', `"${name}" is not a string. Write it as text in quotes, or leave it out.`, 1)
  }
  return value as unknown as RecordingHeader
}
