/** So long a slice of work may be: half a frame, so that what the reader does is still drawn in the next one. */
const SLICE_MS = 8

/** Long work in slices: `next` lets the page do what waits for it, once a slice is over. */
export function createSlices(): { next: () => Promise<void> } {
  let endsAtMs = performance.now() + SLICE_MS
  return {
    async next() {
      if (performance.now() < endsAtMs) return
      // A message comes behind input and drawing; a timeout would be held back to four milliseconds.
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel()
        const goOn = (): void => {
          port1.close()
          resolve()
        }
        port1.addEventListener('message', goOn, { once: true })
        port1.start()
        port2.postMessage(undefined)
      })
      endsAtMs = performance.now() + SLICE_MS
    },
  }
}
