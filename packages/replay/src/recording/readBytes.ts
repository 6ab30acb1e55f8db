import type { RecordingEvent } from './recording.js'

const encoder = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A read as the recording holds it: its text where the bytes are whole, valid UTF-8, else base64. */
export function encodeRead(bytes: Uint8Array): ['data' | 'bytes', string] {
  try {
    return ['data', strictUtf8.decode(bytes)]
  } catch {
    return ['bytes', btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))]
  }
}

/** The bytes of a read again. */
export function decodeRead([, , kind, value]: Extract<
  RecordingEvent,
  readonly [number, number, 'data' | 'bytes', string]
>): Uint8Array<ArrayBuffer> {
  return kind === 'data' ? encoder.encode(value) : Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
}
