import type { RelayContext } from './routes/RelayContext.js'

/** How a relay shuts down. */
export interface CloseOptions {
  /** How long runs may take to end by themselves, in milliseconds; 0 ends them now. @defaultValue 10,000 */
  graceMs?: number
}

const LOOK_MS = 50
/** As long as the reports of runs that were given up may take. */
const REPORT_MS = 1000

/** Ends a relay: every run ends by itself or, when its time is over, as `lost`, explicitly; and what each used is reported. */
export async function closeRelay(relay: RelayContext, { graceMs = 10_000 }: CloseOptions = {}): Promise<void> {
  relay.isClosing = true
  const { runs, store } = relay
  await within(graceMs, () => runs.producing().length === 0)
  for (const producer of runs.producing()) producer.abandon('lost', { reason: 'shutdown' })
  // As long as the store may take to learn it; then its own clock finds the run lost.
  await within(store.heartbeatMs / 2, () => relay.unreported === 0)
  for (const producer of runs.producing()) producer.giveUp()
  await within(REPORT_MS, () => relay.unreported === 0)
  runs.close()
  await store.close()
}

/** Waits until it holds, and no longer than that. */
async function within(ms: number, holds: () => boolean): Promise<void> {
  const endMs = performance.now() + ms
  while (!holds() && performance.now() < endMs) await sleep(LOOK_MS)
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
