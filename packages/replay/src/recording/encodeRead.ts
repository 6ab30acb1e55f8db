const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A read as the recording holds it: its text where the bytes are whole, valid UTF-8, else base64. */
export function encodeRead(bytes: Uint8Array): ['data' | 'bytes', string] {
  try {
    return ['data', strictUtf8.decode(bytes)]
  } catch {
    return ['bytes', btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))]
  }
}
