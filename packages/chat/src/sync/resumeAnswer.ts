import type { ChatClient } from '@rivulet/core'
import { optionsOf, toAnswer, type AnswerEvents, type OpenAnswer } from '../openAnswer.js'

/** Reads a run that a relay keeps, from its start. */
export function resumeAnswer(client: ChatClient, runId: string, events: AnswerEvents): OpenAnswer {
  const { onResponse } = optionsOf({}, events)
  return toAnswer(client.resume(runId, { onResponse }), events)
}
