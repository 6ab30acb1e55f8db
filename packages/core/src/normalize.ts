import { isRecord } from './own.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** Turns what a gateway sent as a chunk into a chunk. */
export function normalize(raw: Record<string, unknown>): ChatCompletionChunk {
  const choices = Array.isArray(raw['choices']) ? raw['choices'].filter(isRecord) : []
  return {
    ...raw,
    id: typeof raw['id'] === 'string' ? raw['id'] : '',
    object: 'chat.completion.chunk',
    created: typeof raw['created'] === 'number' ? raw['created'] : 0,
    model: typeof raw['model'] === 'string' ? raw['model'] : '',
    choices: choices.map((choice) => toChoice(choice)),
  }
}

function toChoice({ message, ...choice }: Record<string, unknown>): ChunkChoice {
  const delta = isRecord(choice['delta']) ? choice['delta'] : isRecord(message) ? message : {}
  return {
    ...choice,
    index: Number(choice['index'] ?? 0),
    delta,
    finish_reason: (choice['finish_reason'] as ChunkChoice['finish_reason']) || null,
  }
}
