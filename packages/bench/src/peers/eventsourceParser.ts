import { createParser } from 'eventsource-parser'
import { eachRead, type Wire } from '../Wire.ts'
import type { Peer } from './Reader.ts'
import { readersOf, type AnyChunk } from './sinks.ts'

export const EVENTSOURCE_PARSER = 'eventsource-parser + JSON.parse'

/** Each chunk, as it comes. */
export function readEach(wire: Wire, take: (chunk: AnyChunk) => void): Promise<void> {
  const decoder = new TextDecoder()
  const parser = createParser({
    onEvent({ data }) {
      if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
    },
  })
  return eachRead(wire.stream(), (bytes) => parser.feed(decoder.decode(bytes, { stream: true })))
}

const { chunks, message } = readersOf(EVENTSOURCE_PARSER, readEach)

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [] }
