import { createAccumulator, createPartialJson, parseChatStream, readChat, type ChatCompletion } from '@rivulet/core'
import { OURS } from '../budgets.ts'
import type { ChunksReader, MessageReader, MessageSeen, PartialReader } from './Reader.ts'
import { createChunksSink } from './sinks.ts'

export const rivuletChunks: ChunksReader = {
  name: OURS,
  async read(wire) {
    const { seen, take } = createChunksSink()
    for await (const chunk of parseChatStream(wire.stream())) take(chunk)
    return seen
  },
}

export const rivuletMessage: MessageReader = {
  name: OURS,
  async read(wire) {
    const { completion } = await readChat(wire.stream())
    return toSeen(completion)
  },
}

/** The dearest way of use: a new snapshot for every chunk, where an application needs one a frame. */
export const rivuletSnapshots: MessageReader = {
  name: `${OURS}, a snapshot at every delta`,
  async read(wire) {
    const accumulator = createAccumulator()
    let { completion } = accumulator
    for await (const chunk of parseChatStream(wire.stream())) {
      accumulator.push(chunk)
      completion = accumulator.completion
    }
    return toSeen(completion)
  },
}

export const rivuletPartial: PartialReader = {
  name: OURS,
  follow(fragments) {
    const partial = createPartialJson()
    let value: unknown
    for (const fragment of fragments) {
      partial.push(fragment)
      value = partial.value
    }
    return value
  },
}

function toSeen({ choices }: ChatCompletion): MessageSeen {
  const message = choices[0]?.message
  const call = message?.tool_calls?.[0]
  return { text: message?.content ?? '', args: call?.type === 'function' ? call.function.arguments : undefined }
}
