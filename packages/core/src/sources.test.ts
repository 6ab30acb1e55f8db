import { describe, expect, test } from 'vitest'
import { errorOf, messageOf, pieces, read, silent, stop, text } from './answers.fixture.js'
import { parseChatStream, readChat, readEvents, type ChatSource } from './index.js'

const body = text('né€😀') + stop
const bytes = new TextEncoder().encode(body)

/** Written by hand: gives without promises, and its `return` too, as `for await` takes it. */
const atOnce = () => {
  const left = [stop, text('né€😀')]
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => (left.length > 0 ? { done: false, value: left.pop() } : { done: true, value: undefined }),
      return: () => ({ done: true, value: undefined }),
    }),
  } as unknown as AsyncIterable<string>
}

const cannotBeLetGo = () => {
  throw new TypeError('cannot be let go')
}

describe('an answer can be read from', () => {
  /** A stream as Safari has it: without async iteration. */
  const stream = new Response(bytes).body as ReadableStream<Uint8Array>
  const plain = { getReader: () => stream.getReader() } as unknown as ReadableStream<Uint8Array>
  const withoutStream = new Response(body)
  Object.defineProperty(withoutStream, 'body', { value: undefined })
  /** The least that an async iterable needs. */
  const least = (): AsyncIterable<string> => {
    const left = [body]
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve(left.length > 0 ? { done: false, value: left.pop() as string } : { done: true, value: undefined }),
      }),
    }
  }

  test.each<[string, ChatSource]>([
    ['text', pieces(body)],
    ['text in single characters', pieces(...Array.from(body))],
    ['text cut within a character', pieces(...body.split(''))],
    ['bytes', pieces(bytes)],
    ['single bytes', pieces(...Array.from(bytes, (byte) => Uint8Array.of(byte)))],
    ['bytes and text in turn', pieces<string | Uint8Array>(bytes.subarray(0, 40), new TextDecoder().decode(bytes.subarray(40)))],
    ['a stream', new Response(bytes).body as ReadableStream<Uint8Array>],
    ['a stream without async iteration', plain],
    ['a response', new Response(bytes)],
    ['a response without a body stream', withoutStream],
    ['an iterable without an end of its own', least()],
    ['an iterable that gives at once', atOnce()],
  ])('%s', async (_name, source) => {
    const result = await readChat(source)
    expect(messageOf(result)?.content).toBe('né€😀')
    expect(result.ending.kind).toBe('complete')
  })

  test('a response that is still open, as it comes', async () => {
    const chunks = parseChatStream(new Response(silent(text('a'))))
    expect((await chunks.next()).value).toMatchObject({ choices: [{ delta: { content: 'a' } }] })
    await chunks.return(undefined)
  })
})

test('a byte order mark at the start is none of the text, one within it is', async () => {
  for (const mark of ['\uFEFF', ''])
    for (const source of [pieces(mark + text('a\uFEFFb') + stop), pieces(new TextEncoder().encode(mark + text('a\uFEFFb') + stop))])
      expect(messageOf(await readChat(source))?.content).toBe('a\uFEFFb')
  expect(messageOf(await readChat(pieces(...Array.from(`\uFEFF${text('a')}${stop}`))))?.content).toBe('a')
  // Of two marks only the first is one.
  const twice = `\uFEFF\uFEFF${text('a')}${text('b')}${stop}`
  const fromBytes = await readChat(pieces(new TextEncoder().encode(twice)))
  expect(fromBytes).toEqual(await read(twice))
  expect(messageOf(fromBytes)?.content).toBe('b')
})

test('a character that the bytes break off in is the sign for one', async () => {
  const cut = new TextEncoder().encode('error: €').subarray(0, -1)
  expect(errorOf(await readChat(pieces(cut)))?.message).toContain('error: \uFFFD')
})

test('a source that throws at once in place of a promise has broken', async () => {
  const left = [text('a')]
  const next = () => {
    const value = left.pop()
    if (value === undefined) throw new TypeError('terminated')
    return Promise.resolve({ done: false as const, value })
  }
  const result = await readChat({ [Symbol.asyncIterator]: () => ({ next, return: cannotBeLetGo }) })
  expect(messageOf(result)?.content).toBe('a')
  expect(errorOf(result)).toMatchObject({ code: 'network', cause: { message: 'terminated' } })
})

test('a signal that was aborted before lets go of the source', async () => {
  let left = 0
  const source = () => new ReadableStream<Uint8Array>({ cancel: () => void left++ })
  const signal = AbortSignal.abort()
  expect((await readChat(new Response(source()), { signal })).ending).toEqual({ kind: 'stopped' })
  for await (const chunk of parseChatStream(source(), { signal })) expect.unreachable(JSON.stringify(chunk))
  expect(left).toBe(2)
  const locked = source()
  locked.getReader()
  expect((await readChat(locked, { signal })).ending).toEqual({ kind: 'stopped' })
})

test('leaving lets go of the source', async () => {
  let left = 0
  async function* source() {
    try {
      for (;;) yield text('a')
    } finally {
      left++
    }
  }
  for await (const { choices } of parseChatStream(source())) {
    expect(choices[0]?.delta.content).toBe('a')
    break
  }
  const least = { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: false as const, value: text('a') }) }) }
  for await (const event of readEvents(least)) {
    expect(event.type).toBe('message')
    break
  }
  const failing = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode(text('a'))),
    cancel() {
      left++
      throw new Error('cannot be let go')
    },
  })
  for await (const event of readEvents(failing)) {
    expect(event.type).toBe('message')
    break
  }
  expect(left).toBe(2)
})

describe('events', () => {
  test('tell their id from there on, and the caller each', async () => {
    const ids: string[] = []
    const stream = readEvents(pieces('data: a\n\nid: 1\ndata: b\n\ndata: c\n\nid\ndata: d\n\nid: 2\n\n'), { onId: (id) => ids.push(id) })
    const seen: unknown[] = []
    for await (const { data, lastEventId } of stream) seen.push([data, lastEventId])
    expect(seen).toEqual([
      ['a', ''],
      ['b', '1'],
      ['c', '1'],
      ['d', ''],
    ])
    expect(ids).toEqual(['1', '', '2'])
  })

  test('need nobody to tell', async () => {
    const stream = readEvents(pieces(': x\nretry: 5\nid: 1\njunk\ndata: a\n\n'))
    expect((await stream.next()).value).toEqual({ type: 'message', data: 'a', lastEventId: '1' })
    expect((await stream.next()).done).toBe(true)
  })

  test('come in order to readers that wait for several at once', async () => {
    const stream = readEvents(pieces('data: a\n\nda', 'ta: b\n\n', 'data: c\n\n'))
    const all = await Promise.all([stream.next(), stream.next(), stream.next(), stream.next()])
    expect(all.map(({ value }) => (value as { data: string } | undefined)?.data)).toEqual(['a', 'b', 'c', undefined])
  })

  test('end with an error where the source breaks, which is let go', async () => {
    const cause = new TypeError('terminated')
    let returned = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject(cause),
        return() {
          returned++
          return Promise.resolve({ done: true as const, value: undefined })
        },
      }),
    }
    await expect(readEvents(source).next()).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      cause,
      message: expect.stringContaining('The connection broke. ') as string,
    })
    expect(returned).toBe(1)
  })

  test('may be as long as the limit', async () => {
    const stream = readEvents(pieces('data: 12345678\n\n'), { maxEventChars: 8 })
    expect((await stream.next()).value).toMatchObject({ data: '12345678' })
  })
})
