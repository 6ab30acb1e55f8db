import { createChatClient } from '@rivulet/core'
import { createGateway, cut, fakeClock, toFetch, type FaultOptions } from '@rivulet/replay'
import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import {
  createObjectStream,
  ObjectStreamError,
  type JsonSchemaObjectStreamOptions,
  type ObjectStream,
  type StandardSchema,
} from '../index.js'

const stop = z.object({ at: z.string(), what: z.string(), minutes: z.number().int() })
const trip = z.object({ title: z.string(), city: z.string(), stops: z.array(stop).min(3) })

/** A client of an emulated gateway, in time that the test moves, and the bodies that it was sent. */
function gateway(faults: FaultOptions = {}) {
  const clock = fakeClock()
  const bodies: Record<string, unknown>[] = []
  const keys: (string | null)[] = []
  const serve = toFetch(createGateway({ clock, dialect: 'infery', ...faults }))
  const fetch: typeof globalThis.fetch = (input, init) => {
    bodies.push(JSON.parse(init?.body as string))
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    return serve(input, init)
  }
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch, retry: { maxRetries: 0 } })
  const frame = (commit: () => void) => {
    const abort = new AbortController()
    clock.sleep(16, abort.signal).then(commit, () => undefined)
    return () => abort.abort()
  }
  return { clock, bodies, keys, options: { client, frame, model: 'gpt-4o' } }
}

/** An event that cannot be read. */
const LOST = Symbol('lost')

interface Piece {
  content?: string
  refusal?: string
  finish_reason?: string
}

/** A client whose gateway says these pieces, each in a read of its own, and then `[DONE]` unless it is cut. */
function says(pieces: readonly (string | Piece | typeof LOST)[], isCut = false) {
  const events = pieces.map((piece) => {
    if (piece === LOST) return '{"choices":[{"delta'
    const { finish_reason = null, ...delta } = typeof piece === 'string' ? { content: piece } : piece
    return JSON.stringify({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason }],
    })
  })
  const reads = [...events, ...(isCut ? [] : ['[DONE]'])].map((data) => new TextEncoder().encode(`data: ${data}\n\n`))
  const body = () => {
    const left = [...reads]
    return new ReadableStream({
      pull(controller) {
        const read = left.shift()
        if (read) controller.enqueue(read)
        else controller.close()
      },
    })
  }
  return { client: clientOf(() => new Response(body(), { headers: { 'content-type': 'text/event-stream' } })), model: 'm', frame: atOnce }
}

function clientOf(answer: () => Response) {
  return createChatClient({ baseURL: 'https://gateway.example/v1', fetch: async () => answer(), retry: { maxRetries: 0 } })
}

function atOnce(commit: () => void) {
  commit()
  return () => {}
}

const finished: Piece = { finish_reason: 'stop' }

/** Every snapshot of a stream, in order. */
function follow<Input, Output>(stream: ObjectStream<Input, Output>) {
  const snapshots: ReturnType<typeof stream.getSnapshot>[] = []
  stream.subscribe(() => snapshots.push(stream.getSnapshot()))
  return snapshots
}

