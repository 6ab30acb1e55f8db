import type { CustomToolCall, ToolCall } from '@rivulet/core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { ChatMessage } from '../ChatMessage.js'
import type { FrameScheduler } from '../frame.js'
import { defineTool } from './defineTool.js'
import type { Tool } from './Tool.js'
import { ToolCalls } from './ToolCalls.js'

/** A call as the wire has it; arguments that are no text are written as JSON. */
export function call(id: string, name: string, input: unknown = {}): ToolCall {
  return { id, type: 'function', function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) } }
}

/** The last state of the calls of one answer, and every state on the way. */
export interface Watched {
  readonly calls: ToolCalls
  readonly toolRuns: () => ChatMessage['toolRuns']
  readonly states: ('running-tools' | 'awaiting-approval')[]
  readonly history: ChatMessage['toolRuns'][]
}

/** The calls of an answer, not started yet. */
export function watch(
  tools: readonly Tool[],
  wireCalls: (ToolCall | CustomToolCall)[],
  toolRuns: ChatMessage['toolRuns'] = {},
  frame?: FrameScheduler,
): Watched {
  const message: ChatMessage = {
    id: 'answer',
    parentId: null,
    wire: { role: 'assistant', content: null, tool_calls: wireCalls },
    state: 'done',
    ending: { kind: 'complete', finishReason: 'tool_calls', sawDone: true, lostEvents: 0 },
    warnings: [],
    attempts: 1,
    toolRuns,
    createdAtMs: 0,
  }
  const history: ChatMessage['toolRuns'][] = [toolRuns]
  const states: Watched['states'] = []
  const calls = new ToolCalls({
    message,
    tools,
    path: [message],
    frame,
    onChange: (runs, state) => {
      history.push(runs)
      states.push(state)
    },
  })
  return { calls, toolRuns: () => history.at(-1)!, states, history }
}

/** The same, started. */
export function start(...args: Parameters<typeof watch>): Watched {
  const watched = watch(...args)
  watched.calls.start()
  return watched
}

/** What the model reads of each call, by the call's id. */
export async function settledOf({ calls }: Watched): Promise<Record<string, unknown>> {
  const results = await calls.settled
  return Object.fromEntries(results.map(({ tool_call_id: id, content }) => [id, content]))
}

/** A tool that takes any object. */
export function tool(name: string, execute?: Tool['execute'], more: object = {}): Tool {
  return defineTool({ name, parameters: { type: 'object' }, validate: (value) => value, execute, ...more })
}

/** A promise that the test keeps in its hand. */
export function deferred<T = unknown>(): { promise: Promise<T>; resolve: (value: T) => void } {
  const settle: ((value: T) => void)[] = []
  const promise = new Promise<T>((resolve) => settle.push(resolve))
  return { promise, resolve: (value) => settle[0]?.(value) }
}

export const never = (): Promise<never> => new Promise<never>(() => {})

/** Lets everything happen that waits for no time. */
export const flush = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

/** Timers that the test moves, of which none may be left. */
export function withFakeTimers(): void {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    const left = vi.getTimerCount()
    vi.useRealTimers()
    expect(left).toBe(0)
  })
}
