import type { Answer } from './answer.js'

export const ANSWERS: readonly Answer[] = [
  {
    name: 'prose',
    word: 'prose',
    title: 'Write some prose',
    write: () => ({ content: 'A river does not carry the rain to the sea all at once.' }),
  },
]