describe('an object', () => {
  it('grows while it comes, and is validated when it is whole', async () => {
    const { clock, bodies, options } = gateway()
    const onFinish = vi.fn()
    const stream = createObjectStream({ ...options, schema: trip, name: 'trip', params: { temperature: 0 }, onFinish })
    const snapshots = follow(stream)
    const { result, error, ending, usage, cost } = await clock.until(stream.submit('A day in Cairo, please.'))
    expect(trip.parse(result)).toEqual(result)
    expect({ error, ending }).toMatchObject({ error: null, ending: { kind: 'complete', finishReason: 'stop' } })
    expect(usage?.completion_tokens).toBeGreaterThan(0)
    expect(cost).toEqual({ amount: 1, unit: 'credits' })
    expect(bodies).toMatchObject([
      {
        model: 'gpt-4o',
        temperature: 0,
        messages: [{ role: 'user', content: 'A day in Cairo, please.' }],
        response_format: { type: 'json_schema', json_schema: { name: 'trip', strict: true, schema: { additionalProperties: false } } },
      },
    ])
    const phases = snapshots.map(({ phase }) => phase)
    expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual(['waiting', 'streaming', 'validating', 'idle'])
    const grown = snapshots.flatMap(({ object }) => (object ? [JSON.stringify(object).length] : []))
    expect(grown.length).toBeGreaterThan(5)
    expect(grown.toSorted((a, b) => a - b)).toEqual(grown)
    expect(stream.getSnapshot().object).toEqual(result)
    expect(onFinish.mock.calls).toEqual([[result]])
  })

  it('keeps the identity of what did not change', async () => {
    const { clock, options } = gateway()
    const stream = createObjectStream({ ...options, schema: trip })
    const snapshots = follow(stream)
    await clock.until(stream.submit('A day'))
    const growing = snapshots.filter(({ phase, object }) => phase === 'streaming' && (object?.stops?.length ?? 0) > 2)
    const distinct = (part: (snapshot: (typeof snapshots)[number]) => unknown) => new Set(growing.map(part)).size
    expect(distinct(({ object }) => object)).toBeGreaterThan(2)
    expect(distinct(({ object }) => object?.stops?.[2])).toBeGreaterThan(2)
    expect(distinct(({ object }) => object?.stops?.[0])).toBe(1)
  })

  it('is asked for with whole messages, each time under a key of its own', async () => {
    const { clock, bodies, keys, options } = gateway()
    const stream = createObjectStream({ ...options, schema: trip })
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'A day' },
    ] as const
    await clock.until(stream.submit(messages))
    await clock.until(stream.submit(messages))
    expect(bodies.map((body) => body['messages'])).toEqual([messages, messages])
    expect(new Set(keys).size).toBe(2)
    expect(keys).not.toContain(null)
  })

  const schemas: [string, StandardSchema<unknown, { city: string; days: number }>][] = [
    ['zod', z.object({ city: z.string(), days: z.number() })],
    ['valibot', toStandardJsonSchema(v.object({ city: v.string(), days: v.number() }))],
    ['arktype', type({ city: 'string', days: 'number' })],
  ]
  it.each(schemas)('may be described by %s', async (_library, schema) => {
    const { clock, options } = gateway()
    const { result } = await clock.until(createObjectStream({ ...options, schema }).submit('A day'))
    expect(result).toEqual({ city: 'Cairo', days: expect.any(Number) })
    const refused = await createObjectStream({ ...says(['{"city":1,"days":2}', finished]), schema }).submit('A day')
    expect(refused).toMatchObject({ result: undefined, object: { city: 1 }, error: { code: 'schema', issues: [{ path: ['city'] }] } })
  })

  it('may be described by a plain JSON Schema with a validate', async () => {
    const plain: JsonSchemaObjectStreamOptions<number> = {
      ...says(['{"n":', '41}', finished]),
      schema: { type: 'object', properties: { n: { type: 'integer' } } },
      validate: async (value) => (value as { n: number }).n + 1,
    }
    expect(await createObjectStream(plain).submit('n?')).toMatchObject({ object: { n: 41 }, result: 42, error: null })
    const refusing = createObjectStream({
      ...plain,
      validate: () => {
        throw new RangeError('too small')
      },
    })
    expect(await refusing.submit('n?')).toMatchObject({ error: { code: 'schema', issues: [{ message: 'too small', path: [] }] } })
  })

  it('is what the schema makes of it, while `object` is what the model wrote', async () => {
    const schema = z.object({ at: z.string().transform((text) => new Date(text)), days: z.number().default(2) })
    const stream = createObjectStream({ ...says(['{"at":"2026-01-', '02"}', finished]), schema })
    expect(await stream.submit('When?')).toMatchObject({ object: { at: '2026-01-02' }, result: { at: new Date('2026-01-02'), days: 2 } })
  })
})

describe('text that is no bare JSON', () => {
  const schema = z.object({ code: z.string() })
  const json = JSON.stringify({ code: '```js\n1\n```' })

  it.each([
    ['a fence', '```json\n', '\n```'],
    ['a fence without a language', '```\n', '```\n'],
    ['words around a fence', 'Here you are:\n\n```json\n', '\n```\nAnything else?'],
    ['space', ' \n', '\n '],
  ])('%s is unwrapped, also while it comes', async (_name, before, after) => {
    const stream = createObjectStream({ ...says([before, json.slice(0, 12), json.slice(12), after, finished]), schema })
    const snapshots = follow(stream)
    expect(await stream.submit('Code?')).toMatchObject({ result: JSON.parse(json), text: before + json + after, error: null })
    expect(snapshots.map(({ object }) => object?.code)).toContain('```')
  })

  it('has no object, and its text is kept', async () => {
    const onError = vi.fn()
    const stream = createObjectStream({ ...says(['I would ', 'rather not.', finished]), schema, onError })
    const { error, ...rest } = await stream.submit('Code?')
    expect(rest).toMatchObject({ object: undefined, result: undefined, text: 'I would rather not.', phase: 'idle' })
    expect(error).toBeInstanceOf(ObjectStreamError)
    expect(error).toMatchObject({ code: 'invalid_json', issues: [], message: expect.not.stringContaining('rather') })
    expect(onError.mock.calls).toEqual([[error]])
  })
})

