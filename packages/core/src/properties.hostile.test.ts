import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileBody, hostileChunk, mutatedBody, randomBytes } from './hostile.fixture.js'
import {
  createAccumulator,
  createPartialJson,
  isChatError,
  parseChatStream,
  readChat,
  readEvents,
  type ChatCompletionChunk,
  type ChatResult,
  type ReadOptions,
} from './index.js'
import { holds, propertyTimeout } from './properties.fixture.js'
import { expectPlain } from './prototypes.fixture.js'
import { cutAt } from './splits.fixture.js'

const timeout = propertyTimeout

const options: fc.Arbitrary<ReadOptions> = fc.record({ rules: fc.record({ 'think-tags': fc.boolean() }), n: fc.constantFrom(undefined, 1) })

/** A result holds plain data, and no error but those that reading has words for. */
function expectSound(result: ChatResult): void {
  const { ending, completion } = result
  if (ending.kind === 'failed') expect(ending.error.cause).toBeUndefined()
  expect(['complete', 'truncated', 'failed']).toContain(ending.kind)
  expectPlain(result)
  for (const { index, message } of completion.choices) {
    expect(Number.isInteger(index) && index >= 0 && index < 128).toBe(true)
    expect(['string', 'object']).toContain(typeof message.content)
    for (const { id, type } of message.tool_calls ?? [])
      expect([typeof id, id !== '', type]).toEqual(['string', true, expect.stringMatching(/^(function|custom)$/)])
  }
  // Whatever came can be stored and sent on.
  expect(JSON.parse(JSON.stringify(result))).toBeTypeOf('object')
}

async function expectReadable(bytes: Uint8Array, how: ReadOptions): Promise<void> {
  expectSound(await readChat(cutAt(bytes, []), how))
  for await (const { data } of readEvents(cutAt(bytes, []))) expect(data).toBeTypeOf('string')
  try {
    for await (const chunk of parseChatStream(cutAt(bytes, []), how)) expectPlain(chunk)
  } catch (error) {
    if (!isChatError(error)) throw error
  }
}

test('random bytes throw nothing and touch no prototype', { timeout }, () =>
  holds(fc.tuple(randomBytes, options), ([bytes, how]) => expectReadable(bytes, how)),
)

test('random JSON and chunks with hostile fields throw nothing and touch no prototype', { timeout }, () =>
  holds(fc.tuple(hostileBody, options), ([bytes, how]) => expectReadable(bytes, how)),
)

test('real streams with bytes, lines or events changed, lost, doubled or exchanged throw nothing and touch no prototype', { timeout }, () =>
  holds(fc.tuple(mutatedBody, options), ([bytes, how]) => expectReadable(bytes, how)),
)

test('normalised chunks of hostile ones can be accumulated by whoever reads them, with the same result', { timeout }, () =>
  holds(fc.array(hostileChunk, { maxLength: 8 }), async (chunks) => {
    const bytes = new TextEncoder().encode(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''))
    const accumulator = createAccumulator()
    try {
      for await (const chunk of parseChatStream(cutAt(bytes, []))) {
        // What a caller stores and brings back is as good.
        accumulator.push(JSON.parse(JSON.stringify(chunk)) as ChatCompletionChunk)
        expectPlain(accumulator.completion)
      }
    } catch (error) {
      if (!isChatError(error)) throw error
    }
    expect(accumulator.completion).toEqual((await readChat(cutAt(bytes, []))).completion)
  }),
)

test('partial JSON of any text throws nothing, keeps what it had, and touches no prototype', { timeout }, () =>
  holds(
    fc.array(
      fc.oneof(
        fc.json({ maxDepth: 3 }),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('{"__proto__":', '{"constructor":', '[', '}', '"', '\\u00', '-'),
      ),
    ),
    (pieces) => {
      const json = createPartialJson()
      for (const piece of pieces) {
        const { version, state } = json
        json.push(piece)
        expectPlain(json.value)
        expect(json.version).toBeGreaterThanOrEqual(version)
        if (state !== 'open') expect(['broken', 'whole']).toContain(json.state)
      }
    },
  ),
)
