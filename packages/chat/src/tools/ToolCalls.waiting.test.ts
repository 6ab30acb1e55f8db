import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { defineTool, ToolCallError, type ToolContext } from '../index.js'
import { call, deferred, flush, never, settledOf, start, tool, withFakeTimers, watch } from './toolCalls.fixture.js'

withFakeTimers()

describe('approval', () => {
  it('is waited for; nothing runs before it, and others do not wait', async () => {
    const execute = vi.fn(() => 'sent')
    const mail = tool('mail', execute, { needsApproval: true })
    const watched = start([mail, tool('t', () => 'ran')], [call('a', 'mail', { to: 'x' }), call('b', 't')])
    await flush()
    expect(watched.toolRuns()).toMatchObject({ a: { state: 'awaiting-approval', input: { to: 'x' } }, b: { state: 'done' } })
    expect(watched.states.at(-1)).toBe('awaiting-approval')
    expect(execute).not.toHaveBeenCalled()
    watched.calls.approve('a')
    expect(watched.toolRuns()['a']?.state).toBe('running')
    expect(watched.states.at(-1)).toBe('running-tools')
    expect(await settledOf(watched)).toEqual({ a: 'sent', b: 'ran' })
  })

  it('is no state of the answer while a tool runs', async () => {
    const gate = deferred()
    const slow = tool('slow', () => gate.promise)
    const watched = start([tool('mail', never, { needsApproval: true }), slow], [call('a', 'mail'), call('b', 'slow')])
    await flush()
    expect(new Set(watched.states)).toEqual(new Set(['running-tools']))
    gate.resolve(1)
    await flush()
    expect(watched.states.at(-1)).toBe('awaiting-approval')
    watched.calls.reject('a')
    await watched.calls.settled
  })

  it('is asked for where a function says so, which gets what execute gets', async () => {
    const needsApproval = vi.fn(({ sum }: { sum: number }, _context: ToolContext) => Promise.resolve(sum > 10))
    const parameters = z.object({ sum: z.number() })
    const pay = defineTool({ name: 'pay', parameters, needsApproval, execute: ({ sum }) => `paid ${sum}` })
    const watched = start([pay], [call('a', 'pay', { sum: 5 }), call('b', 'pay', { sum: 50 })])
    await flush()
    expect(watched.toolRuns()).toMatchObject({ a: { state: 'done' }, b: { state: 'awaiting-approval' } })
    expect(needsApproval).toHaveBeenCalledWith({ sum: 50 }, expect.objectContaining({ toolCallId: 'b', signal: expect.any(AbortSignal) }))
    expect(needsApproval.mock.calls[0]?.[1].messages).toMatchObject([{ id: 'answer' }])
    watched.calls.reject('b', 'Too much.')
    expect(await settledOf(watched)).toEqual({
      a: 'paid 5',
      b: 'The user did not let this call run. Do not try it again unless they ask for it. Their reason: Too much.',
    })
    expect(watched.toolRuns()['b']).toMatchObject({ state: 'rejected', input: { sum: 50 }, result: 'Too much.' })
  })

  it('a rejection without a reason says none', async () => {
    const watched = start([tool('mail', never, { needsApproval: true })], [call('a', 'mail')])
    await flush()
    watched.calls.reject('a')
    expect(await settledOf(watched)).toEqual({
      a: 'The user did not let this call run. Do not try it again unless they ask for it.',
    })
  })

  it('of a tool that the application answers comes before its result', async () => {
    const watched = start([tool('ask', undefined, { needsApproval: true })], [call('a', 'ask')])
    await flush()
    expect(() => watched.calls.addToolResult('a', 1)).toThrow(ToolCallError)
    watched.calls.approve('a')
    expect(watched.toolRuns()['a']?.state).toBe('awaiting-result')
    watched.calls.addToolResult('a', { answer: 42 })
    expect(await settledOf(watched)).toEqual({ a: '{"answer":42}' })
  })
})

