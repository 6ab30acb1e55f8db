// Whatever tools do, and in whatever order people decide and stop, each call runs at most once and has one outcome.
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Tool } from '../index.js'
import { call, flush, never, start, tool, withFakeTimers } from './toolCalls.fixture.js'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 200)

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const EXECUTES: Record<string, Tool['execute'] | undefined> = {
  sync: () => 'done',
  async: () => wait(20).then(() => ({ n: 1 })),
  throwing: () => {
    throw new Error('thrown')
  },
  rejecting: () => wait(5).then(() => Promise.reject(new Error('rejected'))),
  circular: () => {
    const cycle: Record<string, unknown> = {}
    return Object.assign(cycle, { cycle })
  },
  generator: async function* () {
    for (let step = 0; step < 3; step++) {
      yield step
      await wait(10)
    }
    return 'generated'
  },
  spinning: function* () {
    while (true) yield wait(1)
  },
  never: () => never(),
  deaf: (_input, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted after the end')))),
  outside: undefined,
}

const RESTORED = ['awaiting-approval', 'awaiting-result', 'running', 'done', 'failed', 'rejected'] as const

const arbitraryCall = fc.record({
  kind: fc.constantFrom(...Object.keys(EXECUTES)),
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor'),
  needsApproval: fc.boolean(),
  timeoutMs: fc.constantFrom(0, 15, undefined),
  /** What was stored of it before a reload. */
  restored: fc.constantFrom(undefined, undefined, undefined, ...RESTORED),
  text: fc.constantFrom('{}', '', '{"a":', '[1]'),
})

const arbitraryAct = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constantFrom('approve' as const, 'reject' as const, 'addToolResult' as const), at: fc.nat(7) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('stop' as const), at: fc.constant(0) }) },
)

describe('any calls, decided on in any order', () => {
  withFakeTimers()

  it('have one outcome each, run once at most and leave no timer', async () => {
    const property = fc.asyncProperty(
      fc.array(arbitraryCall, { maxLength: 6 }),
      fc.array(arbitraryAct, { maxLength: 12 }),
      async (planned, acts) => {
        const executed = new Map<string, number>()
        const tools = planned.map(({ kind, needsApproval, timeoutMs }, at) => {
          const execute = EXECUTES[kind]
          const counted: Tool['execute'] = (input, context) => {
            executed.set(context.toolCallId, (executed.get(context.toolCallId) ?? 0) + 1)
            return execute?.(input, context)
          }
          return tool(`${kind}${at}`, execute && counted, { needsApproval, timeoutMs })
        })
        const wireCalls = planned.map(({ id, text }, at) => call(id, tools[at]!.name, text))
        const ofBefore = new Map(planned.flatMap(({ id, restored }) => (restored ? [[id, restored] as const] : [])))
        const toolRuns = Object.fromEntries([...ofBefore].map(([id, state]) => [id, { state }]))
        const watched = start(tools, wireCalls, toolRuns)
        const settled = vi.fn()
        void watched.calls.settled.then(settled)
        await flush()
        for (const { act, at } of acts) {
          const id = planned[at]?.id ?? 'unknown'
          if (act === 'wait') await vi.advanceTimersByTimeAsync(at)
          else if (act === 'stop') watched.calls.stop()
          else {
            try {
              watched.calls[act](id, 'said')
            } catch (error) {
              expect(error).toMatchObject({ name: 'ToolCallError' })
            }
          }
        }
        watched.calls.stop()
        const after = watched.toolRuns()
        await vi.advanceTimersByTimeAsync(200)
        const ids = [...new Set(planned.map(({ id }) => id))]
        expect(settled).toHaveBeenCalledTimes(1)
        expect(watched.calls.results?.map((message) => message.tool_call_id)).toEqual(ids)
        expect(Object.keys(after)).toEqual(ids)
        expect(watched.toolRuns()).toBe(after)
        for (const id of ids) {
          expect(['done', 'failed', 'rejected']).toContain(after[id]?.state)
          expect(executed.get(id) ?? 0).toBeLessThanOrEqual([undefined, 'awaiting-approval'].includes(ofBefore.get(id)) ? 1 : 0)
          const outcomes = new Set(
            watched.history.filter((runs) => /done|failed|rejected/.test(runs[id]?.state ?? '')).map((runs) => runs[id]),
          )
          expect(outcomes.size).toBe(1)
        }
        expect(vi.getTimerCount()).toBe(0)
      },
    )
    await fc.assert(property, { numRuns: RUNS })
  })
})
