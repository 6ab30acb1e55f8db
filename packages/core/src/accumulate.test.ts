import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAccumulator, type ChatCompletionChunk, type ChunkDelta } from './index.js'

const chunk = (delta: ChunkDelta, index = 0, more: Partial<ChatCompletionChunk> = {}): ChatCompletionChunk => ({
  id: 'c',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm',
  choices: [{ index, delta, finish_reason: null }],
  ...more,
})

const details = (words: string) => ({ reasoning_details: [{ index: 0, text: words }] }) as ChunkDelta

describe('snapshots', () => {
  test('are the same object until something changes', () => {
    const accumulator = createAccumulator()
    accumulator.push(chunk({ role: 'assistant', content: 'a' }))
    const { completion, version } = accumulator
    expect(accumulator.completion).toBe(completion)
    accumulator.push(chunk({}))
    accumulator.push(chunk({ content: '' }))
    expect(accumulator.version).toBe(version)
    expect(accumulator.completion).toBe(completion)
    accumulator.push(chunk({ content: 'b' }))
    expect(accumulator.version).toBeGreaterThan(version)
    expect(accumulator.completion).not.toBe(completion)
    expect(completion.choices[0]?.message.content).toBe('a')
  })

  test('share what did not change', () => {
    const accumulator = createAccumulator()
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
    accumulator.push(
      chunk({
        tool_calls: [
          { index: 0, id: 'a', function: { name: 'f', arguments: '{' } },
          { index: 1, id: 'b', function: { name: 'g', arguments: '{' } },
        ],
      }),
    )
    accumulator.push(chunk({ content: 'x' }, 1, { usage, citations: ['s'] } as Partial<ChatCompletionChunk>))
    const before = accumulator.completion
    accumulator.push(chunk({ tool_calls: [{ index: 1, function: { arguments: '}' } }] }))
    const after = accumulator.completion
    expect(after.usage).toBe(before.usage)
    expect(after.extra).toBe(before.extra)
    expect(after.choices[1]).toBe(before.choices[1])
    const [first, second] = after.choices[0]?.message.tool_calls ?? []
    expect(first).toBe(before.choices[0]?.message.tool_calls?.[0])
    expect(second).toMatchObject({ function: { arguments: '{}' } })
    expect(before.choices[0]?.message.tool_calls?.[1]).toMatchObject({ function: { arguments: '{' } })
  })

  test('given out before are not changed by what comes later', () => {
    const accumulator = createAccumulator()
    accumulator.push(chunk(details('a')))
    const before = structuredClone(accumulator.completion)
    const held = accumulator.completion
    accumulator.push(chunk(details('b')))
    expect(held).toEqual(before)
    expect(accumulator.completion.choices[0]?.message).toMatchObject({ reasoning_details: [{ index: 0, text: 'ab' }] })
  })

  test('copy of a long list only what came since the one before', () => {
    const accumulator = createAccumulator()
    const logprobs = { content: [{ token: 'a', bytes: [97], logprob: -1, top_logprobs: [] }], refusal: null }
    const copied = new Set<unknown>()
    for (let count = 1; count <= 2000; count++) {
      accumulator.push(chunk({}, 0, { choices: [{ index: 0, delta: {}, logprobs, finish_reason: null }] }))
      if (count % 40 === 0) for (const token of accumulator.completion.choices[0]?.logprobs?.content ?? []) copied.add(token)
    }
    expect(copied.size).toBe(2000)
  })

  test('share of a long list what comes before its first change', () => {
    const accumulator = createAccumulator()
    const parts = (indices: readonly number[]) =>
      accumulator.push(chunk({ reasoning_details: indices.map((index) => ({ index, text: 'a' })) } as ChunkDelta))
    const built = () =>
      (accumulator.completion.choices[0]?.message as { reasoning_details?: object[] } | undefined)?.reasoning_details ?? []
    parts(Array.from({ length: 100 }, (_, index) => index))
    const before = built()
    parts([80, 60, 100])
    const after = built()
    expect(before.every((part) => (part as { text: string }).text === 'a')).toBe(true)
    expect(after.map((part) => (part as { text: string }).text)).toEqual(
      Array.from({ length: 101 }, (_, at) => (at === 60 || at === 80 ? 'aa' : 'a')),
    )
    expect(after.findIndex((part, at) => part !== before[at])).toBe(60)
  })

  test('are the same however often they are read, and stay as they were', () => {
    const part = fc.record(
      { index: fc.option(fc.nat(60), { nil: undefined }), text: fc.string(), ids: fc.array(fc.nat(), { maxLength: 40 }) },
      { requiredKeys: ['text'] },
    )
    const deltas = fc.array(fc.tuple(fc.array(part, { maxLength: 40 }), fc.boolean()), { maxLength: 8 })
    fc.assert(
      fc.property(deltas, (all) => {
        const [read, unread] = [createAccumulator(), createAccumulator()]
        const snapshots: [snapshot: unknown, then: unknown][] = []
        for (const [parts, isRead] of all) {
          for (const accumulator of [read, unread]) accumulator.push(chunk({ vendor: { parts } } as ChunkDelta))
          if (isRead) snapshots.push([read.completion, structuredClone(read.completion)])
        }
        expect(read.completion).toEqual(unread.completion)
        for (const [snapshot, then] of snapshots) expect(snapshot).toEqual(then)
      }),
    )
  })

  test('take text without reading it: a push costs the same however long the answer is', () => {
    const accumulator = createAccumulator()
    for (let count = 0; count < 200_000; count++) accumulator.push(chunk({ content: 'ab' }))
    expect(accumulator.completion.choices[0]?.message.content).toHaveLength(400_000)
  })

  test('take one chunk of many fields or parts in time that grows with its size alone', () => {
    const accumulator = createAccumulator()
    const size = 40_000
    const fields = Object.fromEntries(Array.from({ length: size }, (_, at) => [`field_${at}`, at]))
    accumulator.push(chunk({}, 0, fields))
    const parts = Array.from({ length: size }, (_, index) => ({ index, text: 'a' }))
    accumulator.push(chunk({ reasoning_details: parts } as ChunkDelta))
    accumulator.push(chunk({ reasoning_details: parts } as ChunkDelta))
    accumulator.push(chunk({ tool_calls: parts.map(({ index }) => ({ index, function: { arguments: '' } })) }))
    accumulator.push(
      chunk({}, 0, { choices: parts.map(({ index }) => ({ index: size - index, delta: { content: 'a' }, finish_reason: null })) }),
    )
    const { extra, choices } = accumulator.completion
    expect(extra).toEqual(fields)
    expect(choices).toHaveLength(size + 1)
    expect(choices.map(({ index }) => index)).toEqual(Array.from({ length: size + 1 }, (_, index) => index))
    const message = choices[0]?.message as { reasoning_details?: unknown; tool_calls?: unknown } | undefined
    expect(message?.reasoning_details).toEqual(parts.map((part) => ({ ...part, text: 'aa' })))
    expect(message?.tool_calls).toHaveLength(size)
  })

  test('share the fields of the gateway until one changes, and given out ones stay as they were', () => {
    const accumulator = createAccumulator()
    accumulator.push(chunk({ content: 'a' }, 0, { citations: ['s'] } as Partial<ChatCompletionChunk>))
    const { extra } = accumulator.completion
    accumulator.push(chunk({ content: 'b' }))
    expect(accumulator.completion.extra).toBe(extra)
    accumulator.push(chunk({}, 0, { region: 'eu' } as Partial<ChatCompletionChunk>))
    expect(extra).toEqual({ citations: ['s'] })
    expect(accumulator.completion.extra).toEqual({ citations: ['s'], region: 'eu' })
  })
})

test('of a field that repeats it keeps one label, and of one that grows the whole text', () => {
  const accumulator = createAccumulator()
  for (const word of ['one ', 'two ', 'two']) accumulator.push(chunk({ channel: 'final', note: word } as ChunkDelta))
  expect(accumulator.completion.choices[0]?.message).toMatchObject({ channel: 'final', note: 'one two two' })
})

test('a choice that has nothing yet is there, whether or not the completion was read before it came', () => {
  const accumulator = createAccumulator()
  accumulator.push(chunk({ content: 'a' }))
  const { version, completion } = accumulator
  expect(completion.choices).toHaveLength(1)
  accumulator.push(chunk({}, 1))
  expect(accumulator.version).toBeGreaterThan(version)
  expect(accumulator.completion.choices).toHaveLength(2)
})

test('an empty refusal refuses nothing', () => {
  const accumulator = createAccumulator()
  accumulator.push(chunk({ content: 'a', refusal: '' }))
  expect(accumulator.completion.choices[0]?.message.refusal).toBeNull()
  accumulator.push(chunk({ refusal: 'No' }))
  accumulator.push(chunk({ refusal: '' }))
  expect(accumulator.completion.choices[0]?.message.refusal).toBe('No')
})
