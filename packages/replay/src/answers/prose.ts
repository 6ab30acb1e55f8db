import type { Answer } from './answer.js'

export const prose: Answer = {
  name: 'prose',
  word: 'prose',
  otherWords: ['story', 'essay'],
  title: 'Write three paragraphs of prose',
  write: () => ({ content: PROSE }),
}

const PROSE = `Rain that falls on the high moor does not decide to become a river. It runs where the ground lets it, a thread of water between two stones, and stops at the first hollow until the hollow is full. Then it goes on. Nobody standing there would call it a river yet, and still it is all there: a beginning, a direction, and something that keeps arriving.

An answer that streams is read the same way. The first words come before the last ones are known, and you lean towards them, guess where they are going, and are sometimes wrong. By the second sentence you have found the pace. Waiting has turned into reading, although nothing has become faster.

That is the whole trick, and it is an honest one only as long as the ending is honest too. A stream that dries up halfway should say so. A reader forgives a short answer; what no reader forgives is half an answer that pretends to be a whole one.`
