import { addCosts, type CompletionUsage, type Cost } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'

/** Tokens and cost of a whole conversation: every try counts, since every try was paid for. */
export function totalsOf(messages: Iterable<ChatMessage>): { usage: CompletionUsage | undefined; cost: Cost | undefined } {
  let usage: CompletionUsage | undefined
  const costs: Cost[] = []
  for (const message of messages) {
    if (message.usage) usage = usage ? addUsage(usage, message.usage) : message.usage
    if (message.cost) costs.push(message.cost)
  }
  return { usage, cost: addCosts(...costs) }
}

/** The three counts that every gateway names; details are not summed, since one gateway's parts are not another's. */
export function addUsage(a: CompletionUsage, b: CompletionUsage): CompletionUsage {
  return {
    prompt_tokens: count(a.prompt_tokens) + count(b.prompt_tokens),
    completion_tokens: count(a.completion_tokens) + count(b.completion_tokens),
    total_tokens: count(a.total_tokens) + count(b.total_tokens),
  }
}

/** A gateway may leave a count out, or send what is no number. */
function count(tokens: unknown): number {
  return Number.isFinite(tokens) ? (tokens as number) : 0
}
