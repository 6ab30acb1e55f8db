// The cheapest thing that could work, and no more than that: it knows one line end, no comments, no errors and no field but "data".
import { eachRead } from '../Wire.ts'
import type { ChunksReader, MessageReader, PartialReader, Peer } from './Reader.ts'
import { createChunksSink, createMessageSink, type AnyChunk } from './sinks.ts'

export const LIMIT = 'limit'

/** Decodes, finds blank lines, parses. */
function createScanner(take: (chunk: AnyChunk) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  let held = ''
  return (bytes) => {
    held += decoder.decode(bytes, { stream: true })
    let from = 0
    for (let end = held.indexOf('\n\n'); end !== -1; end = held.indexOf('\n\n', from)) {
      const data = held.slice(from + 'data: '.length, end)
      if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
      from = end + 2
    }
    if (from > 0) held = held.slice(from)
  }
}

const chunks: ChunksReader = {
  name: LIMIT,
  async read(wire) {
    const { seen, take } = createChunksSink()
    await eachRead(wire.stream(), createScanner(take))
    return seen
  },
}

const message: MessageReader = {
  name: LIMIT,
  async read(wire, hasTool) {
    const { seen, take } = createMessageSink(hasTool)
    await eachRead(wire.stream(), createScanner(take))
    return seen
  },
}

const partial: PartialReader = {
  name: 'JSON.parse, once at the end',
  follow: (fragments) => JSON.parse(fragments.join('')) as unknown,
}

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [partial] }
