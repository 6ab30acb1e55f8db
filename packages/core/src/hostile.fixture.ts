import * as fc from 'fast-check'
import { readQuirks, readRecordings } from './shared.fixture.js'
import { wellFormed } from './streams.fixture.js'

const FIELDS = [
  'id object created model choices usage error detail x_groq cost index delta message finish_reason logprobs role',
  'content refusal reasoning reasoning_content reasoning_details tool_calls function_call audio annotations type',
  'text thinking function custom input name arguments status code prompt_tokens',
].flatMap((names) => names.split(' '))

/** Keys that merging must not trip over, and those that reading looks at. */
const key = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'then', 'length', '0'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...FIELDS),
  },
)

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'x', '{}', '[]', '[DONE]', '<think>', '\ud83d', '\ude00', 'stop', 'error', 'assistant'),
  fc.constantFrom(0, 1, -1, -0, 0.5, 127, 128, 1e9, 2 ** 53, 1e308, -1e308, 4294967295),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

// Own properties whatever they are called: JSON.parse makes `__proto__` one too.
const toObject = (entries: readonly (readonly [string, unknown])[]): unknown =>
  JSON.parse(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`)

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 5 }).map(toObject),
  ),
}))

/** One value far down in lists or objects. */
const deep = fc
  .tuple(fc.integer({ min: 1, max: 500 }), leaf, fc.constantFrom(['[', ']'] as const, ['{"a":', '}'] as const))
  .map(([depth, value, [open, close]]): unknown => JSON.parse(`${open.repeat(depth)}${JSON.stringify(value)}${close.repeat(depth)}`))

const anything = fc.oneof({ weight: 20, arbitrary: tree }, { weight: 1, arbitrary: deep })

const record = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> => {
  const each = Object.entries(fields).map(([name, value]) =>
    fc.option(
      value.map((made) => [name, made] as const),
      { nil: undefined },
    ),
  )
  const more = fc.array(fc.tuple(key, anything), { maxLength: 2 })
  return fc.tuple(fc.tuple(...each), more).map(([own, others]) => toObject([...own.filter((entry) => entry !== undefined), ...others]))
}

/** A value of the type that the API promises, or any other. */
const mostly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: anything })

const index = mostly(fc.oneof(fc.nat(2), leaf))
const words = mostly(fc.string({ maxLength: 5 }))
const called = mostly(record({ name: words, arguments: words, input: words }))
const call = mostly(record({ index, id: words, type: words, function: called, custom: called }))
const delta = mostly(
  record({
    role: words,
    content: words,
    refusal: words,
    reasoning_content: words,
    reasoning: words,
    reasoning_details: anything,
    tool_calls: mostly(fc.array(call, { maxLength: 3 })),
    function_call: called,
  }),
)
const choice = mostly(
  record({ index, delta, message: delta, finish_reason: mostly(fc.constantFrom(null, 'stop', 'tool_calls', '')), logprobs: anything }),
)

/** Chunks in shape, with anything at all in their fields. */
export const hostileChunk: fc.Arbitrary<unknown> = record({
  id: words,
  created: anything,
  choices: mostly(fc.array(choice, { maxLength: 3 })),
  usage: anything,
  error: fc.constantFrom(null, {}),
})

const event = fc.oneof(
  { weight: 6, arbitrary: hostileChunk.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4 }).map((json) => `data: ${json}\n\n`) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }).map((json) => `${json}\n`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'data: [DONE]\n\n',
      'event: error\n',
      'event: ping\n',
      'error: boom\n',
      ': ping\n',
      'data: data: ',
      'retry: 1\n',
      'id: 1\n',
      '\r',
      '<html>',
      '\uFEFF',
    ),
  },
)

const encode = (text: string) => new TextEncoder().encode(text)

/** Bodies of events that no gateway should send. */
export const hostileBody: fc.Arbitrary<Uint8Array> = fc.array(event, { maxLength: 8 }).map((events) => encode(events.join('')))

export const randomBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 200 })

const streams = [...readQuirks().map(({ body }) => encode(body)), ...readRecordings().map(({ bytes }) => bytes)]

/** Streams of real gateways and of the catalogue, or generated ones where those are absent. */
export const realBody: fc.Arbitrary<Uint8Array> =
  streams.length > 0 ? fc.constantFrom(...streams) : wellFormed.map(({ body }) => encode(body))

type Change = (parts: Uint8Array[], at: number, to: number, value: number) => void

const CHANGES: readonly Change[] = [
  (parts, at, _to, value) =>
    (parts[at] = parts[at]!.map((byte, place) => (place === value % parts[at]!.length ? byte ^ (1 << (value % 8)) : byte))),
  (parts, at) => void parts.splice(at, 1),
  (parts, at, to) => void parts.splice(to, 0, parts[at]!),
  (parts, at, to) => ([parts[at], parts[to]] = [parts[to]!, parts[at]!]),
  (parts, at, to) => void parts.splice(Math.min(at, to)),
]

/** Cuts bytes after each place where `isEnd` holds, keeping every byte. */
function partsOf(bytes: Uint8Array, isEnd: (at: number) => boolean): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at++) if (isEnd(at)) parts.push(bytes.subarray(from, (from = at + 1)))
  if (from < bytes.length) parts.push(bytes.subarray(from))
  return parts
}

/** Real streams with bytes, lines or events flipped, deleted, doubled, exchanged or cut off. */
export const mutatedBody: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    realBody,
    fc.array(
      fc.record({
        unit: fc.constantFrom('byte', 'line', 'event'),
        change: fc.nat(CHANGES.length - 1),
        at: fc.nat(),
        to: fc.nat(),
        value: fc.nat(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([body, changes]) =>
    changes.reduce((bytes, { unit, change, at, to, value }) => {
      const isLine = (place: number) => bytes[place] === 10
      // A byte is a part of its own between what is before and after it; all others need no parts.
      const near = new Set([at % bytes.length, (at % bytes.length) - 1, to % bytes.length, (to % bytes.length) - 1])
      const parts = partsOf(
        bytes,
        unit === 'byte' ? (place) => near.has(place) : unit === 'line' ? isLine : (place) => isLine(place) && isLine(place - 1),
      )
      if (parts.length === 0) return bytes
      CHANGES[change]!(parts, at % parts.length, to % parts.length, value)
      return Uint8Array.from(Buffer.concat(parts))
    }, body),
  )
