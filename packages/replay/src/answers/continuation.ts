import type { Answer } from './answer.js'
import type { GatewayMessage, GatewayRequest } from '../gateway/gatewayRequest.js'
import { pickAnswer } from '../gateway/pickAnswer.js'

/** What is said where nothing more is known of the answer that is gone on with. */
const REST = ' and that is the rest of it, said to its end.'

/** So many letters that are said again are a repetition. */
const SURE_CHARS = 8

/**
 * Goes on with the last answer: where it is the last message, or where a last message asks for it. Who was asked in words begins the last words
 * again, as models do. `answers` are what the answer was picked from.
 */
export function createContinuation(answers: () => readonly Answer[]): Answer {
  return {
    name: 'continuation',
    word: '',
    title: 'Go on',
    suits: (request) => partOf(request) !== undefined,
    write(request) {
      const part = partOf(request)
      if (!part) return { content: REST }
      const { content } = pickAnswer(part.question, answers()).write(part.question)
      const whole = typeof content === 'string' ? content : (content ?? []).join('')
      const rest = whole.startsWith(part.text) && whole.length > part.text.length ? whole.slice(part.text.length) : REST
      return { content: part.isPrefix ? rest : lastWordsOf(part.text) + rest }
    },
  }
}

/** Two words, and more where those are so short that they could be meant to be said twice. */
function lastWordsOf(text: string): string {
  const words = text.match(/\S+\s*/g) ?? []
  let count = 2
  while (count < words.length && words.slice(-count).join('').length < SURE_CHARS) count += 1
  return words.length < 2 ? '' : words.slice(-count).join('')
}

/** The answer to go on with, and the request that it answered. */
function partOf(request: GatewayRequest): { text: string; isPrefix: boolean; question: GatewayRequest } | undefined {
  const { messages } = request
  const last = messages.at(-1)
  const isPrefix = last?.role === 'assistant'
  const answer: GatewayMessage | undefined = isPrefix ? last : messages.at(-2)
  const isAsked = isPrefix || (last?.role === 'user' && /\bgo on exactly where it ended\b/i.test(last.text))
  if (!isAsked || answer?.role !== 'assistant' || answer.text === '') return undefined
  return { text: answer.text, isPrefix, question: { ...request, messages: messages.slice(0, messages.lastIndexOf(answer)) } }
}
