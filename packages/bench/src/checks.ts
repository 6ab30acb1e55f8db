import type { Answer } from './answers/Answer.ts'
import type { ChunksSeen, MessageSeen } from './peers/Reader.ts'

/** @throws where chunks come to something else than the answer: a reader that is wrong has no speed. */
export function checkChunks(name: string, seen: ChunksSeen, { text }: Answer): void {
  if (seen.text !== text || seen.finishReason !== 'stop' || !seen.hasUsage) throw new Error(`${name} lost a part of the answer.`)
}

/** @throws where a message is another than the answer. */
export function checkMessage(name: string, seen: MessageSeen, { text, args }: Answer): void {
  if (seen.text !== text || seen.args !== args) throw new Error(`${name} made another message of the answer.`)
}

/** @throws where a value is another than the JSON it was read from. */
export function checkValue(name: string, value: unknown, json: string): void {
  if (JSON.stringify(value) !== json) throw new Error(`${name} made another value of the JSON.`)
}
