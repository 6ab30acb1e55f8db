/** The reads in which the bytes of an answer come from the network. */
export type Reads = readonly Uint8Array<ArrayBuffer>[]

/** How a network may cut an answer. */
export type Cut = 'event' | '64k' | '7b'

export const CUTS: Readonly<Record<Cut, string>> = {
  event: 'one event a read',
  '64k': '64 KiB reads',
  '7b': '7-byte reads',
}

/** The bytes of an answer as server-sent events that end with `[DONE]`, cut into reads. */
export function toReads(payloads: readonly string[], cut: Cut): Reads {
  const encoder = new TextEncoder()
  const events = [...payloads, '[DONE]'].map((payload) => `data: ${payload}\n\n`)
  if (cut === 'event') return events.map((event) => encoder.encode(event))
  const bytes = encoder.encode(events.join(''))
  const size = cut === '64k' ? 65_536 : 7
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size))
}

/** An answer that can be read again and again. */
export interface Wire {
  readonly stream: () => ReadableStream<Uint8Array<ArrayBuffer>>
  /** Stands where a client takes a `fetch`. */
  readonly fetch: () => Promise<Response>
}

/** @param onRead called before each read, with its number from 0 */
export function createWire(reads: Reads, onRead?: (position: number) => void): Wire {
  const stream = () => {
    let position = 0
    const pull = (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
      const read = reads[position]
      if (!read) return controller.close()
      onRead?.(position)
      position++
      controller.enqueue(read)
    }
    // Nothing is read ahead, so that what is held in memory is the reader's doing.
    return new ReadableStream({ pull }, { highWaterMark: 0 })
  }
  const headers = { 'content-type': 'text/event-stream; charset=utf-8' }
  return { stream, fetch: () => Promise.resolve(new Response(stream(), { headers })) }
}

/** The reader loop that everything stands on. */
export async function eachRead<Item>(stream: ReadableStream<Item>, take: (item: Item) => void): Promise<void> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    take(value)
  }
}
