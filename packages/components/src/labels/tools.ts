import { plural } from '../shared/format.js'
import type { ToolCallState } from '../message/ToolCall.js'

/** Words of a tool call. */
export interface ToolsLabels {
  toolArguments: string
  toolResult: string
  /** In place of the result, what a failure said. */
  toolError: string
  /** Why a person did not let it run. */
  toolReason: string
  toolProgress: string
  approve: string
  reject: string
  /** The field for the reason, which the model is told, and what stands in it while it is empty. */
  rejectReason: string
  rejectReasonHint: string
  /** Shows a value as JSON text in place of a tree. */
  asJson: string
  emptyText: string
  emptyList: string
  emptyObject: string
  /** How much a list holds, beside its fold. */
  items: (count: number) => string
  /** Shows the next entries of a long list or object; `count` is how many. */
  showMore: (count: number) => string
  showAll: string
  /** Names how far a call is. */
  toolStates: Record<ToolCallState, string>
}

export const toolsLabels: ToolsLabels = {
  toolArguments: 'Arguments',
  toolResult: 'Result',
  toolError: 'Error',
  toolReason: 'Reason',
  toolProgress: 'Progress',
  approve: 'Approve',
  reject: 'Reject',
  rejectReason: 'Reason for the rejection',
  rejectReasonHint: 'Why not? (optional)',
  asJson: 'JSON',
  emptyText: 'empty text',
  emptyList: 'empty list',
  emptyObject: 'empty',
  items: (count) => `${count} ${plural(count, 'en', { one: 'item', other: 'items' })}`,
  showMore: (count) => `Show ${count} more`,
  showAll: 'Show all of it',
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