describe('an answer that is not whole', () => {
  const schema = z.object({ city: z.string(), days: z.number() })

  it.each<[string, (string | Piece)[], boolean]>([
    ['its length', ['{"city":"Os', { finish_reason: 'length' }], false],
    ['its length, in other words', ['{"city":"Os', { finish_reason: 'max_tokens' }], false],
    ['a filter', ['{"city":"Os', { finish_reason: 'content_filter' }], false],
    ['the connection', ['{"city":"Os'], true],
  ])('cut by %s is incomplete, and what came is kept', async (_name, pieces, isCut) => {
    const snapshot = await createObjectStream({ ...says(pieces, isCut), schema }).submit('Where?')
    expect(snapshot).toMatchObject({ object: { city: 'Os' }, result: undefined, text: '{"city":"Os', error: { code: 'incomplete' } })
  })

  it('after its last brace is whole', async () => {
    const snapshot = await createObjectStream({ ...says(['{"city":"Oslo","days":3}'], true), schema }).submit('Where?')
    expect(snapshot).toMatchObject({ result: { city: 'Oslo', days: 3 }, error: null, ending: { kind: 'truncated' } })
  })

  it('because a part was lost is incomplete, though its JSON is whole', async () => {
    const lossy = says(['{"city":"O', LOST, 'slo","days":3}', finished])
    const snapshot = await createObjectStream({ ...lossy, schema }).submit('Where?')
    expect(snapshot).toMatchObject({ result: undefined, ending: { lostEvents: 1 }, error: { code: 'incomplete' } })
  })

  it('because the model refused says so in its words', async () => {
    const snapshot = await createObjectStream({ ...says([{ refusal: 'I cannot help with that.' }, finished]), schema }).submit('Where?')
    expect(snapshot.error).toMatchObject({ code: 'refusal', message: expect.stringContaining('I cannot help with that.') })
  })

  it('because the gateway failed has the gateway’s error', async () => {
    const client = clientOf(() => Response.json({ error: { message: 'no credit' } }, { status: 402 }))
    const onError = vi.fn()
    const onFinish = vi.fn()
    const snapshot = await createObjectStream({ client, model: 'm', schema, onError, onFinish }).submit('Where?')
    expect(snapshot).toMatchObject({ ending: { kind: 'failed' }, error: { name: 'ChatError', code: 'payment' }, phase: 'idle' })
    expect(onError.mock.calls).toEqual([[snapshot.error]])
    expect(onFinish).not.toHaveBeenCalled()
  })

  it('because the gateway broke off keeps what came', async () => {
    const { clock, options } = gateway({ faults: [cut({ token: 12 })] })
    const snapshot = await clock.until(createObjectStream({ ...options, schema: trip }).submit('A day'))
    expect(snapshot.text.length).toBeGreaterThan(0)
    expect(snapshot).toMatchObject({ object: { title: expect.any(String) }, result: undefined, error: { code: 'incomplete' } })
  })
})

describe('stop', () => {
  it('keeps what came, and nothing that is late changes it', async () => {
    const { clock, options } = gateway()
    const callback = vi.fn()
    const stream = createObjectStream({ ...options, schema: trip, onFinish: callback, onError: callback })
    const submitted = stream.submit('A day')
    await clock.until(
      new Promise<void>((resolve) => {
        stream.subscribe(() => stream.getSnapshot().text.length > 30 && resolve())
      }),
    )
    const stopping = stream.stop()
    const stopped = stream.getSnapshot()
    expect(stopped).toMatchObject({ phase: 'idle', ending: { kind: 'stopped' }, error: null, result: undefined })
    await clock.until(stopping)
    const end = await clock.until(submitted)
    expect(end.text).toBe(stopped.text)
    expect(stream.getSnapshot().object).toBe(stopped.object)
    expect(callback).not.toHaveBeenCalled()
  })

  it('while the schema looks at it leaves no result', async () => {
    let accept: ((value: unknown) => void) | undefined
    const validate = () => new Promise((resolve) => (accept = resolve))
    const stream = createObjectStream({ ...says(['{}', finished]), schema: {}, validate })
    const submitted = stream.submit('Anything')
    await vi.waitFor(() => expect(accept).toBeDefined(), { timeout: 15_000 })
    expect(stream.getSnapshot().phase).toBe('validating')
    await stream.stop()
    accept?.({})
    expect(await submitted).toMatchObject({ phase: 'idle', ending: { kind: 'complete' }, result: undefined })
    expect(stream.getSnapshot()).toMatchObject({ phase: 'idle', result: undefined })
  })

  it('where nothing runs changes nothing', async () => {
    const stream = createObjectStream({ ...says([]), schema: trip })
    const before = stream.getSnapshot()
    await stream.stop()
    expect(stream.getSnapshot()).toBe(before)
  })
})

