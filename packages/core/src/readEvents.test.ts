import { expect, test } from 'vitest'
import { readEvents } from './index.js'
import { describeShared, readSseCases } from './shared.fixture.js'
import { readAllEvents } from './readAllEvents.fixture.js'
import { cutAt } from './splits.fixture.js'

describeShared('event streams by the standard', () => {
  test.each(readSseCases())('$name', async ({ inputHex, events, retry, lastEventId }) => {
    expect(await readAllEvents(cutAt(Buffer.from(inputHex, 'hex'), []))).toEqual({ events, retry, lastEventId })
  })
})

test('comments are told, and events are not held back for them', async () => {
  const comments: string[] = []
  const events = readEvents(cutAt(new TextEncoder().encode(': one\ndata: a\n\n:two\n'), [3]), {
    onComment: (comment) => comments.push(comment),
  })
  expect(await events.next()).toEqual({ done: false, value: { type: 'message', data: 'a', lastEventId: '' } })
  expect(await events.next()).toEqual({ done: true, value: undefined })
  expect(comments).toEqual(['one', 'two'])
})

test('lines that are no fields are told with their place among the events, wherever they are cut', async () => {
  const bytes = new TextEncoder().encode('{"a":1}\ndata: a\nerror: boom\n\r\ndata: b\n\nInternal error\r: c\nid\nunfinished')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const lines: [string, number][] = []
    const seen: string[] = []
    for await (const { data } of readEvents(cutAt(bytes, [cut]), { onLine: (line, before) => lines.push([line, before]) })) seen.push(data)
    expect(seen).toEqual(['a', 'b'])
    expect(lines).toEqual([
      ['{"a":1}', 0],
      ['error: boom', 0],
      ['Internal error', 2],
    ])
  }
})

test('an event longer than the limit ends the stream with a limit error, in one piece or many', async () => {
  for (const cut of [0, 5, 12, 20]) {
    const events = readEvents(cutAt(new TextEncoder().encode('data: a\n\ndata: 123456789\n\n'), [cut]), { maxEventChars: 8 })
    expect((await events.next()).value?.data).toBe('a')
    await expect(events.next()).rejects.toMatchObject({ code: 'limit' })
    expect(await events.next()).toEqual({ done: true, value: undefined })
  }
})

test.each([
  ['an event', 'data: a\n\ndata: 123456789\n\ndata: b\n\n'],
  ['data of several lines', 'data: a\n\ndata: 1234\ndata: 5678\n\ndata: b\n\n'],
  ['a comment', 'data: a\n\n: 34567890123456\ndata: b\n\n'],
  ['another line', 'data: a\r\n\r\n123456789012345\r\ndata: b\r\n\r\n'],
])('%s that is too long ends the stream after the events before it, wherever it is cut', async (_name, text) => {
  const bytes = new TextEncoder().encode(text)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const events = readEvents(cutAt(bytes, [cut]), { maxEventChars: 8 })
    expect((await events.next()).value?.data).toBe('a')
    await expect(events.next(), `cut at ${cut}`).rejects.toMatchObject({
      code: 'limit',
      message: expect.stringContaining('longer than 8 characters') as string,
    })
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

test('a loop that was left gives nothing of what was under way', async () => {
  let left: Promise<unknown> | undefined
  const events = readEvents(cutAt(new TextEncoder().encode(': a comment\ndata: a\n\ndata: b\n\n'), []), {
    onComment() {
      left = events.return(undefined)
    },
  })
  expect(await events.next()).toEqual({ done: true, value: undefined })
  await left
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('a stream that somebody else reads is refused at once', () => {
  const source = new ReadableStream<Uint8Array>()
  source.getReader()
  expect(() => readEvents(source)).toThrow(TypeError)
})

test('a source that breaks is a network error', async () => {
  const source = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new TypeError('terminated')) })
  await expect(readEvents(source).next()).rejects.toMatchObject({ code: 'network', retryable: true })
})
