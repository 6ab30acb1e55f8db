import { createParser } from 'eventsource-parser'
import { eachRead, type Wire } from '../Wire.ts'
import type { ChunksReader, MessageReader } from './Reader.ts'
import { createChunksSink, createMessageSink, type AnyChunk } from './sinks.ts'

const NAME = 'eventsource-parser + JSON.parse'

function readEach(wire: Wire, take: (chunk: AnyChunk) => void): Promise<void> {
  const decoder = new TextDecoder()
  const parser = createParser({
    onEvent({ data }) {
      if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
    },
  })
  return eachRead(wire.stream(), (bytes) => parser.feed(decoder.decode(bytes, { stream: true })))
}

export const eventsourceParserChunks: ChunksReader = {
  name: NAME,
  async read(wire) {
    const { seen, take } = createChunksSink()
    await readEach(wire, take)
    return seen
  },
}

export const eventsourceParserMessage: MessageReader = {
  name: NAME,
  async read(wire, hasTool) {
    const { seen, take } = createMessageSink(hasTool)
    await readEach(wire, take)
    return seen
  },
}
