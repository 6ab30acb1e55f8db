// Answers without measure: long ones are whole, endless ones are given up after a counted number of bytes. What is counted here is work and
// memory, never time. The long suite has the whole of it: a million deltas, and a line of 100 MB.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseChatStream, readChat, readEvents } from './index.js'

const isLong = Boolean(process.env['LONG_SUITE'])
const MB = 2 ** 20
/** What is pulled at once. */
const PIECE = 64 * 1024
const encoder = new TextEncoder()

afterEach(() => vi.restoreAllMocks())

/** A source of bytes that counts what was pulled of it, and notes that it was let go. */
function counted(pieces: Iterable<string>) {
  const state = { bytes: 0, released: false }
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for (const piece of pieces) {
        const bytes = encoder.encode(piece)
        state.bytes += bytes.length
        yield bytes
      }
    } finally {
      state.released = true
    }
  }
  return { state, source: read() }
}

const wordAt = (position: number) => `word ${position}${position % 100 === 0 ? ' "quoted"\n' : ''} `

function* deltas(count: number): Generator<string> {
  let piece = ''
  for (let position = 0; position < count; position++) {
    const choices = [{ index: 0, delta: { content: wordAt(position) }, finish_reason: null }]
    piece += `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`
}

function* line(opening: string, chars: number): Generator<string> {
  yield opening
  const piece = 'a'.repeat(PIECE)
  for (let sent = 0; sent < chars; sent += PIECE) yield piece
}

const textOf = (count: number) => Array.from({ length: count }, (_, position) => wordAt(position)).join('')

/** Counts the characters that are given to `JSON.parse` from now on. */
function countParsed() {
  const { parse } = JSON
  const parsed = { chars: 0 }
  vi.spyOn(JSON, 'parse').mockImplementation((text: string): unknown => {
    parsed.chars += text.length
    return parse(text)
  })
  return parsed
}

/** Bytes of what lives: after everything else was collected. */
function createHeap() {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
}

describe(`${isLong ? '1,000,000' : '200,000'} deltas`, { timeout: 600_000 }, () => {
  const count = isLong ? 1_000_000 : 200_000
  const limits = { bodyBytes: Infinity }

  test('make their text, and no character is parsed twice', async () => {
    const parsed = countParsed()
    const { source, state } = counted(deltas(count))
    const { completion, ending } = await readChat(source, { limits })
    expect(ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 })
    expect(completion.choices[0]?.message.content === textOf(count)).toBe(true)
    expect(parsed.chars).toBeLessThan(state.bytes)
  })

  test('are given out one by one, and none is kept', async () => {
    const heap = createHeap()
    const before = heap()
    let text = 0
    let most = 0
    let chunks = 0
    for await (const { choices } of parseChatStream(counted(deltas(count)).source, { limits })) {
      text += choices[0]?.delta.content?.length ?? 0
      if (++chunks % (count / 4) === 0) most = Math.max(most, heap() - before)
    }
    expect(chunks).toBe(count + 1)
    expect(text).toBe(textOf(count).length)
    // The text itself, and for each piece that it is joined of what V8 needs to join it; chunks would be ten times that.
    expect(most).toBeLessThan(count * 80 + 8 * MB)
  })
})

describe(`a line of ${isLong ? 100 : 20} MB`, { timeout: 600_000 }, () => {
  const chars = (isLong ? 100 : 20) * MB
  const before = 'data: {"choices":[{"index":0,"delta":{"content":"Hello"}}]}\n\n'

  test.each([
    ['an event', `${before}data: {"choices":[{"index":0,"delta":{"content":"`, 'Hello', 'limit'],
    ['a field without a name', `${before}a`, 'Hello', 'limit'],
    ['a comment', `${before}: `, 'Hello', 'limit'],
    ['a JSON body', '{"choices":[{"message":{"content":"', undefined, 'limit'],
    ['a web page', '<p>', undefined, 'html_response'],
  ])('that is %s is given up at the limit of an event, with what came before', async (_name, opening, content, code) => {
    const heap = createHeap()
    const atFirst = heap()
    const { source, state } = counted(line(opening, chars))
    const { completion, ending } = await readChat(source)
    expect(ending).toMatchObject({ kind: 'failed', error: { code, retryable: false } })
    expect(completion.choices[0]?.message.content).toBe(content)
    expect(state.released).toBe(true)
    expect(state.bytes).toBeLessThan(8 * MB + 2 * PIECE)
    // The error may be kept for long; what was read is not kept with it. Buffers are freed a little after they were collected.
    await vi.waitFor(() => expect(heap() - atFirst).toBeLessThan(2 * MB), { timeout: 10_000 })
  })

  test('is given up by readEvents too', async () => {
    const { source, state } = counted(line('data: ', chars))
    const events = readEvents(source)
    await expect(events.next()).rejects.toMatchObject({ code: 'limit' })
    expect(state.released).toBe(true)
    expect(state.bytes).toBeLessThan(8 * MB + 2 * PIECE)
  })

  test('is read whole where the limits let it, and parsed once', async () => {
    const parsed = countParsed()
    function* whole() {
      yield* line('data: {"choices":[{"index":0,"delta":{"content":"', chars)
      yield '"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
    }
    const { source, state } = counted(whole())
    const { completion, ending } = await readChat(source, { limits: { eventChars: 2 * chars, bodyBytes: 2 * chars } })
    expect(ending.kind).toBe('complete')
    expect(completion.choices[0]?.message.content).toHaveLength(chars)
    expect(parsed.chars).toBeLessThan(state.bytes + PIECE)
  })

  test('over many lines is given up at the limit of a body', async () => {
    const { source, state } = counted(deltas(chars / 100))
    const { ending } = await readChat(source, { limits: { bodyBytes: 4 * MB } })
    expect(ending).toMatchObject({ kind: 'failed', error: { code: 'limit' } })
    expect(state.bytes).toBeLessThan(4 * MB + 2 * PIECE)
  })
})
