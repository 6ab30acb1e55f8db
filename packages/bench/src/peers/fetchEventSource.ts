import { fetchEventSource } from '@microsoft/fetch-event-source'
import type { Wire } from '../Wire.ts'
import type { Peer } from './Reader.ts'
import { readersOf, type AnyChunk } from './sinks.ts'

const NAME = 'fetch-event-source'

/** It is made for pages: it takes timers from `window`, and a listener off `document`, also where it was told to pay no heed to hidden pages. */
const PAGE = { window: globalThis, document: new EventTarget() }

async function readEach(wire: Wire, take: (chunk: AnyChunk) => void): Promise<void> {
  // For as long as it reads: others take a process with a window for a page.
  Object.assign(globalThis, PAGE)
  try {
    await fetchEventSource('http://gateway.test/v1/chat/completions', {
      method: 'POST',
      fetch: wire.fetch,
      openWhenHidden: true,
      onmessage({ data }) {
        if (data !== '[DONE]') take(JSON.parse(data) as AnyChunk)
      },
      onerror(error) {
        throw error
      },
    })
  } finally {
    for (const name of Object.keys(PAGE)) Reflect.deleteProperty(globalThis, name)
  }
}

const { chunks, message } = readersOf(NAME, readEach)

export const peer: Peer = { chunks: [chunks], messages: [message], partials: [] }
