import type { RelayContext } from './routes/RelayContext.js'

/** How a relay shuts down. */
export interface CloseOptions {
  /** How long runs may take to end by themselves, in milliseconds; 0 ends them now. @defaultValue 10,000 */
  graceMs?: number
}

const LOOK_MS = 50

/** Ends a relay: every run ends by itself or, when its time is over, as `lost`, explicitly. */
export async function closeRelay(relay: RelayContext, { graceMs = 10_000 }: CloseOptions = {}): Promise<void> {
  relay.isClosing = true
  const { runs, store } = relay
  const endMs = performance.now() + graceMs
  while (runs.producing().length > 0 && performance.now() < endMs) await sleep(LOOK_MS)
  for (const producer of runs.producing()) producer.abandon('lost', { reason: 'shutdown' })
  // As long as the store may take to learn it; then its own clock finds the run lost.
  const lastMs = performance.now() + store.heartbeatMs / 2
  while (runs.producing().length > 0 && performance.now() < lastMs) await sleep(LOOK_MS)
  runs.close()
  await store.close()
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
