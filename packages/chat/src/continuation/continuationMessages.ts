import type { ChatMessageParam } from '@rivulet/core'

/**
 * How a gateway is asked to go on with an answer.
 *
 * - `instruction`: the answer so far, then a user message that asks for the rest. Every gateway takes it.
 * - `assistant`: the answer so far is the last message. Gateways of models that can be prefilled go on with it; others answer anew.
 * - `prefix`: the same, marked `prefix: true`, as DeepSeek and Mistral ask for it.
 *
 * @see https://api-docs.deepseek.com/guides/chat_prefix_completion
 * @see https://docs.mistral.ai/api/#tag/chat
 */
export type ContinueWith = 'instruction' | 'assistant' | 'prefix'

const INSTRUCTION = 'Your last message was cut off. Go on exactly where it ended. Repeat nothing of it, and say nothing about this request.'

/** The messages of a request for the rest of the last one. */
export function continuationMessages(messages: readonly ChatMessageParam[], style: ContinueWith = 'instruction'): ChatMessageParam[] {
  const last = messages.at(-1)
  if (style === 'instruction') return [...messages, { role: 'user', content: INSTRUCTION }]
  if (style === 'assistant' || !last) return [...messages]
  const marked: ChatMessageParam & { prefix: true } = { ...last, prefix: true }
  return [...messages.slice(0, -1), marked]
}
