import { expect, test } from 'vitest'
import { redactStream } from './redact.ts'

const SECRET = 'sk-sk-secret'

async function through(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
  return new Response(source.pipeThrough(redactStream(SECRET))).text()
}

test('strikes the secret wherever the bytes are cut, and keeps every other byte', async () => {
  const text = `één ${SECRET} 字 sk-${SECRET}${SECRET} sk-sk-secre sk-`
  const bytes = new TextEncoder().encode(text)
  const expected = text.replaceAll(SECRET, '[redacted]')
  const outcomes = await Promise.all(Array.from({ length: bytes.length + 1 }, (_, cut) => through([bytes.slice(0, cut), bytes.slice(cut)])))
  expect(new Set(outcomes)).toEqual(new Set([expected]))
  expect(await through([...bytes].map((byte) => Uint8Array.of(byte)))).toBe(expected)
})

test('holds back nothing that cannot become the secret', async () => {
  const { readable, writable } = redactStream(SECRET)
  const writer = writable.getWriter()
  const reader = readable.getReader()
  const event = 'data: {"choices":[]}\n\n'
  void writer.write(new TextEncoder().encode(event))
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toBe(event)
  await reader.cancel()
})
