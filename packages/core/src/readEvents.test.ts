import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readEvents, type ServerSentEvent } from './index.js'

// Cases of the standard and of the web platform tests lie beside the repository; without them these tests are skipped.
const cases = new URL('../../../../shared/sse/conformance.json', import.meta.url)

interface Case {
  name: string
  inputHex: string
  events: ServerSentEvent[]
  retry: number | null
  lastEventId: string
}

async function* split(bytes: Uint8Array, cut: number): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, cut)
  yield bytes.subarray(cut)
}

async function read(source: AsyncIterable<Uint8Array | string>) {
  let retry: number | null = null
  let lastEventId = ''
  const events: ServerSentEvent[] = []
  const options = { onRetry: (ms: number) => (retry = ms), onId: (id: string) => (lastEventId = id) }
  for await (const event of readEvents(source, options)) events.push(event)
  return { events, retry, lastEventId }
}

describe.skipIf(!existsSync(cases))('event streams by the standard', () => {
  const all = existsSync(cases) ? (JSON.parse(readFileSync(cases, 'utf8')) as Case[]) : []

  test.each(all)('$name, for every split in two', async ({ inputHex, events, retry, lastEventId }) => {
    const bytes = Uint8Array.from(Buffer.from(inputHex, 'hex'))
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await read(split(bytes, cut)), `cut at byte ${cut}`).toEqual({ events, retry, lastEventId })
    }
  })
})

test('comments are told, and events are not held back for them', async () => {
  const comments: string[] = []
  const events = readEvents(split(new TextEncoder().encode(': one\ndata: a\n\n:two\n'), 3), {
    onComment: (comment) => comments.push(comment),
  })
  expect(await events.next()).toEqual({ done: false, value: { type: 'message', data: 'a', lastEventId: '' } })
  expect(await events.next()).toEqual({ done: true, value: undefined })
  expect(comments).toEqual(['one', 'two'])
})

test('an event longer than the limit ends the stream with a limit error, in one piece or many', async () => {
  for (const cut of [0, 5, 12, 20]) {
    const events = readEvents(split(new TextEncoder().encode('data: a\n\ndata: 123456789\n\n'), cut), { maxEventChars: 8 })
    expect((await events.next()).value?.data).toBe('a')
    await expect(events.next()).rejects.toMatchObject({ code: 'limit' })
    expect(await events.next()).toEqual({ done: true, value: undefined })
  }
})

test('leaving the loop closes the source', async () => {
  let closed = false
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: a\n\n')),
    cancel() {
      closed = true
    },
  })
  for await (const { data } of readEvents(source)) {
    expect(data).toBe('a')
    break
  }
  expect(closed).toBe(true)
})

test('a source that breaks is a network error', async () => {
  const source = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new TypeError('terminated')) })
  await expect(readEvents(source).next()).rejects.toMatchObject({ code: 'network', retryable: true })
})
