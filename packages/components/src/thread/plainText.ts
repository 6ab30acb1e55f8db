import type { ChatMessage } from '@rivulet/chat'
import type { MarkdownOptions } from '@rivulet/markdown'
import { withoutInvisible } from '@rivulet/markdown/react'
import { plainText } from '../message/plainText.js'
import { answerOf, inputOf, writtenTextOf } from '../message/wire.js'
import { asText } from '../shared/asText.js'

/** Has none of the characters that markdown could take for a mark: most questions, and short answers. Reads as it is written. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ,;?!'"]*$/u

/**
 * What is to be read of a message, without its marks and without what is not seen: the text as it is drawn, what was refused, and the tools that were
 * called with what they gave. Thoughts are left out, since they are folded, and so are files that were sent as text.
 */
export function plainTextOf({ wire, toolRuns }: ChatMessage, options: MarkdownOptions): string {
  const text = writtenTextOf(wire)
  if (wire.role !== 'assistant') return withoutInvisible(text)
  const { refusal, toolCalls } = answerOf(wire)
  const calls = toolCalls.flatMap((call) => {
    const { name, input } = inputOf(call)
    return [name, input, Object.hasOwn(toolRuns, call.id) ? asText(toolRuns[call.id]?.result) : '']
  })
  return withoutInvisible([PLAIN.test(text) ? text : plainText(text, options), refusal, ...calls].filter(Boolean).join('\n'))
}

/** Finds out once for each message what is to be read of it. */
export function createPlainText(options: MarkdownOptions): (message: ChatMessage) => string {
  const known = new WeakMap<ChatMessage, string>()
  return (message) => {
    const text = known.get(message) ?? plainTextOf(message, options)
    known.set(message, text)
    return text
  }
}
