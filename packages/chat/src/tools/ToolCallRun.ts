import type { CustomToolCall, ToolCall, ToolMessageParam } from '@rivulet/core'
import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import type { FrameScheduler } from '../frame.js'
import { asJson } from './asJson.js'
import { nameOf } from './callsOf.js'
import type { Tool, ToolContext } from './Tool.js'
import { readResult } from './readResult.js'
import { failed, given } from './given.js'
import { messageOf } from './messageOf.js'
import { contentOfOutcome, type ToolOutcome } from './toolOutcome.js'

const DEFAULT_TIMEOUT_MS = 120_000
/** A timer set for longer fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

export interface ToolCallRunOptions {
  call: ToolCall | CustomToolCall
  tools: readonly Tool[]
  messages: readonly ChatMessage[]
  /** What came of the call before a reload. */
  restored: ToolRun | undefined
  frame: FrameScheduler
  onChange: () => void
}

/** Arguments that were validated: as the tool takes them, and as its row has them. */
interface Valid {
  readonly input: unknown
  readonly shown: unknown
}

/** One tool call from its arguments to its outcome. It has one outcome, the first; what comes later changes nothing. */
export class ToolCallRun {
  readonly id: string
  run: ToolRun | undefined
  /** What the model is told; undefined until the call has its outcome. */
  content: ToolMessageParam['content'] | undefined
  readonly #options: ToolCallRunOptions
  readonly #tool: Tool | undefined
  readonly #context: ToolContext
  readonly #abort = new AbortController()
  #valid: Valid | undefined
  #isApproved = false
  #startedMs: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #cancelFrame: (() => void) | undefined
  #isScheduled = false
  /** Not shown yet. */
  #progress: unknown

  constructor(options: ToolCallRunOptions) {
    const { call, tools, messages, restored } = options
    this.#options = options
    this.id = call.id
    this.run = restored
    this.#tool = tools.find(({ name }) => name === nameOf(call))
    this.#context = { toolCallId: call.id, messages, signal: this.#abort.signal }
    if (restored && ['done', 'failed', 'rejected'].includes(restored.state)) this.content = contentOfOutcome(restored)
  }

  /** Brings the call as far as it comes without anybody's decision. A call of before a reload is never run again; it may wait again. */
  async start(): Promise<void> {
    const restored = this.run?.state
    if (restored !== undefined && restored !== 'awaiting-approval' && restored !== 'awaiting-result') {
      return this.end(failed('interrupted', 'The page was left while the tool ran. Whether it did its work is not known.'))
    }
    this.#limit()
    try {
      const valid = await this.#validate()
      if (!valid || this.content !== undefined) return
      this.#valid = valid
      const needsApproval =
        restored === undefined ? await this.#tool?.needsApproval(valid.input, this.#context) : restored === 'awaiting-approval'
      if (this.content !== undefined) return
      clearTimeout(this.#timer)
      if (needsApproval && !this.#isApproved) this.#change({ state: 'awaiting-approval', input: valid.shown })
      else if (restored === 'awaiting-result') this.#change({ state: 'awaiting-result', input: valid.shown })
      else await this.#execute(valid)
    } catch (error) {
      this.end(failed('failed', messageOf(error)))
    }
  }

  approve(): void {
    this.#isApproved = true
    if (this.#valid) void this.#execute(this.#valid)
    else this.#change(undefined)
  }

  /** Gives the call its outcome, unless it has one, and aborts what runs. */
  end(outcome: ToolOutcome): void {
    if (this.content !== undefined) return
    this.content = contentOfOutcome(outcome)
    clearTimeout(this.#timer)
    this.#cancelFrame?.()
    const duration = this.#startedMs === undefined ? {} : { durationMs: performance.now() - this.#startedMs }
    this.#takeProgress()
    this.#change({ ...this.run, ...(this.#valid && { input: this.#valid.shown }), ...outcome, ...duration })
    if (outcome.state === 'failed') this.#abort.abort()
  }

  async #validate(): Promise<Valid | undefined> {
    const { call } = this.#options
    if (!this.#tool) {
      const names = this.#options.tools.map((tool) => tool.name).join(', ')
      this.end(
        failed('unknown_tool', `There is no tool "${nameOf(call)}". ${names === '' ? 'There is none at all.' : `There are: ${names}.`}`),
      )
      return undefined
    }
    try {
      const input = await this.#tool.validate(inputOf(call))
      return { input, shown: dataOf(input) ?? inputOf(call) }
    } catch (error) {
      this.end(failed('invalid_arguments', `The arguments were refused: ${messageOf(error)}`))
      return undefined
    }
  }

  async #execute({ input, shown }: Valid): Promise<void> {
    const tool = this.#tool
    if (!tool?.execute) return this.#change({ state: 'awaiting-result', input: shown })
    this.#startedMs = performance.now()
    this.#change({ state: 'running', input: shown, startedAtMs: Date.now() })
    // Whoever heard of it may have stopped it.
    if (this.content !== undefined) return
    this.#limit()
    try {
      const execution = tool.execute(input, this.#context)
      this.end(given(await readResult(execution, this.#abort.signal, (progress) => this.#tell(progress))))
    } catch (error) {
      this.end(failed('failed', messageOf(error)))
    }
  }

  #limit(): void {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = this.#tool ?? {}
    if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS)) return
    const late = () => this.end(failed('timeout', `The tool "${nameOf(this.#options.call)}" gave no result within ${timeoutMs / 1000} s.`))
    this.#timer = setTimeout(late, timeoutMs)
  }

  /** Progress is shown once a frame, however much of it there is. */
  #tell(progress: unknown): void {
    if (this.content !== undefined) return
    this.#progress = progress
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#cancelFrame = this.#options.frame(() => {
      this.#isScheduled = false
      this.#takeProgress()
      this.#options.onChange()
    })
  }

  #takeProgress(): void {
    const progress = dataOf(this.#progress)
    this.#progress = undefined
    if (this.run && progress !== undefined) this.run = { ...this.run, progress }
  }

  #change(run: ToolRun | undefined): void {
    this.run = run && { name: nameOf(this.#options.call), ...run }
    this.#options.onChange()
  }
}

/** Undefined for what is no JSON. */
function dataOf(value: unknown): unknown {
  try {
    return asJson(value)
  } catch {
    return undefined
  }
}

/** What the model wrote for a call: JSON, or a custom tool's text. */
function inputOf(call: ToolCall | CustomToolCall): unknown {
  return call.type === 'custom' ? call.custom.input : JSON.parse(call.function.arguments.trim() || '{}')
}
