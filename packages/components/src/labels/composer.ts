/** Words of the field in which a message is written. */
export interface ComposerLabels {
  composer: string
  placeholder: string
  send: string
  stop: string
  notSent: string
}

export const composerLabels: ComposerLabels = {
  composer: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  stop: 'Stop',
  notSent: 'Not sent. Your text is back in the field.',
}
