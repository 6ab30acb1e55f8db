import type { RedisServer } from '../store/redisServer.fixture.js'
import { checkRun } from './checkRun.fixture.js'
import { type Harm, sleep } from './faults.fixture.js'
import { HistoryReader } from './HistoryReader.fixture.js'
import { createScriptedRun } from './HistoryRun.fixture.js'
import { startRelay, type RelaySettings, type Served, type UpstreamProcess } from './processes.fixture.js'
import { createRandom } from './random.fixture.js'
import { readLog } from './readLog.fixture.js'
import { lostBound, settled } from './runHistory.fixture.js'

export interface CrashWorld {
  redis: RedisServer
  upstream: UpstreamProcess
  heartbeatMs: number
  /** The relay that goes on. */
  survivor: Served
  /** Longest so far that the machine gave it, or the test, no time. */
  stalls: Pick<Harm, 'stalledMs' | 'seenLateMs'>
}

/** As many looks at the upstream as it takes to let go of an answer whose relay is gone: its connection breaks at once. */
const LOOKS = 50

export interface CrashReport {
  /** False where the run made fewer calls than that. */
  crashed: boolean
  end: string | undefined
  lostMs: number | undefined
  failures: string[]
}

/** One run whose process ends itself at one of its calls of the store; its readers go on with the other relay. */
export async function crashAtCall(crash: NonNullable<RelaySettings['crash']>, world: CrashWorld): Promise<CrashReport> {
  const { redis, upstream, heartbeatMs, survivor, stalls } = world
  const settings = { redisPort: redis.port, upstreamURL: upstream.url, heartbeatMs }
  const dying = await startRelay({ ...settings, crash })
  const run = await createScriptedRun({ tag: `crash-${crash.when}-${crash.call}`, home: 0, tokens: 10, perSecond: 40 })
  const urls = (): string[] => [dying.isGone() ? survivor.url : dying.url]
  const random = createRandom(crash.call)
  const over = AbortSignal.timeout(60_000)
  const readers = [dying, survivor].map(
    () => new HistoryReader(run, { random, over, urls, patienceMs: 3 * heartbeatMs, mayPost: () => true, leaves: false }),
  )
  run.readers.push(...readers)
  await Promise.all(readers.map((reader, place) => reader.read({ url: [dying, survivor][place]!.url, byPost: place === 0 })))
  // Its last calls come after what readers see.
  await Promise.race([dying.gone, sleep(100)])
  const crashed = dying.isGone()
  const killedMs = [crashed ? await dying.gone : undefined]
  const answer = await settled(upstream, run.tag, crashed ? LOOKS : undefined)
  const harm = { killedMs, pausedMs: [], emptiedMs: undefined, heldUpMs: 0, ...stalls }
  const evidence = { run, log: await readLog(redis.admin, run.id), answer, harm, heartbeatMs, lostBoundMs: lostBound(heartbeatMs) }
  const { failures, end, lostMs } = checkRun({ ...evidence, plan: crashed ? ['kill'] : ['calm'] })
  await dying.kill()
  if (end === undefined) failures.push('it came to no end')
  return { crashed, end, lostMs, failures: failures.map((failure) => `${crash.when} ${crash.call}: ${failure}`) }
}