describe('results of the application', () => {
  it('are waited for where a tool has no execute', async () => {
    const watched = start([tool('ask')], [call('a', 'ask', { q: 1 }), call('b', 'ask'), call('c', 'ask'), call('d', 'ask')])
    await flush()
    expect(watched.toolRuns()['a']).toEqual({ name: 'ask', state: 'awaiting-result', input: { q: 1 } })
    expect(watched.states.at(-1)).toBe('running-tools')
    watched.calls.addToolResult('a', 'Oslo')
    watched.calls.addToolResult('b', { why: 'no map' }, { isError: true })
    watched.calls.addToolResult('c', 1n)
    watched.calls.reject('d', 'Not now.')
    expect(await settledOf(watched)).toEqual({
      a: 'Oslo',
      b: 'Error: {"why":"no map"}',
      c: expect.stringContaining('cannot be written as JSON'),
      d: expect.stringContaining('Not now.'),
    })
    expect(watched.toolRuns()).toMatchObject({
      a: { state: 'done', result: 'Oslo' },
      b: { state: 'failed', result: { code: 'failed', message: '{"why":"no map"}' } },
      c: { state: 'failed' },
      d: { state: 'rejected' },
    })
  })

  it('for calls that do not wait are refused, with those that do', async () => {
    const tools = [tool('ask'), tool('mail', never, { needsApproval: true })]
    const { calls } = start(tools, [call('a', 'ask'), call('b', 'ask'), call('c', 'mail')])
    await flush()
    expect(() => calls.addToolResult('x', 1)).toThrow(
      'The tool call "x" is not waiting for a result, so nothing was changed. Waiting are: "a", "b".',
    )
    expect(() => calls.approve('a')).toThrow('The tool call "a" is not waiting for an approval, so nothing was changed. Waiting are: "c".')
    calls.addToolResult('a', 1)
    expect(() => calls.addToolResult('a', 2)).toThrow(ToolCallError)
    calls.approve('c')
    expect(() => calls.approve('c')).toThrow('No call is.')
    expect(() => calls.reject('c')).toThrow(expect.objectContaining({ name: 'ToolCallError', toolCallId: 'c' }))
    calls.stop()
    expect(() => calls.addToolResult('b', 1)).toThrow(ToolCallError)
    expect((await calls.settled).map(({ content }) => content)).toEqual([
      '1',
      expect.stringContaining('stopped'),
      expect.stringContaining('stopped'),
    ])
  })
})

describe('stop', () => {
  it('ends in the same instant what runs and what waits', async () => {
    const signals: AbortSignal[] = []
    const slow = tool('slow', (_input, { signal }) => {
      signals.push(signal)
      return never()
    })
    const tools = [slow, tool('ask'), tool('mail', never, { needsApproval: true }), tool('t', () => 'ran')]
    const watched = start(tools, [call('a', 'slow'), call('b', 'ask'), call('c', 'mail'), call('d', 't')])
    await flush()
    watched.calls.stop()
    const content = 'Error: The run was stopped before the tool gave a result.'
    expect(watched.calls.results?.map((message) => message.content)).toEqual([content, content, content, 'ran'])
    expect(Object.values(watched.toolRuns()).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'done'])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    await watched.calls.settled
  })

  it('before the start, during validation and from onChange lets nothing run', async () => {
    const execute = vi.fn()
    const gate = deferred()
    const before = watch([tool('t', execute)], [call('a', 't')])
    before.calls.stop()
    before.calls.start()
    const during = start([tool('t', execute, { validate: () => gate.promise })], [call('a', 't')])
    await flush()
    during.calls.stop()
    gate.resolve({})
    const approving = start([tool('t', execute, { needsApproval: never })], [call('a', 't')])
    await flush()
    approving.calls.stop()
    const within = watch([tool('t', execute)], [call('a', 't')])
    vi.spyOn(within.history, 'push').mockImplementation((runs) => {
      if (runs['a']?.state === 'running') within.calls.stop()
      return 0
    })
    within.calls.start()
    for (const { calls } of [before, during, approving, within]) {
      expect(await calls.settled).toMatchObject([{ content: expect.stringContaining('stopped') }])
    }
    await flush()
    expect(execute).not.toHaveBeenCalled()
  })

  it('leaves late results without effect', async () => {
    const late = deferred()
    const watched = start([tool('t', () => late.promise)], [call('a', 't')])
    await flush()
    watched.calls.stop()
    const { length } = watched.history
    late.resolve('late')
    await flush()
    expect(watched.history).toHaveLength(length)
    expect(await settledOf(watched)).toEqual({ a: expect.stringContaining('stopped') })
  })
})

