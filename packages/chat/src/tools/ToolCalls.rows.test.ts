// What of tools comes into rows: data that any storage takes, and that nobody changes from outside.
import { describe, expect, it, vi } from 'vitest'
import { call, deferred, flush, never, settledOf, start, tool, withFakeTimers, type Watched } from './toolCalls.fixture.js'

withFakeTimers()

class Money {
  readonly #secret = 1
  readonly amount = 2
  readonly format = () => `${this.amount} ${this.#secret}`
  readonly at = new Date(0)
}

/** Every state that was shown can be stored, in a browser and as JSON. */
function expectStorable({ history }: Watched): void {
  for (const runs of history) expect(structuredClone(runs)).toEqual(JSON.parse(JSON.stringify(runs)))
}

function* countsInBigInts(): Generator<unknown, string> {
  yield 'half'
  yield 1n
  return 'whole'
}

const inBigInts = (value: unknown): unknown => ({ n: BigInt((value as { n: number }).n) })

describe('a row', () => {
  it.each<[string, () => unknown, unknown]>([
    ['a class’s instance', () => new Money(), { amount: 2, at: '1970-01-01T00:00:00.000Z' }],
    ['an object with functions', () => ({ n: 1, run: () => 1 }), { n: 1 }],
    ['a function', () => () => 1, null],
    ['a promise in a list', () => [Promise.resolve(1)], [{}]],
    ['a map', () => new Map([[1, 2]]), {}],
  ])('holds %s as the model reads it', async (_name, make, plain) => {
    const generator = async function* () {
      yield make()
      await flush()
      return make()
    }
    const watched = start([tool('t', make), tool('g', generator), tool('given')], [call('a', 't'), call('b', 'g'), call('c', 'given')])
    await flush()
    watched.calls.addToolResult('c', make())
    const content = JSON.stringify(plain)
    expect(await settledOf(watched)).toEqual({ a: content, b: content, c: content })
    for (const id of ['a', 'b', 'c']) expect(watched.toolRuns()[id]?.result).toEqual(plain)
    expect(watched.toolRuns()['b']?.progress).toEqual(plain)
    expectStorable(watched)
  })

  it('goes on without progress that is no JSON', async () => {
    const watched = start([tool('t', countsInBigInts)], [call('a', 't')])
    expect(await settledOf(watched)).toEqual({ a: 'whole' })
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'done', result: 'whole' })
    expectStorable(watched)
  })

  it('is not changed by a tool that changes what it was given, or what it gave', async () => {
    const parts = [{ type: 'text', text: 'one' }]
    const change = (input: unknown) => {
      Object.assign((input as { list: object[] }).list[0]!, { n: 'changed' })
      return parts
    }
    const watched = start(
      [tool('t', change, { needsApproval: (input: { list: object[] }) => input.list.push({}) < 0 })],
      [call('a', 't', { list: [{ n: 1 }] })],
    )
    expect(await settledOf(watched)).toEqual({ a: [{ type: 'text', text: 'one' }] })
    parts[0]!.text = 'changed'
    expect(watched.toolRuns()['a']).toMatchObject({ input: { list: [{ n: 1 }] }, result: [{ type: 'text', text: 'one' }] })
    expect(watched.calls.results).toMatchObject([{ content: [{ text: 'one' }] }])
  })

  it('holds the arguments as they were written where what they were made into is no JSON', async () => {
    const execute = vi.fn((input: unknown) => String((input as { n: bigint }).n))
    const watched = start([tool('t', execute, { validate: inBigInts })], [call('a', 't', { n: 7 })])
    expect(await settledOf(watched)).toEqual({ a: '7' })
    expect(watched.toolRuns()['a']?.input).toEqual({ n: 7 })
    expectStorable(watched)
  })
})

describe('a tool that never says', () => {
  it.each(['validate', 'needsApproval'])('what it thinks of its arguments is given up: %s', async (name) => {
    const execute = vi.fn()
    const late = deferred()
    const watched = start([tool('t', execute, { [name]: () => late.promise, timeoutMs: 5000 })], [call('a', 't')])
    await vi.advanceTimersByTimeAsync(4999)
    expect(watched.calls.results).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(await settledOf(watched)).toEqual({ a: 'Error: The tool "t" gave no result within 5 s.' })
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', result: { code: 'timeout' } })
    late.resolve({})
    await flush()
    expect(execute).not.toHaveBeenCalled()
  })

  it('has all of its time to run after a person has taken theirs', async () => {
    const watched = start([tool('t', never, { needsApproval: true, timeoutMs: 5000 })], [call('a', 't')])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(watched.toolRuns()['a']?.state).toBe('awaiting-approval')
    watched.calls.approve('a')
    await vi.advanceTimersByTimeAsync(4999)
    expect(watched.toolRuns()['a']?.state).toBe('running')
    await vi.advanceTimersByTimeAsync(1)
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', durationMs: 5000 })
  })
})
