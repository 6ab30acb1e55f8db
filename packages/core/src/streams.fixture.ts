import * as fc from 'fast-check'

/** One chunk as it stands on the wire, before anything vouches for it. */
export type WireChunk = Record<string, unknown> & { choices: { index: number; delta: Record<string, unknown>; [field: string]: unknown }[] }

/** An answer as OpenAI's API would stream it, and how its bytes look. */
export interface WellFormed {
  chunks: readonly WireChunk[]
  body: string
}

/** Text in fragments, of all that Unicode has; now and then what could become a tag, an event or JSON. */
const fragments = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom('<think>', '</think>', 'data: ', '[DONE]', '\n\n', '{}', '"', '\\', 'null', '😀', '\uFEFF') },
  ),
  { minLength: 1, maxLength: 6 },
)

/** Cuts a text into pieces of the lengths given, and the rest. */
const inPieces = (text: string, lengths: readonly number[]): string[] => {
  const pieces: string[] = []
  let from = 0
  for (const length of lengths) pieces.push(text.slice(from, (from += length)))
  return [...pieces, text.slice(from)].filter((piece) => piece !== '')
}

const args = fc
  .tuple(
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
  )
  .map(([value, lengths]) => inPieces(JSON.stringify(value), lengths))

const tokenLogprob = fc.record({
  token: fc.string({ maxLength: 4 }),
  logprob: fc.double({ min: -20, max: 0, noNaN: true }).filter((value) => !Object.is(value, -0)),
  bytes: fc.option(fc.array(fc.nat(255), { maxLength: 3 })),
  top_logprobs: fc.constant([]),
})

const toolCalls = fc.array(fc.record({ name: fc.stringMatching(/^[a-z_]{1,8}$/), args }), { minLength: 1, maxLength: 3 })

type Step = { delta: Record<string, unknown>; logprobs?: unknown }

/** What one choice says, delta by delta. */
const steps: fc.Arbitrary<Step[]> = fc
  .record({
    opening: fc.constantFrom(
      { role: 'assistant', content: '' },
      { role: 'assistant', content: '', refusal: null },
      { role: 'assistant', content: null },
    ),
    kind: fc.constantFrom('content', 'refusal', 'tools', 'content and tools'),
    texts: fragments,
    logprobs: fc.option(fc.array(fc.array(tokenLogprob, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 })),
    calls: toolCalls,
    base: fc.nat(1_000_000),
  })
  .map(({ opening, kind, texts, logprobs, calls, base }) => {
    const field = kind === 'refusal' ? 'refusal' : 'content'
    const said =
      kind === 'tools'
        ? []
        : texts.map((text, at): Step => ({
            delta: { [field]: text },
            ...(logprobs && { logprobs: { content: null, refusal: null, [field]: logprobs[at % logprobs.length] } }),
          }))
    const called = kind.includes('tools')
      ? calls.flatMap((call, index) => toSteps(call.name, call.args, index, `call_${base}_${index}`))
      : []
    return [{ delta: opening }, ...said, ...called]
  })

const toSteps = (name: string, pieces: readonly string[], index: number, id: string): Step[] => [
  { delta: { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] } },
  ...pieces.map((piece) => ({ delta: { tool_calls: [{ index, function: { arguments: piece } }] } })),
]

const usage = fc.record({ prompt_tokens: fc.nat(9999), completion_tokens: fc.nat(9999) }).map((counts) => ({
  ...counts,
  total_tokens: counts.prompt_tokens + counts.completion_tokens,
}))

const framing = fc.record({
  end: fc.constantFrom('\n', '\r\n', '\r'),
  comments: fc.boolean(),
  done: fc.boolean(),
})

/** Streams as OpenAI's API sends them: several choices in turns, text, refusals, tool calls, log probabilities, usage; in every framing of the standard. */
export const wellFormed: fc.Arbitrary<WellFormed> = fc
  .record({
    envelope: fc.record(
      {
        id: fc.stringMatching(/^chatcmpl-[a-z0-9]{1,8}$/),
        created: fc.integer({ min: 1, max: 2 ** 31 }),
        model: fc.constantFrom('gpt-5', 'm'),
        system_fingerprint: fc.constantFrom('fp_1', 'fp_2'),
        service_tier: fc.constantFrom('default', 'auto'),
      },
      { requiredKeys: ['id', 'created', 'model'] },
    ),
    choices: fc.array(fc.tuple(steps, fc.constantFrom('stop', 'length', 'content_filter', 'tool_calls')), { minLength: 1, maxLength: 3 }),
    turns: fc.infiniteStream(fc.nat(2)),
    usage: fc.option(usage),
    framing,
  })
  .map(({ envelope, choices, turns, usage: counts, framing: how }) => {
    const toChunk = (list: WireChunk['choices'], more: object = {}): WireChunk => ({
      ...envelope,
      object: 'chat.completion.chunk',
      choices: list,
      ...more,
    })
    const queues = choices.map(([list, reason], index) => [
      ...list.map(({ delta, logprobs = null }) => toChunk([{ index, delta, logprobs, finish_reason: null }])),
      toChunk([{ index, delta: {}, logprobs: null, finish_reason: reason }]),
    ])
    const chunks: WireChunk[] = []
    for (let left = queues; left.length > 0; left = left.filter((queue) => queue.length > 0)) {
      const next = left[(turns.next().value as number) % left.length]?.shift()
      if (next) chunks.push(next)
    }
    if (counts) chunks.push(toChunk([], { usage: counts }))
    return { chunks, body: frame(chunks, how) }
  })

interface Framing {
  end: string
  comments: boolean
  done: boolean
}

/** The body of a stream. */
export function frame(chunks: readonly unknown[], { end, comments, done }: Framing = { end: '\n', comments: false, done: true }): string {
  const events = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}${end}${end}`)
  return [...events, ...(done ? [`data: [DONE]${end}${end}`] : [])].join(comments ? `: ping${end}${end}` : '')
}

/** Any places; `toCuts` brings them into a stream. */
export const places: fc.Arbitrary<number[]> = fc.array(fc.nat(), { maxLength: 12 })

/** Places within a stream of `length` bytes, in order. */
export const toCuts = (anywhere: readonly number[], length: number): number[] =>
  anywhere.map((place) => place % (length + 1)).toSorted((a, b) => a - b)
