import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileBody, mutatedBody, randomBytes, realBody } from './hostile.fixture.js'
import {
  createPartialJson,
  isChatError,
  parseChatStream,
  readChat,
  readEvents,
  type ChatCompletionChunk,
  type ReadOptions,
} from './index.js'
import { holds, propertyTimeout } from './properties.fixture.js'
import { cutAt } from './splits.fixture.js'
import { frame, places, toCuts, wellFormed, type WireChunk } from './streams.fixture.js'

const encode = (text: string) => new TextEncoder().encode(text)
const timeout = propertyTimeout

const anyBody = fc.oneof(
  wellFormed.map(({ body }) => encode(body)),
  realBody,
  hostileBody,
  mutatedBody,
  randomBytes,
)

const options: fc.Arbitrary<ReadOptions> = fc.record({
  rules: fc.record({ 'think-tags': fc.boolean() }),
  n: fc.constantFrom(undefined, 1, 2),
  limits: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.record({
        eventChars: fc.integer({ min: 50, max: 500 }),
        bodyBytes: fc.integer({ min: 100, max: 5000 }),
        toolCalls: fc.nat(2),
      }),
    },
  ),
})

/** The chunks of a stream, and the error that ended it. */
async function readChunks(source: AsyncIterable<Uint8Array>, how: ReadOptions) {
  const chunks: ChatCompletionChunk[] = []
  try {
    for await (const chunk of parseChatStream(source, how)) chunks.push(chunk)
  } catch (error) {
    if (!isChatError(error)) throw error
    return { chunks, error: error.toJSON() }
  }
  return { chunks }
}

/** The events of a stream with all that is told beside them, in order, and the error that ended it. */
async function readAllTold(source: AsyncIterable<Uint8Array>, maxEventChars: number) {
  const told: unknown[] = []
  const beside = (name: string) => (value: unknown) => told.push([name, value])
  try {
    for await (const event of readEvents(source, {
      maxEventChars,
      onComment: beside('comment'),
      onId: beside('id'),
      onRetry: beside('retry'),
    }))
      told.push(event)
  } catch (error) {
    if (!isChatError(error)) throw error
    told.push(error.code)
  }
  return told
}

test('readChat and parseChatStream give the same for any split of any bytes', { timeout }, () =>
  holds(fc.tuple(anyBody, places, options), async ([bytes, anywhere, how]) => {
    const cuts = toCuts(anywhere, bytes.length)
    expect(await readChat(cutAt(bytes, cuts), how)).toEqual(await readChat(cutAt(bytes, []), how))
    expect(await readChunks(cutAt(bytes, cuts), how)).toEqual(await readChunks(cutAt(bytes, []), how))
  }),
)

test('readEvents gives the same for any split of any bytes', { timeout }, () =>
  holds(fc.tuple(anyBody, places, fc.integer({ min: 10, max: 10_000 })), async ([bytes, anywhere, maxEventChars]) => {
    const whole = await readAllTold(cutAt(bytes, []), maxEventChars)
    const split = await readAllTold(cutAt(bytes, toCuts(anywhere, bytes.length)), maxEventChars)
    const hasFailed = whole.includes('limit')
    for (const kind of ['event', 'comment', 'retry', ...(hasFailed ? [] : ['id'])]) {
      // The id of an event that is too long is told where the whole of it came at once, and not where its reading ended before it did.
      expect(ofKind(split, kind)).toEqual(ofKind(whole, kind))
    }
  }),
)

const ofKind = (told: readonly unknown[], kind: string) =>
  told.filter((item) => (Array.isArray(item) ? item[0] === kind : kind === 'event'))

const almostJson = fc.oneof(
  fc.json({ maxDepth: 4, stringUnit: 'binary' }),
  fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'u', '0', 'e', '1', '-', '.', ' ', 'true', 'null') }),
  fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(([json, at, more]) => json.slice(0, at % json.length) + more + json.slice(at % json.length)),
)

test('createPartialJson comes to the same for any split of any text', { timeout }, () =>
  holds(
    fc.tuple(almostJson, places, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4 })),
    ([text, anywhere, maxChars, maxDepth]) => {
      const whole = createPartialJson({ maxChars, maxDepth })
      whole.push(text)
      const split = createPartialJson({ maxChars, maxDepth })
      let from = 0
      for (const cut of [...toCuts(anywhere, text.length), text.length]) split.push(text.slice(from, (from = cut)))
      expect([split.state, split.value]).toEqual([whole.state, whole.value])
    },
  ),
)

/** Chunks on the wire: of generated streams, or those of real ones that are plain events. */
const anyChunks = fc.oneof(
  wellFormed.map(({ chunks }) => chunks),
  realBody.map((bytes) =>
    [...new TextDecoder().decode(bytes).matchAll(/^data: (\{.*\})$/gm)]
      .map(([, json]) => parse(json!))
      .filter((chunk) => chunk !== undefined),
  ),
)

function parse(json: string): WireChunk | undefined {
  try {
    const chunk = JSON.parse(json) as WireChunk
    return Array.isArray(chunk.choices) ? chunk : undefined
  } catch {
    return undefined
  }
}

const TEXTS = ['content', 'reasoning_content', 'refusal']

/** Puts the rest of one text of a chunk into a chunk of its own. Undefined where the chunk has no plain text. */
function splitText(chunk: WireChunk, at: number): [WireChunk, WireChunk] | undefined {
  const [choice] = chunk.choices
  const [field] = TEXTS.filter((name) => typeof choice?.delta?.[name] === 'string' && choice.delta[name] !== '')
  if (!choice || !field || chunk.choices.length > 1) return undefined
  // One of two sources of reasoning counts, and which one is decided delta by delta.
  if (field === 'reasoning_content' && (choice.delta['reasoning'] ?? choice.delta['reasoning_details'])) return undefined
  const text = choice.delta[field] as string
  const { id, object, created, model } = chunk
  const cut = at % (text.length + 1)
  const first = { ...chunk, choices: [{ ...choice, delta: { ...choice.delta, [field]: text.slice(0, cut) }, finish_reason: null }] }
  const { index, finish_reason } = choice
  const second = { id, object, created, model, choices: [{ index, delta: { [field]: text.slice(cut) }, finish_reason }] }
  return [first, second]
}

test('the text of a delta spread over two changes nothing, also within a character', { timeout }, () =>
  holds(
    fc.tuple(anyChunks, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }), fc.boolean()),
    async ([chunks, cuts, thinkTags]) => {
      const rules = { 'think-tags': thinkTags }
      const spread: WireChunk[] = [...chunks]
      for (const [at, place] of cuts) {
        const two = spread.length > 0 && splitText(spread[at % spread.length]!, place)
        if (two) spread.splice(at % spread.length, 1, ...two)
      }
      const read = (list: readonly WireChunk[]) => readChat(cutAt(encode(frame(list)), []), { rules })
      expect(await read(spread)).toEqual(await read(chunks))
    },
  ),
)
