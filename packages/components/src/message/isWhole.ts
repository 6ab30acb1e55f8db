import type { ChatMessage } from '@rivulet/chat'
import { asText } from '../shared/asText.js'
import { answerOf, textOf } from './wire.js'

type Ending = NonNullable<ChatMessage['ending']>

/** What a gateway says or shows of an answer that it finished, and that still is not as it should be. */
export type Flaw = 'cut-by-length' | 'content-filter' | 'lost-events' | 'unknown-reason'

/** Reasons of an answer that is whole, in the words of OpenAI's API and of gateways that say it otherwise. */
const ORDINARY = new Set(['stop', 'tool_calls', 'function_call', 'eos', 'eos_token', 'end_turn', 'stop_sequence', 'tool_use'])

/** What is amiss with an answer that the gateway finished; undefined where nothing is. */
export function flawOf({ finishReason, lostEvents }: Extract<Ending, { kind: 'complete' }>): Flaw | undefined {
  if (finishReason === 'length' || finishReason === 'max_tokens') return 'cut-by-length'
  if (finishReason === 'content_filter') return 'content-filter'
  if (lostEvents > 0) return 'lost-events'
  return finishReason === null || ORDINARY.has(asText(finishReason).toLowerCase()) ? undefined : 'unknown-reason'
}

/** Whether the model may be asked for the rest of an answer that ended like this. */
export function mayGoOn(ending: Ending): boolean {
  return ending.kind !== 'complete' || flawOf(ending) === 'cut-by-length'
}

/** What `canContinue` of the chat says: there is text to go on from, and no call, which cannot be gone on with once it was cut. */
export function canGoOn({ wire, state, ending }: ChatMessage): boolean {
  if (state !== 'done' || ending === undefined || !mayGoOn(ending)) return false
  return wire.role === 'assistant' && textOf(wire).trim() !== '' && answerOf(wire).toolCalls.length === 0
}

/** Whether the same question would be refused in the same way again. */
export function asksForAnotherQuestion(ending: Ending): boolean {
  if (ending.kind === 'failed') return ending.error.code === 'content_filter' || ending.error.code === 'context_length'
  return ending.kind === 'complete' && flawOf(ending) === 'content-filter'
}

/** Whether an answer ended as it should, with nothing missing that is known of. */
export function isWhole(ending: Ending): boolean {
  return ending.kind === 'complete' && flawOf(ending) === undefined
}
