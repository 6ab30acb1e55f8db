import { createChatClient, createPartialJson, parseChatStream, readChat, type ChatCompletion } from '@rivulet/core'
import type { Wire } from '../Wire.ts'
import { OURS } from '../budgets.ts'
import type { ChunksReader, MessageReader, MessageSeen, PartialReader, Peer } from './Reader.ts'
import { createChunksSink } from './sinks.ts'

/** As it is taken: a request of a client, over its `fetch`. */
const ask = (wire: Wire) =>
  createChatClient({ baseURL: 'http://gateway.test/v1', fetch: wire.fetch }).stream({
    model: 'm',
    messages: [{ role: 'user', content: 'hi' }],
  })

const chunks: ChunksReader = {
  name: OURS,
  async read(wire) {
    const { seen, take } = createChunksSink()
    for await (const chunk of ask(wire)) take(chunk)
    return seen
  },
}

const chunksAlone: ChunksReader = {
  name: `${OURS}, parseChatStream alone`,
  async read(wire) {
    const { seen, take } = createChunksSink()
    for await (const chunk of parseChatStream(wire.stream())) take(chunk)
    return seen
  },
}

const message: MessageReader = {
  name: OURS,
  async read(wire) {
    const { completion } = await ask(wire).result
    return toSeen(completion)
  },
}

const messageAlone: MessageReader = {
  name: `${OURS}, readChat alone`,
  async read(wire) {
    const { completion } = await readChat(wire.stream())
    return toSeen(completion)
  },
}

/** The dearest way of use: a new snapshot for every chunk, where an application needs one a frame. */
const snapshots: MessageReader = {
  name: `${OURS}, a snapshot at every delta`,
  async read(wire) {
    const stream = ask(wire)
    let { completion } = stream
    for await (const chunk of stream) if (chunk.choices.length > 0) ({ completion } = stream)
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

export const peer: Peer = { chunks: [chunks, chunksAlone], messages: [message, messageAlone, snapshots], partials: [partial] }
