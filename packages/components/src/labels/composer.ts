import { plural } from '../shared/format.js'

/** Words of the field in which a message is written, and of what waits above it. */
export interface ComposerLabels {
  composer: string
  placeholder: string
  send: string
  /** Send, while an answer runs: the message waits its turn. */
  sendNext: string
  stop: string
  notSent: string
  /** Names of the lists that `/` and `@` open. */
  commandList: string
  mentionList: string
  searching: string
  searchFailed: string
  noCompletion: string
  /** Said when a list has opened or changed. */
  found: (count: number) => string
  dictate: string
  stopDictating: string
  listening: string
  dictationFailed: string
  /** The browser or the reader does not allow the microphone. */
  microphoneRefused: string
  queue: string
  queueHeld: string
  sendNow: string
  editQueued: string
  saveQueued: string
  removeQueued: string
  moveEarlier: string
  moveLater: string
  /** Said when a message of the queue has moved; positions count from 1. */
  movedTo: (position: number, count: number) => string
  /** A message of the queue that holds nothing but files. */
  queuedFiles: (count: number) => string
}

export const composerLabels: ComposerLabels = {
  composer: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  sendNext: 'Send after this answer',
  stop: 'Stop',
  notSent: 'Not sent. Your text is back in the field.',
  commandList: 'Commands',
  mentionList: 'Mentions',
  searching: 'Searching…',
  searchFailed: 'The search did not work.',
  noCompletion: 'Nothing found.',
  found: (count) => `${count} ${plural(count, 'en', { one: 'suggestion', other: 'suggestions' })}`,
  dictate: 'Dictate',
  stopDictating: 'Stop dictating',
  listening: 'Listening…',
  dictationFailed: 'The browser could not listen.',
  microphoneRefused: 'The microphone is not allowed on this page.',
  queue: 'Waiting to be sent',
  queueHeld: 'The last answer did not end well, so these wait for you.',
  sendNow: 'Send now',
  editQueued: 'Edit',
  saveQueued: 'Save',
  removeQueued: 'Remove',
  moveEarlier: 'Move up',
  moveLater: 'Move down',
  movedTo: (position, count) => `Moved to ${position} of ${count}`,
  queuedFiles: (count) => `${count} ${plural(count, 'en', { one: 'file', other: 'files' })}`,
}
