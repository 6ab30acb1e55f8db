import type { ChatMessage } from '@rivulet/chat'
import type { Exchange } from '../events/exchangeLog.js'

/** What is known of an answer's cost and pace. A field is missing until it is known. */
export interface AnswerFigures {
  readonly firstTokenMs?: number | undefined
  /** How long a reply took that came in one piece: it has no first token, and no speed. */
  readonly wholeReplyMs?: number | undefined
  readonly tokensPerSecond?: number | undefined
  readonly usage?: ChatMessage['usage']
  readonly cost?: ChatMessage['cost']
}

/**
 * Measures an answer by its message and the exchange that brought it. While it streams, and where the gateway reports no usage, a chunk
 * with text counts as one token.
 */
export function measureAnswer(answer: ChatMessage | undefined, exchange: Exchange | undefined): AnswerFigures {
  if (!answer) return {}
  const { usage, cost, timings, ending } = answer
  if (ending?.kind === 'complete' && exchange && !exchange.tokens) return { wholeReplyMs: timings?.endMs, usage, cost }
  return { firstTokenMs: timings?.firstTokenMs, tokensPerSecond: exchange && rate(exchange, usage?.completion_tokens), usage, cost }
}

function rate({ tokens }: Exchange, counted: number | undefined): number | undefined {
  if (!tokens) return undefined
  const count = counted ?? tokens.count
  const spanMs = tokens.lastMs - tokens.firstMs
  // The span lies between the first and the last token, so the first one is not made within it.
  return count > 1 && spanMs > 0 ? ((count - 1) / spanMs) * 1_000 : undefined
}
