/** Words of the thread and of what it says to those who listen. */
export interface ThreadLabels {
  /** Name of the thread for those who do not see it. */
  conversation: string
  emptyTitle: string
  emptyHint: string
  waiting: string
  /** Beside the dots while the client waits to try again by itself; `attempt` is the number of that try, from 2. */
  retrying: (attempt: number) => string
  /** Said, not shown, when an answer begins, when it is whole, and when it ended before that. */
  answering: string
  answered: string
  endedEarly: string
}

export const threadLabels: ThreadLabels = {
  conversation: 'Conversation',
  emptyTitle: 'What would you like to know?',
  emptyHint: 'Ask below. The answer appears as it is written.',
  waiting: 'Waiting for the answer',
  retrying: (attempt) => `Trying again (try ${attempt})`,
  answering: 'The answer is being written.',
  answered: 'The answer is complete.',
  endedEarly: 'The answer ended early.',
}