describe('after a reload', () => {
  it('what has its outcome keeps it, what ran is interrupted, and neither runs again', async () => {
    const execute = vi.fn()
    const done = { state: 'done', input: {}, result: { n: 1 }, durationMs: 5 } as const
    const failed = { state: 'failed', result: { code: 'timeout', message: 'too slow' } } as const
    const rejected = { state: 'rejected', result: 'no' } as const
    const running = { state: 'running', input: {}, progress: 50, startedAtMs: 7 } as const
    const watched = start(
      [tool('t', execute)],
      ['a', 'b', 'c', 'd', 'e'].map((id) => call(id, 't')),
      {
        a: done,
        b: failed,
        c: rejected,
        d: running,
        e: { state: 'of the future' } as never,
      },
    )
    expect(await settledOf(watched)).toEqual({
      a: '{"n":1}',
      b: 'Error: too slow',
      c: expect.stringContaining('Their reason: no'),
      d: 'Error: The page was left while the tool ran. Whether it did its work is not known.',
      e: expect.stringContaining('not known'),
    })
    expect(watched.toolRuns()).toMatchObject({
      a: done,
      b: failed,
      c: rejected,
      d: { ...running, name: 't', state: 'failed', result: { code: 'interrupted' } },
    })
    expect(execute).not.toHaveBeenCalled()
  })

  it('stored outcomes that are no longer whole are still told', async () => {
    const toolRuns = { a: { state: 'done', result: 1n }, b: { state: 'failed' }, c: { state: 'failed', result: null } } as const
    const watched = start(
      [],
      ['a', 'b', 'c'].map((id) => call(id, 't')),
      toolRuns,
    )
    expect(await settledOf(watched)).toEqual({
      a: 'Error: The result cannot be read any more.',
      b: 'Error: The tool failed.',
      c: 'Error: The tool failed.',
    })
  })

  it('what waited waits again, validated anew, also where a decision comes first', async () => {
    const parameters = z.object({ at: z.string().transform((text) => new Date(text)) })
    const execute = vi.fn(({ at }: { at: Date }) => at.getTime())
    const waits = defineTool({ name: 'waits', parameters, execute, needsApproval: () => false })
    const at = '1970-01-01T00:00:01Z'
    const approval = { state: 'awaiting-approval', input: { at } } as const
    const result = { state: 'awaiting-result', input: { at } } as const
    const restored = { a: approval, b: approval, c: approval, d: result, e: result }
    const watched = start(
      [waits],
      ['a', 'b', 'c', 'd', 'e'].map((id) => call(id, 'waits', { at })),
      restored,
    )
    // Nothing is validated yet.
    watched.calls.approve('a')
    expect(() => watched.calls.approve('a')).toThrow(ToolCallError)
    watched.calls.reject('b', 'no')
    watched.calls.addToolResult('d', 'given')
    await flush()
    expect(watched.toolRuns()).toMatchObject({
      a: { state: 'done', result: 1000 },
      b: { state: 'rejected' },
      c: { state: 'awaiting-approval', input: { at: new Date(1000).toISOString() } },
      d: { state: 'done' },
      e: { state: 'awaiting-result', input: { at: new Date(1000).toISOString() } },
    })
    expect(execute).toHaveBeenCalledTimes(1)
    watched.calls.approve('c')
    watched.calls.addToolResult('e', 'also')
    expect(await settledOf(watched)).toMatchObject({ a: '1000', c: '1000', d: 'given', e: 'also' })
    expect(execute).toHaveBeenCalledTimes(2)
  })
})
