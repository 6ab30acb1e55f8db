import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { defineTool, type Tool } from '../index.js'
import { call, deferred, flush, never, settledOf, start, tool, withFakeTimers } from './toolCalls.fixture.js'

withFakeTimers()

describe('arguments', () => {
  const schemas = {
    zod: z.object({ city: z.string(), days: z.number().default(2) }),
    valibot: toStandardJsonSchema(v.object({ city: v.string(), days: v.optional(v.number(), 2) })),
    arktype: type({ city: 'string', days: 'number = 2' }),
  }

  it.each(Object.entries(schemas))('are validated by %s, which gives the input', async (_library, parameters) => {
    const execute = vi.fn(({ city, days }: { city: string; days: number }) => `${city}: ${days}`)
    const trip = defineTool({ name: 'trip', parameters, execute } as never)
    const watched = start([trip], [call('a', 'trip', { city: 'Oslo' }), call('b', 'trip', { city: 7 })])
    expect(await settledOf(watched)).toEqual({
      a: 'Oslo: 2',
      b: expect.stringMatching(/^Error: The arguments were refused: .*city.*(?:string|String)/),
    })
    expect(watched.toolRuns()).toMatchObject({
      a: { state: 'done', input: { city: 'Oslo', days: 2 }, result: 'Oslo: 2' },
      b: { state: 'failed', result: { code: 'invalid_arguments', message: expect.stringContaining('city') } },
    })
    expect(watched.toolRuns()['b']).not.toHaveProperty('input')
    expect(execute).toHaveBeenCalledTimes(1)
  })

  it('name the place of what is wrong, once', async () => {
    const parameters = z.object({ legs: z.array(z.object({ to: z.string() })) })
    const watched = start([defineTool({ name: 'go', parameters })], [call('a', 'go', { legs: [{ to: 1 }, {}] })])
    expect(await settledOf(watched)).toEqual({
      a: expect.stringMatching(/refused: legs\.0\.to: Invalid input: [^;]*; legs\.1\.to: Invalid/),
    })
    const arktype = start([defineTool({ name: 'go', parameters: type({ leg: { to: 'string' } }) })], [call('a', 'go', { leg: {} })])
    expect(await settledOf(arktype)).toEqual({ a: expect.stringMatching(/refused: leg\.to must be a string/) })
  })

  it('go through validate where the schema is a plain one, with the message that it throws', async () => {
    const parse = defineTool({
      name: 'parse',
      parameters: { type: 'object' },
      validate: async (value) => {
        if ((value as { n?: unknown }).n === 1) return 'one'
        throw new RangeError('n has to be 1', { cause: 'secret cause' })
      },
      execute: (input) => input,
    })
    const watched = start([parse], [call('a', 'parse', { n: 1 }), call('b', 'parse', { n: 2 })])
    expect(await settledOf(watched)).toEqual({ a: 'one', b: 'Error: The arguments were refused: n has to be 1' })
  })

  it('that are no JSON are refused; no arguments at all are an empty object', async () => {
    const execute = vi.fn(() => 'ran')
    const watched = start([tool('t', execute)], [call('a', 't', '{"half":'), call('b', 't', ''), call('c', 't', ' \n')])
    expect(await settledOf(watched)).toEqual({ a: expect.stringContaining('The arguments were refused: '), b: 'ran', c: 'ran' })
    expect(watched.toolRuns()).toMatchObject({ a: { result: { code: 'invalid_arguments' } }, b: { input: {} }, c: { input: {} } })
  })

  it('of a custom tool are its text', async () => {
    const shell = defineTool({ name: 'shell', parameters: z.string() as never, execute: (input: unknown) => `ran ${String(input)}` })
    const watched = start([shell], [{ id: 'a', type: 'custom', custom: { name: 'shell', input: '{ ls' } }])
    expect(await settledOf(watched)).toEqual({ a: 'ran { ls' })
    expect(watched.toolRuns()['a']?.input).toBe('{ ls')
  })

  it('of a tool that is not there are not looked at; the model hears which tools are', async () => {
    const watched = start([tool('north'), tool('south')], [call('a', 'west'), call('b', 'constructor')])
    expect(await settledOf(watched)).toEqual({
      a: 'Error: There is no tool "west". There are: north, south.',
      b: 'Error: There is no tool "constructor". There are: north, south.',
    })
    expect(watched.toolRuns()['a']).toMatchObject({ name: 'west', result: { code: 'unknown_tool' } })
    expect(await settledOf(start([], [call('a', 'west')]))).toEqual({ a: 'Error: There is no tool "west". There is none at all.' })
  })
})

