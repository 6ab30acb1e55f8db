import type { ChatErrorCode } from '@rivulet/chat'
import { plural } from './format.js'
import type { ToolCallState } from './ToolCall.js'

/** Every word that a part shows or says. */
export interface Labels {
  /** BCP 47 tag for numbers and plurals; belongs to the language of the words. */
  locale: string

  /** Name of the thread for those who do not see it. */
  conversation: string
  emptyTitle: string
  emptyHint: string
  user: string
  assistant: string
  system: string
  tool: string
  /** Beside a user's text, how many parts were sent with it that are no text. */
  attachments: (count: number) => string
  waiting: string
  /** Beside the dots while the client waits to try again by itself; `attempt` is the number of that try, from 2. */
  retrying: (attempt: number) => string
  /** Said, not shown, when an answer begins, when it is whole, and when it ended before that. */
  answering: string
  answered: string
  endedEarly: string

  thinking: string
  thought: string
  thoughtFor: (duration: string) => string

  /** How an answer ended, where it did not simply end. */
  stopped: string
  detached: string
  truncated: string
  stalled: (duration: string) => string
  cutByLength: string
  contentFilter: string
  /** A `finish_reason` that is not in OpenAI's list. */
  finishedBecause: (reason: string) => string
  lostEvents: (count: number) => string
  emptyAnswer: string
  refused: string
  warnings: (count: number) => string

  retry: string
  continueAnswer: string
  errorTitles: Record<ChatErrorCode, string>
  /** Title of an error whose code is none of the client's. */
  errorTitle: string
  /** The text under the title; the error's own message, which is English, unless this says otherwise. */
  errorText: (error: { code: string; message: string }) => string
  retryAfter: (duration: string) => string
  httpStatus: (status: number) => string
  requestId: string

  toolArguments: string
  toolResult: string
  toolStates: Record<ToolCallState, string>

  promptTokens: string
  cachedTokens: string
  completionTokens: string
  reasoningTokens: string
  totalTokens: string
  cost: string
  /** `shown` is the amount in the locale's digits. */
  credits: (amount: number, shown: string) => string

  composer: string
  placeholder: string
  send: string
  stop: string
  notSent: string
}

/** Some of the words, to pass as `labels` to any part; the rest stay English, also within `errorTitles` and `toolStates`. */
export type LabelOverrides = {
  [Label in keyof Labels]?: Labels[Label] extends Record<string, string> ? Partial<Labels[Label]> : Labels[Label]
}

/** The English words. */
export const defaultLabels: Labels = {
  locale: 'en',

  conversation: 'Conversation',
  emptyTitle: 'What would you like to know?',
  emptyHint: 'Ask below. The answer appears as it is written.',
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  tool: 'Tool result',
  attachments: (count) => `${count} ${plural(count, 'en', { one: 'attachment', other: 'attachments' })}`,
  waiting: 'Waiting for the answer',
  retrying: (attempt) => `Trying again (try ${attempt})`,
  answering: 'The answer is being written.',
  answered: 'The answer is complete.',
  endedEarly: 'The answer ended early.',

  thinking: 'Thinking…',
  thought: 'Thoughts',
  thoughtFor: (duration) => `Thought for ${duration}`,

  stopped: 'You stopped this answer.',
  detached: 'The page was left before this answer was whole.',
  truncated: 'The connection ended before this answer was whole.',
  stalled: (duration) => `Nothing came for ${duration}, so this answer is not whole.`,
  cutByLength: 'Cut off at the length limit.',
  contentFilter: 'The gateway’s content filter ended this answer.',
  finishedBecause: (reason) => `The gateway ended this answer: ${reason}.`,
  lostEvents: (count) => `${count} ${plural(count, 'en', { one: 'piece', other: 'pieces' })} of this answer could not be read.`,
  emptyAnswer: 'The answer was empty.',
  refused: 'Declined',
  warnings: (count) => `${count} ${plural(count, 'en', { one: 'note', other: 'notes' })} on this answer`,

  retry: 'Retry',
  continueAnswer: 'Continue',
  errorTitles: {
    network: 'No connection',
    timeout: 'It took too long',
    http: 'Request refused',
    auth: 'Key not accepted',
    payment: 'No credit left',
    rate_limit: 'Too many requests',
    context_length: 'Conversation too long',
    content_filter: 'Refused by the content filter',
    gateway: 'The gateway failed',
    protocol: 'Unreadable answer',
    limit: 'Answer too large',
    empty_response: 'Empty answer',
    html_response: 'A web page instead of an answer',
    relay_lost: 'Run lost',
  },
  errorTitle: 'Something went wrong',
  errorText: (error) => error.message,
  retryAfter: (duration) => `Wait ${duration} before trying again.`,
  httpStatus: (status) => `HTTP ${status}`,
  requestId: 'Request',

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

  promptTokens: 'In',
  cachedTokens: 'Cached',
  completionTokens: 'Out',
  reasoningTokens: 'Reasoning',
  totalTokens: 'Total',
  cost: 'Cost',
  credits: (amount, shown) => `${shown} ${plural(amount, 'en', { one: 'credit', other: 'credits' })}`,

  composer: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  stop: 'Stop',
  notSent: 'Not sent. Your text is back in the field.',
}

/** The given words over the English ones. */
export function resolveLabels(labels: LabelOverrides | undefined): Labels {
  if (!labels) return defaultLabels
  return {
    ...defaultLabels,
    ...labels,
    errorTitles: { ...defaultLabels.errorTitles, ...labels.errorTitles },
    toolStates: { ...defaultLabels.toolStates, ...labels.toolStates },
  }
}
