/** Reads on their way to a parser, each given when the parser has done with the one before. */
export interface ReadQueue {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>
  /** When the read came that the parser was given last. */
  readonly readMs: number
  push(bytes: Uint8Array<ArrayBuffer>, atMs: number): void
  close(): void
}

/** Several reads may come before the first is parsed: by this an event is known to have come with its own read. */
export function createReadQueue(): ReadQueue {
  const waiting: { bytes: Uint8Array<ArrayBuffer>; atMs: number }[] = []
  let readMs = 0
  let closed = false
  let wake: (() => void) | undefined
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        // oxlint-disable-next-line no-unmodified-loop-condition -- set by `close`, which wakes this
        while (waiting.length === 0 && !closed) await new Promise<void>((resolve) => (wake = resolve))
        const read = waiting.shift()
        if (!read) return controller.close()
        readMs = read.atMs
        controller.enqueue(read.bytes)
      },
      cancel() {
        closed = true
        waiting.length = 0
      },
    },
    // Nothing is taken before it is asked for.
    { highWaterMark: 0 },
  )
  return {
    stream,
    get readMs() {
      return readMs
    },
    push(bytes, atMs) {
      if (closed) return
      waiting.push({ bytes, atMs })
      wake?.()
    },
    close() {
      closed = true
      wake?.()
    },
  }
}
