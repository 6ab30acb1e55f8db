import { nextFrame, type FrameScheduler } from './frame.js'

/**
 * Commits with a frame, and not before `ms` milliseconds after the last commit, for pages on which one is dear: `createChat({ frame: throttled(100), … })`.
 * Made once for a chat; a function is asked anew for each commit.
 * @defaultValue frame is {@link nextFrame}
 */
export function throttled(ms: number | (() => number), frame: FrameScheduler = nextFrame): FrameScheduler {
  let lastMs = -Infinity
  return (commit) => {
    const once = () => {
      lastMs = performance.now()
      commit()
    }
    const waitMs = lastMs + (typeof ms === 'function' ? ms() : ms) - performance.now()
    if (!(waitMs > 0)) return frame(once)
    let cancel = () => clearTimeout(timer)
    const timer = setTimeout(() => (cancel = frame(once)), waitMs)
    return () => cancel()
  }
}
