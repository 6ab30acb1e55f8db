import type { RecordedRead } from './recording.js'

const encoder = new TextEncoder()

/** The bytes of a recorded read, as they came over the network. */
export function decodeRead([, , kind, value]: RecordedRead): Uint8Array<ArrayBuffer> {
  return kind === 'data' ? encoder.encode(value) : Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
}
