// One relay on Redis in a process of its own, for tests to kill, pause and start again. Its settings are JSON in the first argument; the parent learns its address
// and the usage reports as messages. `src/history/processes.fixture.ts` starts it.
import { createRelay, redisStore } from '@rivulet/relay'
import { serve } from '@rivulet/replay/node'
import { changedStore } from '../src/store/changedStore.fixture.ts'
import { crashing, type Crash } from './crashing.ts'

/** What a relay process is started with. */
interface RelaySettings {
  redisPort: number
  client: 'ioredis' | 'node-redis'
  upstreamURL: string
  heartbeatMs: number
  /** @defaultValue that of the store */
  commandTimeoutMs?: number
  /** False: it never hears that another process ended a run of its own, as if each such message were lost. */
  hearsNudges: boolean
  limits: object
  crash?: Crash
}

const settings = JSON.parse(process.argv[2] ?? '{}') as RelaySettings
const { redisPort, client, upstreamURL, heartbeatMs, commandTimeoutMs = heartbeatMs / 4, hearsNudges, limits, crash } = settings

const redis = redisStore(await connect(), { heartbeatMs, commandTimeoutMs })
const heard = hearsNudges ? redis : changedStore(redis, { onNudge: () => () => undefined })
const relay = createRelay({
  upstream: { baseURL: upstreamURL, apiKey: 'sk-of-the-history' },
  authorize: (request) => request.headers.get('x-user'),
  store: crash ? crashing(heard, crash) : heard,
  limits,
  onUsage: ({ runId, ending }) => void process.send?.({ usage: { runId, ending } }),
})
const { url } = await serve(relay)
process.once('disconnect', () => process.exit())
process.send?.({ url: `${url}/v1` })
reportStalls()

/** Where a machine gives this process or Redis no time, the process looks, from outside, as if it had died. */
function reportStalls() {
  const everyMs = 100
  let lastMs = performance.now()
  let answeredMs = lastMs
  let isChecking = false
  const check = async () => {
    if (!(await redis.check().then(yes, no))) return
    report(performance.now() - answeredMs - everyMs)
    answeredMs = performance.now()
  }
  setInterval(() => {
    const stalledMs = performance.now() - lastMs - everyMs
    lastMs = performance.now()
    report(stalledMs)
    if (isChecking) return
    isChecking = true
    void check().finally(() => (isChecking = false))
  }, everyMs)
}

const yes = () => true
const no = () => false

function report(stalledMs: number) {
  if (stalledMs > heartbeatMs / 16) process.send?.({ stalledMs })
}

async function connect() {
  const [host, port] = ['127.0.0.1', redisPort] as const
  if (client === 'ioredis') {
    const { Redis } = await import('ioredis')
    return new Redis({ host, port, lazyConnect: true })
  }
  const { createClient } = await import('redis')
  return createClient({ socket: { host, port } })
}
