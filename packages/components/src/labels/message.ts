import { plural } from '../shared/format.js'

/** Words of a message, of its parts and of how it ended. */
export interface MessageLabels {
  user: string
  assistant: string
  system: string
  tool: string
  thinking: string
  thought: string
  /** In place of `thought`, where it is known how long it took; `duration` is in the reader's language. */
  thoughtFor: (duration: string) => string
  /** How an answer ended, where it did not simply end. */
  stopped: string
  detached: string
  truncated: string
  /** No byte came for this long; `duration` is in the reader's language. */
  stalled: (duration: string) => string
  cutByLength: string
  contentFilter: string
  /** A `finish_reason` that is not in OpenAI's list. */
  finishedBecause: (reason: string) => string
  /** The answer is whole but for this many events, which could not be read. */
  lostEvents: (count: number) => string
  emptyAnswer: string
  refused: string
  /** The fold of what was repaired or noticed. */
  warnings: (count: number) => string
  retry: string
  continueAnswer: string
  /** Leads to the question of an answer that would be refused again. */
  editQuestion: string
  /** The fold of what an answer cites. */
  sources: (count: number) => string
  /** Name of the row of buttons, and of the one by which a keyboard comes to it. */
  messageActions: string
  copyText: string
  copyMarkdown: string
  copied: string
  copyFailed: string
  regenerate: string
  editMessage: string
  editor: string
  saveEdit: string
  cancelEdit: string
  /** The application did not take the edited text. */
  notSaved: string
  goodAnswer: string
  badAnswer: string
  speak: string
  stopSpeaking: string
  /** The versions of a message: one question put in two ways, one answer asked for twice. */
  messageVersions: string
  /** Which version is shown and how many there are, both in the locale's digits. */
  versionOf: (shown: string, count: string) => string
  previousVersion: string
  nextVersion: string
  /** How an answer came about: model, times, tokens. `shown` is what the button shows, the time it took, where that is known. */
  messageDetails: (shown?: string) => string
  modelName: string
  firstToken: string
  totalTime: string
  answerSpeed: string
  /** `shown` is the number in the locale's digits. */
  tokensPerSecond: (shown: string) => string
  triesTaken: string
}

export const messageLabels: MessageLabels = {
  user: 'You',
  assistant: 'Assistant',
  system: 'System',
  tool: 'Tool result',
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
  editQuestion: 'Edit question',
  sources: (count) => `${count} ${plural(count, 'en', { one: 'source', other: 'sources' })}`,
  messageActions: 'Message actions',
  copyText: 'Copy',
  copyMarkdown: 'Copy as Markdown',
  copied: 'Copied',
  copyFailed: 'Not copied',
  regenerate: 'Regenerate',
  editMessage: 'Edit',
  editor: 'Edit message',
  saveEdit: 'Save',
  cancelEdit: 'Cancel',
  notSaved: 'This could not be saved now. Your text is still here.',
  goodAnswer: 'Good answer',
  badAnswer: 'Bad answer',
  speak: 'Read aloud',
  stopSpeaking: 'Stop reading',
  messageVersions: 'Versions',
  versionOf: (shown, count) => `${shown} / ${count}`,
  previousVersion: 'Previous version',
  nextVersion: 'Next version',
  messageDetails: (shown) => (shown === undefined ? 'Details of this answer' : `Details of this answer: ${shown}`),
  modelName: 'Model',
  firstToken: 'First token',
  totalTime: 'Total time',
  answerSpeed: 'Speed',
  tokensPerSecond: (shown) => `${shown} tokens/s`,
  triesTaken: 'Tries',
}
