import { PRIVATE_HEADERS } from '../guard/Refusal.js'
import type { RelayContext } from './RelayContext.js'

/** Longer than this the store may not think about it. */
const CHECK_MS = 2000

/**
 * `GET …/health`, for load balancers: `ok`; `degraded` while runs are served, but worse than they should be (the store is away, or this process is late or
 * full); `down` while new runs are refused.
 */
export async function getHealth({ store, runs, options, isClosing }: RelayContext): Promise<Response> {
  const hasStore = await within(CHECK_MS, store.check()).then(
    () => true,
    () => false,
  )
  const isDown = isClosing || (!hasStore && options.withoutStore !== 'serve')
  const status = isDown ? 'down' : !hasStore || runs.isDegraded || runs.isFull || runs.isLate ? 'degraded' : 'ok'
  const body = { status, store: hasStore ? 'ok' : 'down', runs: runs.size, readers: runs.readers }
  return Response.json(body, { status: isDown ? 503 : 200, headers: PRIVATE_HEADERS })
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The store did not answer in time.')), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
