import { isRecord } from './own.js'
import type { ChatCompletionChunk, ChunkDelta } from './wire/chunk.js'

/** Fields of a delta that are part of an answer; text first, since nearly every delta is text. Vendors add pictures and other parts. */
const ANSWER_FIELDS = ['content', 'reasoning_content', 'tool_calls', 'refusal', 'audio', 'content_parts', 'images']

/**
 * Whether a normalised chunk brings anything of an answer: text, reasoning, a refusal, a tool call, sound or pictures. Roles, empty fields,
 * finish reasons and usage are none. The first chunk that does is the first token: from there on a request is not tried again.
 */
export function bringsToken({ choices }: ChatCompletionChunk): boolean {
  return choices.some(({ delta }) => ANSWER_FIELDS.some((field) => !isEmpty(delta[field as keyof ChunkDelta])))
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) ? Object.keys(value).length === 0 : !value
}
