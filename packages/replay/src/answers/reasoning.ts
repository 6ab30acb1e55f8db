import type { Answer } from './answer.js'

export const reasoning: Answer = {
  name: 'reasoning',
  word: 'reasoning',
  otherWords: ['think', 'puzzle', 'riddle'],
  title: 'Solve a puzzle with reasoning',
  write: () => ({ reasoning: REASONING, content: REASONED }),
}

const REASONING = `A farmer must take a wolf, a goat and a cabbage across, and the boat holds one besides him. Which pairs cannot be left alone? Wolf and goat; goat and cabbage. So the goat is the one that is always in trouble, and it has to go first.

After that, whatever I bring second will stand beside the goat on the far bank. Unless the goat comes back with the farmer. Nothing forbids a trip back with a passenger, so that is the way out.

Goat over, return alone. Wolf over, return with the goat. Cabbage over, return alone. Goat over. Seven crossings; I see no pair left alone at any point.`

const REASONED = `It takes seven crossings, and the goat makes three of them.

1. Take the goat across, and come back alone.
2. Take the wolf across, and bring the goat back.
3. Take the cabbage across, and come back alone.
4. Take the goat across once more.

The step that people miss is the second: something may travel back.`
