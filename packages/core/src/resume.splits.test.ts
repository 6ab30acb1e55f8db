import { beforeEach, describe, expect, test } from 'vitest'
import { clientOf, request, stream } from './gateway.fixture.js'
import type { ChatClient, ChatCompletionChunk, ChatResult } from './index.js'
import { isLong, propertyTimeout } from './properties.fixture.js'
import { done, draw, frame, framesOf, notice, reply } from './relay.fixture.js'
import { describeShared, readRecordings } from './shared.fixture.js'

/** So many runs are under way at once. */
const AT_ONCE = 8

let client: ChatClient
let frames: readonly string[] = []

/** Gives one event and a part of the next on each connection, and then cuts it: as the request says, a proxy would in the one way, a fault in the other. */
beforeEach(async () => {
  client = await clientOf(({ headers, method }, response) => {
    if (headers['x-plain'])
      return stream(
        response,
        frames
          .filter((text) => !text.includes('"rivulet"'))
          .map((text) => `${text}\n\n`)
          .join(''),
      )
    const isWhole = headers['x-cut'] === undefined
    const after = Number([headers['last-event-id']].flat()[0]?.split('.')[1] ?? 0)
    const whole = method === 'POST' ? after : after + 1
    const part = Math.max(0, Math.min(Number(headers['x-cut']), Buffer.byteLength(draw(frames.slice(0, whole + 1), whole)) - 1))
    const bytes = Buffer.byteLength(draw(frames.slice(0, whole), after)) + part
    reply(response, draw(frames, after), isWhole ? {} : { bytes, last: headers['x-last'] === 'end' ? 'end' : 'destroy' })
  })
})

interface Read {
  result: ChatResult
  chunks: ChatCompletionChunk[]
}

async function readAll(headers: Record<string, string> = {}): Promise<Read> {
  const run = client.stream(request, { headers })
  const chunks: ChatCompletionChunk[] = []
  try {
    for await (const chunk of run) chunks.push(chunk)
  } catch {
    // The result tells.
  }
  return { result: await run.result, chunks }
}

/** Reads a run again and again, each of its events cut at so many places in turn: it must come out as from the gateway itself. */
async function expectSame(of: readonly string[], places: number): Promise<void> {
  frames = of
  const whole = await readAll()
  expect(whole, 'uncut').toEqual(await readAll({ 'x-plain': 'true' }))
  const longest = Math.max(...frames.map((_, at) => Buffer.byteLength(draw(frames.slice(0, at + 1), at))))
  const step = Math.max(1, longest / places)
  const cuts = Array.from({ length: Math.ceil(longest / step) }, (_, at) => Math.floor(at * step))
  const queue = cuts.flatMap((cut, at) => (isLong ? ['end', 'destroy'] : [at % 2 === 0 ? 'end' : 'destroy']).map((last) => ({ cut, last })))
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { cut, last } = next
      expect(await readAll({ 'x-cut': String(cut), 'x-last': last }), `cut by ${last} ${cut} bytes into each event`).toEqual(whole)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** As little as a chunk may be: every byte of it is a place to cut. */
const choice = (fields: object, finish_reason: string | null = null) => frame({ choices: [{ delta: fields, finish_reason }] })
const call = (index: number, args: string, more: object = {}) => choice({ tool_calls: [{ index, function: { arguments: args, ...more } }] })

/** In the long suite every byte. */
const every = (places: number) => (isLong ? Infinity : places)

describe('a run whose connections are cut within each event comes out the same', () => {
  test('of text, in characters of several bytes and of two halves in two events', async () => {
    await expectSame(
      [
        choice({ role: 'assistant' }),
        choice({ content: 'Grüße, ' }),
        choice({ content: '\ud83d' }),
        choice({ content: '\ude00 世界' }),
        choice({}, 'stop'),
        done,
      ],
      Infinity,
    )
  })

  test('of two tool calls without ids of their own', async () => {
    await expectSame(
      [call(0, '{"a":', { name: 'look' }), call(0, '"ü"}'), call(1, '{}', { name: 'go' }), choice({}, 'tool_calls'), done],
      every(40),
    )
  })

  test('of an error after text', async () => {
    await expectSame([choice({ content: 'Hel' }), frame({ error: { message: 'overloaded', code: 503 } })], every(40))
  })
})

/** What a relay makes of a gateway's events: a run has an end, and nothing after it. */
const toRun = (events: string[]) =>
  events.includes(done) ? events.slice(0, events.indexOf(done) + 1) : [...events, notice({ state: 'cut' })]

describeShared('recordings of real gateways, cut within each event, come out the same', () => {
  const recordings = readRecordings().map(({ name, bytes }) => ({ name, frames: toRun(framesOf(new TextDecoder().decode(bytes))) }))
  const short = recordings.filter((recording) => isLong || recording.frames.length < 12)
  test.each(short)('$name', async (recording) => expectSame(recording.frames, isLong ? 12 : 2), propertyTimeout)
})
