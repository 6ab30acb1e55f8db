import type { Answer } from './answer.js'

export const refusal: Answer = {
  name: 'refusal',
  word: 'refusal',
  otherWords: ['refuse'],
  title: 'Show me a refusal',
  write: () => ({
    refusal:
      "I'm sorry, but I can't help with that. I can explain how such a request is recognised, or help with what you are really after.",
  }),
}

export const cutByLength: Answer = {
  name: 'cut-by-length',
  word: 'length',
  otherWords: ['cut'],
  title: 'Show an answer that is cut by its length',
  write: () => ({
    content:
      'There are four things to know about the limit on the length of an answer. The first is that it counts tokens and not words, so that a table costs more than it seems to. The second is that the model does not feel it coming. It will begin a sentence it has no room to finish, and the last thing you read may well be the',
    finishReason: 'length',
  }),
}

export const errorAfterTokens: Answer = {
  name: 'error-after-tokens',
  word: 'error',
  otherWords: ['fail'],
  title: 'Fail with an error after some tokens',
  write: () => ({
    content: 'All went well at first. The provider had taken the request, the first words were on their way, and there was no sign of',
    ending: 'error',
  }),
}

export const truncated: Answer = {
  name: 'truncated',
  word: 'truncated',
  otherWords: ['truncate', 'disconnect'],
  title: 'Send a truncated answer',
  write: () => ({
    content:
      'This answer ends where its connection does. There is no finish reason and no [DONE], only a last word, and after that nothing: no',
    ending: 'truncated',
  }),
}
