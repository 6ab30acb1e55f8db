const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * A read as the recording holds it: its text where the bytes are whole, valid UTF-8, else base64.
 * @param clean takes secrets out of text. They are ASCII, so they are found in bytes too, taken as a letter each.
 */
export function encodeRead(bytes: Uint8Array, clean: (text: string) => string): ['data' | 'bytes', string] {
  try {
    return ['data', clean(strictUtf8.decode(bytes))]
  } catch {
    return ['bytes', btoa(clean(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))]
  }
}
