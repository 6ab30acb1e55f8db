const REDACTED = '[redacted]'

/**
 * A stream that passes bytes on as they come, with every occurrence of `secret` replaced, however the bytes are cut.
 * Only bytes that could be the beginning of the secret are held back, so a chunk that holds none of it leaves whole.
 * @param secret printable ASCII
 */
export function redactStream(secret: string): TransformStream<Uint8Array, Uint8Array> {
  let held = ''
  return new TransformStream({
    transform(chunk, controller) {
      // latin1 keeps every byte as it is, whatever the encoding of the text.
      const text = redact(held + Buffer.from(chunk).toString('latin1'), secret)
      const keep = beginningAtEnd(text, secret)
      held = text.slice(text.length - keep)
      if (text.length > keep) controller.enqueue(Buffer.from(text.slice(0, text.length - keep), 'latin1'))
    },
    flush(controller) {
      if (held) controller.enqueue(Buffer.from(held, 'latin1'))
    },
  })
}

export function redact(text: string, secret: string): string {
  return text.replaceAll(secret, REDACTED)
}

/** The length of the longest beginning of `secret` that `text` ends with. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length
  }
  return 0
}
