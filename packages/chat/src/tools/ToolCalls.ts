import type { ToolMessageParam } from '@rivulet/core'
import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import { nextFrame, type FrameScheduler } from '../frame.js'
import { AWAITED, callsOf, runOf } from './callsOf.js'
import type { Tool } from './Tool.js'
import { given } from './given.js'
import { ToolCallError } from './ToolCallError.js'
import { ToolCallRun } from './ToolCallRun.js'
import { stopped } from './toolOutcome.js'

/** What the calls of an answer need. */
export interface ToolCallsOptions {
  /** The answer whose calls are run; its ending is `complete`. Its `toolRuns` may hold outcomes of before a reload. */
  message: ChatMessage
  tools: readonly Tool[]
  /** The path that the answer belongs to, itself included. */
  path: readonly ChatMessage[]
  /** Called with all runs, a new object, at every change; progress comes once a frame. */
  onChange: (toolRuns: ChatMessage['toolRuns'], state: 'running-tools' | 'awaiting-approval') => void
  /** When progress is shown. @defaultValue with each animation frame, or after 250 ms where the page gets none */
  frame?: FrameScheduler | undefined
}

/** Options of a result that the application gives. */
export interface ToolResultOptions {
  /** The result tells what went wrong: the call failed. @defaultValue false */
  isError?: boolean | undefined
}

/** All calls of one whole answer: run at once, each at most once. A call id that comes twice is one call, since gateways take one result for it. */
export class ToolCalls {
  /** The {@link ToolCalls.results}, once they are there. Never rejects. */
  readonly settled: Promise<readonly ToolMessageParam[]>
  readonly #onChange: ToolCallsOptions['onChange']
  readonly #calls = new Map<string, ToolCallRun>()
  #settle: (messages: readonly ToolMessageParam[]) => void = () => {}
  #isStarted = false

  constructor({ message, tools, path, onChange, frame = nextFrame }: ToolCallsOptions) {
    this.#onChange = onChange
    this.settled = new Promise((resolve) => {
      this.#settle = resolve
    })
    for (const call of callsOf(message)) {
      if (this.#calls.has(call.id)) continue
      const restored = runOf(message, call.id)
      this.#calls.set(call.id, new ToolCallRun({ call, tools, messages: path, restored, frame, onChange: () => this.#show() }))
    }
  }

  /** The tool messages of the wire, one for each call, in the calls' order; undefined until each has its outcome. */
  get results(): readonly ToolMessageParam[] | undefined {
    const results: ToolMessageParam[] = []
    for (const { id, content } of this.#calls.values()) {
      if (content === undefined) return undefined
      results.push({ role: 'tool', tool_call_id: id, content })
    }
    return results
  }

  /** What came of each call so far, by its id. */
  get runs(): ChatMessage['toolRuns'] {
    return Object.fromEntries([...this.#calls.values()].flatMap(({ id, run }) => (run ? [[id, run]] : [])))
  }

  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    for (const call of this.#calls.values()) if (call.content === undefined) void call.start()
    this.#show()
  }

  /**
   * Lets a call run.
   * @throws {@link ToolCallError} when it does not wait for an approval.
   */
  approve(callId: string): void {
    this.#waiting(callId, 'an approval', AWAITED.approve).approve()
  }

  /**
   * Ends a call that waits for an approval or for a result: the model is told that a person did not want it, and why.
   * @throws {@link ToolCallError} when it does not wait.
   */
  reject(callId: string, reason?: string): void {
    this.#waiting(callId, 'an approval', AWAITED.reject).end({ state: 'rejected', result: reason })
  }

  /**
   * Gives a call of a tool without `execute` its result.
   * @throws {@link ToolCallError} when it does not wait for one.
   */
  addToolResult(callId: string, result: unknown, { isError = false }: ToolResultOptions = {}): void {
    this.#waiting(callId, 'a result', AWAITED.addToolResult).end(given(result, isError))
  }

  /**
   * Aborts what runs, in the same instant; every call without an outcome fails with `stopped`, but with `keepsWaiting` for those that wait for a
   * decision or a result. Late results change nothing.
   */
  stop({ keepsWaiting = false }: { keepsWaiting?: boolean } = {}): void {
    this.#isStarted = true
    for (const call of this.#calls.values()) {
      if (keepsWaiting && call.run?.state.startsWith('awaiting')) continue
      call.end(stopped())
    }
    this.#show()
  }

  #waiting(callId: string, awaited: 'an approval' | 'a result', states: readonly ToolRun['state'][]): ToolCallRun {
    const waits = (call: ToolCallRun | undefined) => call?.run !== undefined && states.includes(call.run.state)
    const call = this.#calls.get(callId)
    if (call && waits(call)) return call
    const others = [...this.#calls.values()].filter(waits).map(({ id }) => `"${id}"`)
    throw new ToolCallError(callId, awaited, others.length > 0 ? `Waiting are: ${others.join(', ')}.` : undefined)
  }

  #show(): void {
    const calls = [...this.#calls.values()]
    const states = new Set(calls.map(({ content, run }) => (content === undefined ? (run?.state ?? 'running') : 'settled')))
    this.#onChange(this.runs, states.has('awaiting-approval') && !states.has('running') ? 'awaiting-approval' : 'running-tools')
    const { results } = this
    if (results) this.#settle(results)
  }
}
