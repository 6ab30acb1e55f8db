import { plural } from '../shared/format.js'

/** Words of a message, of its parts and of how it ended. */
export interface MessageLabels {
  user: string
  assistant: string
  system: string
  tool: string
  /** Beside a user's text, how many parts were sent with it that are no text. */
  attachments: (count: number) => string
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
}

export const messageLabels: MessageLabels = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  tool: 'Tool result',
  attachments: (count) => `${count} ${plural(count, 'en', { one: 'attachment', other: 'attachments' })}`,
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
}
