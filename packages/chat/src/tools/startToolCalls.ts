import { ChatError } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'
import type { FrameScheduler } from '../frame.js'
import { handedOver, toolsOf } from './handedOver.js'
import type { Tool } from './Tool.js'
import { ToolCalls } from './ToolCalls.js'

interface StartOptions {
  /** None: the application gives the results of all calls. */
  tools: readonly Tool[] | undefined
  /** The path shown, the answer included. */
  path: readonly ChatMessage[]
  frame: FrameScheduler
  /** Called before anything runs. */
  onStart: (calls: ToolCalls) => void
  /** Called with the answer's row at every change. */
  onChange: (answer: ChatMessage) => void
}

/** Runs the calls of an answer that is whole. */
export function startToolCalls(answer: ChatMessage, { tools = [], path, frame, onStart, onChange }: StartOptions): ToolCalls {
  const message = tools.length > 0 ? answer : handedOver(answer)
  const calls = new ToolCalls({
    message,
    tools: tools.length > 0 ? tools : toolsOf(answer),
    path: path.map((row) => (row.id === message.id ? message : row)),
    frame,
    onChange: (toolRuns, state) => onChange({ ...message, toolRuns, state }),
  })
  onStart(calls)
  calls.start()
  return calls
}

/** Why a turn makes no further request. */
export function stepLimit(maxSteps: number): ChatError {
  return new ChatError(
    'limit',
    `The turn made ${maxSteps} requests, and the model called tools once more. Their results are kept, and the model has not read them. Send a message or retry to go on; raise maxSteps for longer turns.`,
  )
}
