import { describe, expect, it, vi } from 'vitest'
import { call, deferred, flush, settledOf, start, tool, withFakeTimers, type Watched } from './toolCalls.fixture.js'

describe('progress', () => {
  withFakeTimers()

  it('is what a generator yields, shown once a frame; its return is the result', async () => {
    const gates = [deferred(), deferred()]
    async function* count() {
      yield 'one'
      yield 'two'
      await gates[0]!.promise
      yield 'three'
      await gates[1]!.promise
      return 'all'
    }
    const watched = start([tool('count', count)], [call('a', 'count')])
    await vi.advanceTimersByTimeAsync(16)
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'running', progress: 'two' })
    gates[0]!.resolve(undefined)
    await vi.advanceTimersByTimeAsync(16)
    gates[1]!.resolve(undefined)
    expect(await settledOf(watched)).toEqual({ a: 'all' })
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'done', progress: 'three', result: 'all' })
    expect(new Set(watched.history.map((runs) => runs['a']?.progress))).toEqual(new Set([undefined, 'two', 'three']))
  })

  it('is shown each time where it is committed in the same instant', async () => {
    const counting = tool('count', async function* () {
      for (const step of ['one', 'two', 'three']) yield step
      return 'all'
    })
    const watched = start([counting], [call('a', 'count')], {}, (commit) => (commit(), () => undefined))
    await settledOf(watched)
    const shown = watched.history.flatMap((runs) => runs['a']?.progress ?? [])
    expect([...new Set(shown)]).toEqual(['one', 'two', 'three'])
  })

  it('also of generators that are not asynchronous, and of promises that they yield', async () => {
    const counting = tool('count', function* () {
      yield Promise.resolve(1)
      return Promise.resolve(2)
    })
    const watched = start([counting], [call('a', 'count')])
    expect(await settledOf(watched)).toEqual({ a: '2' })
    expect(watched.toolRuns()['a']).toMatchObject({ progress: 1 })
  })

  it('a generator that yields a rejected promise has failed, and is closed', async () => {
    const closed = vi.fn()
    function* count() {
      try {
        yield Promise.reject(new Error('bad yield'))
      } finally {
        closed()
      }
    }
    expect(await settledOf(start([tool('count', count)], [call('a', 'count')]))).toEqual({ a: 'Error: bad yield' })
    expect(closed).toHaveBeenCalledTimes(1)
  })

  it.each(['timeout', 'stop'])('%s closes a generator that waits, and tells no more of it', async (way) => {
    const closed = vi.fn()
    const gate = deferred()
    async function* wait() {
      try {
        yield 'here'
        await gate.promise
        yield 'too late'
      } finally {
        closed()
      }
    }
    const watched = start([tool('wait', wait, { timeoutMs: 50 })], [call('a', 'wait')])
    await vi.advanceTimersByTimeAsync(16)
    if (way === 'stop') watched.calls.stop()
    else await vi.advanceTimersByTimeAsync(50)
    await watched.calls.settled
    gate.resolve(undefined)
    await flush()
    expect(closed).toHaveBeenCalledTimes(1)
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', progress: 'here' })
  })

  it('a generator that stops the run from within is closed too', async () => {
    const closed = vi.fn()
    let watched: Watched | undefined
    function* self() {
      try {
        yield 'before'
        watched?.calls.stop()
        yield 'after'
      } finally {
        closed()
        throw new Error('of nobody’s concern') // oxlint-disable-line no-unsafe-finally
      }
    }
    watched = start([tool('self', self)], [call('a', 'self')])
    await flush()
    expect(closed).toHaveBeenCalledTimes(1)
    expect(watched.toolRuns()['a']).toMatchObject({ state: 'failed', result: { code: 'stopped' } })
  })
})

describe('a generator that never ends and never waits', () => {
  it('leaves the page its time, and ends by stop', async () => {
    let steps = 0
    function* spin() {
      while (true) yield ++steps
    }
    const watched = start([tool('spin', spin)], [call('a', 'spin')])
    await new Promise((resolve) => setTimeout(resolve, 30))
    watched.calls.stop()
    await watched.calls.settled
    expect(watched.toolRuns()['a']?.progress).toBeGreaterThan(0)
    const reached = steps
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(steps).toBeLessThanOrEqual(reached + 1)
  })
})
