import type { MarkdownSource } from '../createMarkdown.js'

/** What useSyncExternalStore subscribes to. */
export interface FrameSource {
  subscribe: (listener: () => void) => () => void
  version: () => number
}

/**
 * A text as something that changes once a frame at most, however often it is appended to. Where a page is hidden and frames do not come, nothing
 * is drawn until it is seen again.
 */
export function frameSource(source: MarkdownSource): FrameSource {
  let version = 0
  return {
    version: () => version,
    subscribe: (listener) => {
      let frame = 0
      const draw = () => {
        frame = 0
        version++
        listener()
      }
      const unsubscribe = source.subscribe(() => {
        if (frame === 0) frame = requestAnimationFrame(draw)
      })
      // What came between the first drawing and the subscription.
      frame = requestAnimationFrame(draw)
      return () => {
        cancelAnimationFrame(frame)
        unsubscribe()
      }
    },
  }
}
