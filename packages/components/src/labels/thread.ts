import { plural } from '../shared/format.js'

/** Words of the thread and of what it says to those who listen. */
export interface ThreadLabels {
  /** Name of the thread for those who do not see it. */
  conversation: string
  emptyTitle: string
  emptyHint: string
  /** Name of the list of prompts to begin with. */
  suggestions: string
  waiting: string
  /** Beside the dots while the client waits to try again by itself; `attempt` is the number of that try, from 2. */
  retrying: (attempt: number) => string
  /** Name of a run of messages, by their places from 1. */
  messageRange: (from: number, to: number) => string
  loadOlder: string
  loadingOlder: string
  /** Stands where the messages will be while a conversation is read. */
  loadingConversation: string
  olderFailed: string
  toLatest: string
  /** On the way to the end, in place of `toLatest`, when messages have come since the reader left it. */
  newMessages: (count: number) => string
  /** Said, not shown: an answer begins; a tool waits for a decision; there is no network; the answer is whole; it ended before that. */
  answering: string
  approvalNeeded: string
  offline: string
  answered: string
  endedEarly: string
}

export const threadLabels: ThreadLabels = {
  conversation: 'Conversation',
  emptyTitle: 'What would you like to know?',
  emptyHint: 'Ask below. The answer appears as it is written.',
  suggestions: 'Suggestions',
  waiting: 'Waiting for the answer',
  retrying: (attempt) => `Trying again (try ${attempt})`,
  messageRange: (from, to) => `Messages ${from} to ${to}`,
  loadOlder: 'Show older messages',
  loadingOlder: 'Loading older messages…',
  loadingConversation: 'Loading the conversation…',
  olderFailed: 'Older messages could not be loaded.',
  toLatest: 'Jump to latest',
  newMessages: (count) => `${count} new ${plural(count, 'en', { one: 'message', other: 'messages' })}`,
  answering: 'The answer is being written.',
  approvalNeeded: 'A tool waits for your approval.',
  offline: 'Waiting for a connection.',
  answered: 'The answer is complete.',
  endedEarly: 'The answer ended early.',
}
