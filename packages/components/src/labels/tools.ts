import type { ToolCallState } from '../message/ToolCall.js'

/** Words of a tool call. */
export interface ToolsLabels {
  toolArguments: string
  toolResult: string
  toolStates: Record<ToolCallState, string>
}

export const toolsLabels: ToolsLabels = {
  toolArguments: 'Arguments',
  toolResult: 'Result',
  toolStates: {
    streaming: 'Writing arguments',
    called: 'Called',
    'awaiting-approval': 'Waits for approval',
    'awaiting-result': 'Waits for its result',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    rejected: 'Rejected',
    incomplete: 'Not whole',
  },
}
