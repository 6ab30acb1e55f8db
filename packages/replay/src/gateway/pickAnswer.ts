import type { Answer } from '../answers/answer.js'
import { type GatewayRequest, lastPrompt } from './gatewayRequest.js'

/** The first answer that suits the request or whose word is in the last user message, else the last of the list. */
export function pickAnswer(request: GatewayRequest, answers: readonly Answer[]): Answer {
  const asked =
    lastPrompt(request)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  // The beginning of a word is enough, so that "tools" asks for the same as "tool".
  const isAsked = (word: string) => word !== '' && asked.some((other) => other.startsWith(word))
  const picked = answers.find((answer) => answer.suits?.(request) || [answer.word, ...(answer.otherWords ?? [])].some(isAsked))
  const answer = picked ?? answers.at(-1)
  if (!answer) throw new TypeError('createGateway was given an empty list of answers, so nothing can be answered. Give it at least one.')
  return answer
}
