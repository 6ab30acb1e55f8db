/** Runs `commit` once, soon; returns what calls it off. */
export type FrameScheduler = (commit: () => void) => () => void

/** A hidden tab gets no animation frames: what waited for one through two of these times comes without. */
const HIDDEN_MS = 125
/** Where there are no frames at all (Node, workers). */
const FRAMELESS_MS = 16

/** What waits for its frame, and whether it did already when the timer last ran. One timer for all: setting one for each frame is dear. */
const waiting = new Map<() => void, boolean>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Commits with the next animation frame, or within 250 ms where the page gets none. */
export const nextFrame: FrameScheduler = (commit) => {
  if (typeof requestAnimationFrame !== 'function') {
    const frameless = setTimeout(commit, FRAMELESS_MS)
    return () => clearTimeout(frameless)
  }
  const cancel = () => {
    cancelAnimationFrame(frame)
    waiting.delete(once)
  }
  const once = () => {
    cancel()
    commit()
  }
  const frame = requestAnimationFrame(once)
  waiting.set(once, false)
  timer ??= setTimeout(commitLate, HIDDEN_MS)
  return cancel
}

function commitLate(): void {
  timer = waiting.size > 0 ? setTimeout(commitLate, HIDDEN_MS) : undefined
  for (const [once, isLate] of waiting) {
    if (isLate) once()
    else waiting.set(once, true)
  }
}
