import { sharedNowMs } from './processes.fixture.js'

const EVERY_MS = 100

/** Tells whenever this process itself had no time, and for how long, in milliseconds: what it saw then, it saw late. Returns what ends it. */
export function watchStalls(onStall: (ms: number) => void): () => void {
  let lastMs = sharedNowMs()
  const timer = setInterval(() => {
    const nowMs = sharedNowMs()
    const stalledMs = nowMs - lastMs - EVERY_MS
    lastMs = nowMs
    if (stalledMs > EVERY_MS) onStall(stalledMs)
  }, EVERY_MS)
  return () => clearInterval(timer)
}
