/** Milliseconds between frames, while `onFrame` is called in each. */
export function watchFrames(onFrame: () => void): { end(): readonly number[] } {
  const gapsMs: number[] = []
  let lastMs = 0
  let isOver = false
  const frame = (nowMs: number) => {
    if (lastMs > 0) gapsMs.push(nowMs - lastMs)
    lastMs = nowMs
    onFrame()
    if (!isOver) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  return {
    end() {
      isOver = true
      return gapsMs
    },
  }
}
