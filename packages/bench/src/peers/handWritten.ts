// The loop that gateways' documents show where no SDK is to be had. Most of them show it without the buffer: that one loses a part of every event that a read
// cuts in two, so it has no speed.
import type { Wire } from '../Wire.ts'
import type { Peer } from './Reader.ts'
import { readersOf, type AnyChunk } from './sinks.ts'

const NAME = "the loop of gateways' documents"

async function readEach(wire: Wire, take: (chunk: AnyChunk) => void): Promise<void> {
  const response = await wire.fetch()
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let buffer = ''
  for (;;) {
    const read = await reader?.read()
    if (!read || read.done) return
    buffer += decoder.decode(read.value, { stream: true })
    const lines = buffer.split('\n')
    buffer = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const data = line.slice('data: '.length)
      if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
    }
  }
}

const { chunks, message } = readersOf(NAME, readEach)

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [] }
