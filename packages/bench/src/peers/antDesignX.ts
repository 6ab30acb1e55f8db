import { XRequest, XStream } from '@ant-design/x-sdk'
import type { ChunksReader, MessageReader, Peer } from './Reader.ts'
import { createChunksSink, createMessageSink, type AnyChunk } from './sinks.ts'

const NAME = 'Ant Design X'

const chunks: ChunksReader = {
  name: `${NAME}, XStream`,
  async read(wire) {
    const { seen, take } = createChunksSink()
    for await (const { data } of XStream<{ data: string }>({ readableStream: wire.stream() })) {
      if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
    }
    return seen
  },
}

const message: MessageReader = {
  name: `${NAME}, XRequest`,
  async read(wire, hasTool) {
    const { seen, take } = createMessageSink(hasTool)
    // It keeps all events until the end, for its `onSuccess`. Its OpenAIChatProvider would drop the calls of tools.
    const { asyncHandler } = XRequest<object, { data: string }>('http://gateway.test/v1/chat/completions', {
      fetch: wire.fetch,
      params: { model: 'm', messages: [], stream: true },
      callbacks: {
        onUpdate({ data }) {
          if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
        },
        onSuccess: () => undefined,
        onError(error) {
          throw error
        },
      },
    })
    await asyncHandler
    return seen
  },
}

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [] }
