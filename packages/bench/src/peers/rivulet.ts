import { createAccumulator, createPartialJson, parseChatStream, readChat, type ChatCompletion } from '@rivulet/core'
import { OURS } from '../budgets.ts'
import type { ChunksReader, MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
import { createChunksSink } from './sinks.ts'

const chunks: ChunksReader = {
  name: OURS,
  async read(wire) {
    const { seen, take } = createChunksSink()
    for await (const chunk of parseChatStream(wire.stream())) take(chunk)
    return seen
  },
}

const message: MessageReader = {
  name: OURS,
  async read(wire) {
    const { completion } = await readChat(wire.stream())
    return toSeen(completion)
  },
}

/** The dearest way of use: a new snapshot for every chunk, where an application needs one a frame. */
const snapshots: MessageReader = {
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

const partial: PartialReader = {
  name: OURS,
  follow(fragments) {
    const reader = createPartialJson()
    let value: unknown
    for (const fragment of fragments) {
      reader.push(fragment)
      value = reader.value
    }
    return value
  },
}

function toSeen({ choices }: ChatCompletion): MessageSeen {
  const answer = choices[0]?.message
  const call = answer?.tool_calls?.[0]
  return { text: answer?.content ?? '', args: call?.type === 'function' ? call.function.arguments : undefined }
}

export const peer: Peer = { chunks: [chunks], messages: [message, snapshots], partials: [partial] }
