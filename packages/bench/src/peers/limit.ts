// The cheapest thing that could work, and no more than that: it knows one line end, no comments, no errors and no field but "data".
import { eachRead } from '../Wire.ts'
import type { ChunksReader, MessageReader, PartialReader } from './Reader.ts'
import { createChunksSink, createMessageSink, type AnyChunk } from './sinks.ts'

const NAME = 'limit'

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

export const limitChunks: ChunksReader = {
  name: NAME,
  async read(wire) {
    const { seen, take } = createChunksSink()
    await eachRead(wire.stream(), createScanner(take))
    return seen
  },
}

export const limitMessage: MessageReader = {
  name: NAME,
  async read(wire, hasTool) {
    const { seen, take } = createMessageSink(hasTool)
    await eachRead(wire.stream(), createScanner(take))
    return seen
  },
}

export const limitPartial: PartialReader = {
  name: 'JSON.parse, once at the end',
  follow: (fragments) => JSON.parse(fragments.join('')) as unknown,
}
