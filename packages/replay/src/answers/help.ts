import type { Answer } from './answer.js'

/** What is said where no other answer was asked for: what can be. */
export function createHelp(answers: readonly Answer[]): Answer {
  const list = answers.map(({ word, title }) => `- ${word}: “${title}”`).join('\n')
  return {
    name: 'help',
    word: 'help',
    title: 'Tell me what I can ask',
    write: () => ({
      content: `Hello! I am a small gateway that runs on your own machine. No model is behind me, only a few written answers that stream as a model’s would, so that you can see every way an answer can come and go.\n\nA word in your message picks the answer:\n\n${list}\n\nTry one, and press Stop in the middle of it.`,
    }),
  }
}
