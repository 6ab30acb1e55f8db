import type { Answer } from './answer.js'

export const haiku: Answer = {
  name: 'haiku',
  word: 'haiku',
  otherWords: ['poem'],
  title: 'Write a haiku about APIs',
  write: () => ({ content: HAIKU, alternatives: [{ content: SECOND_HAIKU }] }),
}

const HAIKU = `Packets leave the spring,
each one smaller than a word.
Read: the river speaks.`

const SECOND_HAIKU = `A key, then a door.
What comes through it comes in parts;
the last part says: done.`