describe('results', () => {
  it.each<[string, unknown, unknown]>([
    ['text is itself', 'Oslo', 'Oslo'],
    ['an object is JSON', { a: [1, null] }, '{"a":[1,null]}'],
    ['what a promise gives', Promise.resolve(7), '7'],
    ['a list of text parts goes on as it is', [{ type: 'text', text: 'x' }], [{ type: 'text', text: 'x' }]],
    ['other lists are JSON', [{ type: 'image' }], '[{"type":"image"}]'],
    ['an empty list is JSON', [], '[]'],
    ['a list with holes is JSON', [null], '[null]'],
    ['nothing is null', undefined, 'null'],
    ['a function is null', () => 1, 'null'],
    ['a date is the text that JSON has for it', new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('%s', async (_name, result, content) => {
    expect(await settledOf(start([tool('t', () => result)], [call('a', 't')]))).toEqual({ a: content })
  })

  it('that are no JSON are a failure that says so', async () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const result of [cycle, 1n]) {
      const watched = start([tool('t', () => result)], [call('a', 't')])
      expect(await settledOf(watched)).toEqual({
        a: expect.stringContaining('Error: The tool gave a result that cannot be written as JSON'),
      })
      expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', result: { code: 'failed' } })
    }
  })

  it('that changes after it was given changes nothing', async () => {
    const shared: Record<string, unknown> = { n: 1 }
    const watched = start([tool('t', () => shared), tool('slow', never)], [call('a', 't'), call('b', 'slow')])
    await flush()
    shared['self'] = shared
    watched.calls.stop()
    expect(await settledOf(watched)).toMatchObject({ a: '{"n":1}' })
  })
})

describe('failures', () => {
  it.each<[string, Tool['execute'], string]>([
    [
      'a throw',
      () => {
        throw new Error('no such city', { cause: 'secret cause' })
      },
      'no such city',
    ],
    ['a rejection', () => Promise.reject(new TypeError('gone')), 'gone'],
    [
      'a generator that throws',
      function* () {
        yield 1
        throw new Error('half way')
      },
      'half way',
    ],
    [
      'a throw of what is no error',
      () => {
        throw 'just text' // oxlint-disable-line no-throw-literal, only-throw-error
      },
      'just text',
    ],
    [
      'a throw of what has no words',
      () => {
        throw Object.create(null) // oxlint-disable-line no-throw-literal, only-throw-error
      },
      'unknown error',
    ],
  ])('%s is told to the model by its message alone', async (_name, execute, message) => {
    const watched = start([tool('t', execute)], [call('a', 't')])
    expect(await settledOf(watched)).toEqual({ a: `Error: ${message}` })
    expect(watched.toolRuns()['a']).toMatchObject({
      state: 'failed',
      input: {},
      result: { code: 'failed', message },
      startedAtMs: Date.now(),
    })
    expect(watched.toolRuns()['a']?.durationMs).toBeTypeOf('number')
  })

  it('of needsApproval keep the tool from running', async () => {
    const execute = vi.fn()
    const watched = start([tool('t', execute, { needsApproval: () => Promise.reject(new Error('no policy')) })], [call('a', 't')])
    expect(await settledOf(watched)).toEqual({ a: 'Error: no policy' })
    expect(execute).not.toHaveBeenCalled()
  })

  it('a tool that takes too long is aborted, and what it gives then is too late', async () => {
    const late = deferred()
    let signal: AbortSignal | undefined
    const slow = tool('slow', (_input, context) => {
      signal = context.signal
      return late.promise
    })
    const watched = start([slow], [call('a', 'slow')])
    await vi.advanceTimersByTimeAsync(119_999)
    expect(watched.toolRuns()['a']?.state).toBe('running')
    expect(signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(signal?.aborted).toBe(true)
    late.resolve('late')
    expect(await settledOf(watched)).toEqual({ a: 'Error: The tool "slow" gave no result within 120 s.' })
    await flush()
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', result: { code: 'timeout' }, durationMs: 120_000 })
  })

  it.each([0, Infinity, 2 ** 31])('timeoutMs %s is no limit', async (timeoutMs) => {
    const watched = start([tool('slow', never, { timeoutMs })], [call('a', 'slow')])
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(watched.toolRuns()['a']?.state).toBe('running')
    watched.calls.stop()
    expect(await settledOf(watched)).toEqual({ a: expect.stringContaining('stopped') })
  })
})

describe('parallel calls', () => {
  it('run at once, and their results come in the order of the calls', async () => {
    const waits: Record<string, (result: string) => void> = {}
    const slow = tool('slow', (_input, { toolCallId }) => new Promise((resolve) => (waits[toolCallId] = resolve)))
    const watched = start([slow], [call('a', 'slow'), call('b', 'slow')])
    await flush()
    expect(watched.toolRuns()).toMatchObject({ a: { state: 'running' }, b: { state: 'running' } })
    waits['b']!('second')
    await flush()
    expect(watched.calls.results).toBeUndefined()
    waits['a']!('first')
    const results = [
      { role: 'tool', tool_call_id: 'a', content: 'first' },
      { role: 'tool', tool_call_id: 'b', content: 'second' },
    ]
    expect(await watched.calls.settled).toEqual(results)
    expect(watched.calls.results).toEqual(results)
  })

  it('of one id are one call', async () => {
    const execute = vi.fn((_input: unknown) => 'once')
    const watched = start([tool('t', execute)], [call('a', 't', { n: 1 }), call('a', 't', { n: 2 }), call('__proto__', 't')])
    expect(await watched.calls.settled).toEqual([
      { role: 'tool', tool_call_id: 'a', content: 'once' },
      { role: 'tool', tool_call_id: '__proto__', content: 'once' },
    ])
    expect(execute.mock.calls.map(([input]) => input)).toEqual([{ n: 1 }, {}])
    expect(Object.keys(watched.toolRuns())).toEqual(['a', '__proto__'])
  })

  it('starting twice runs once', async () => {
    const execute = vi.fn(() => 'once')
    const { calls } = start([tool('t', execute)], [call('a', 't')])
    calls.start()
    await calls.settled
    expect(execute).toHaveBeenCalledTimes(1)
  })

  it('an answer without calls is settled', async () => {
    expect(await start([], []).calls.settled).toEqual([])
  })
})