describe('another submit', () => {
  it('stops the one before, whose promise has what came of it', async () => {
    const { clock, options } = gateway()
    const stream = createObjectStream({ ...options, schema: trip })
    const first = stream.submit('One')
    const second = stream.submit('Two')
    const [one, two] = await clock.until(Promise.all([first, second]))
    expect(one).toMatchObject({ ending: { kind: 'stopped' }, result: undefined })
    expect(two.result).toBeDefined()
    expect(stream.getSnapshot()).toBe(two)
  })

  it('begins with nothing of the one before', async () => {
    const stream = createObjectStream({ ...says(['no JSON', finished]), schema: trip })
    await stream.submit('One')
    const snapshots = follow(stream)
    await stream.submit('Two')
    expect(snapshots[0]).toMatchObject({ phase: 'waiting', text: '', error: null, ending: undefined, object: undefined })
  })

  it('may come from whoever hears of the end', async () => {
    const stream = createObjectStream({ ...says(['{"n":1}', finished]), schema: z.object({ n: z.number() }) })
    const again: Promise<unknown>[] = []
    stream.subscribe(() => {
      if (stream.getSnapshot().phase === 'idle' && again.length < 1) again.push(stream.submit('Again'))
    })
    await stream.submit('Once')
    expect(await again[0]).toMatchObject({ phase: 'idle', result: { n: 1 } })
    expect(stream.getSnapshot()).toMatchObject({ phase: 'idle', result: { n: 1 } })
  })

  it('is made with the options of its time', async () => {
    const { clock, bodies, options } = gateway()
    const stream = createObjectStream({ ...options, schema: trip })
    await clock.until(stream.submit('One'))
    stream.configure({ ...options, model: 'other', schema: trip, strict: false })
    await clock.until(stream.submit('Two'))
    expect(bodies).toMatchObject([{ model: 'gpt-4o' }, { model: 'other', response_format: { json_schema: { strict: false } } }])
  })

  it('with a schema that has no JSON Schema is refused, and stops nothing', async () => {
    const { clock, options } = gateway()
    const stream = createObjectStream<StandardSchema>({ ...options, schema: trip })
    const submitted = stream.submit('One')
    stream.configure({ ...options, schema: z.object({ at: z.date() }) })
    await expect(stream.submit('Two')).rejects.toThrow('Date cannot be represented')
    expect((await clock.until(submitted)).result).toBeDefined()
  })
})

it('however an answer is cut into pieces, it grows to the same object', async () => {
  const text = '```json\n{"list":[{"a":"é\\n"},[1,2.5e3,{}],true,null],"deep":{"__proto__":{"x":"y"},"7":{"x":["y","z"]}}}\n```'
  const schema = z.looseObject({ list: z.array(z.unknown()) })
  const cuts = fc.array(fc.nat(text.length), { maxLength: 12 })
  const property = fc.asyncProperty(cuts, async (places) => {
    const ends = [...new Set(places), text.length].toSorted((a, b) => a - b)
    const pieces = ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end))
    const stream = createObjectStream({ ...says([...pieces, finished]), schema })
    const snapshots = follow(stream)
    const { object, result } = await stream.submit('?')
    const whole = JSON.parse(text.slice(8, -4))
    expect(object).toEqual(whole)
    expect(result).toMatchObject({ list: whole.list })
    const last = snapshots.findLast(({ phase }) => phase === 'streaming')
    expect(JSON.stringify(last?.object)).toBe(JSON.stringify(whole))
  })
  await fc.assert(property, { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) })
})
