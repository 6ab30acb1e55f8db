/** Runs `commit` once, soon; returns what calls it off. */
export type FrameScheduler = (commit: () => void) => () => void

/** A hidden tab gets no animation frames: after this long the commit comes without one. */
const HIDDEN_MS = 250
/** Where there are no frames at all (Node, workers). */
const FRAMELESS_MS = 16

/** Commits with the next animation frame, or after 250 ms where the page gets none. */
export const nextFrame: FrameScheduler = (commit) => {
  if (typeof requestAnimationFrame !== 'function') {
    const timer = setTimeout(commit, FRAMELESS_MS)
    return () => clearTimeout(timer)
  }
  const cancel = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const once = () => {
    cancel()
    commit()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, HIDDEN_MS)
  return cancel
}
