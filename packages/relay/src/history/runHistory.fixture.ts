import { startRedis } from '../store/redisServer.fixture.js'
import { checkRun, isDefinite } from './checkRun.fixture.js'
import { FAULTS, forgets, sleep, type Fault, type FaultWorld, type Harm } from './faults.fixture.js'
import { HistoryReader, type ReaderWorld } from './HistoryReader.fixture.js'
import { createRun, type HistoryRun, type Told } from './HistoryRun.fixture.js'
import { sharedNowMs, startRelay, type Mutation, type Served, type UpstreamAnswer, type UpstreamProcess } from './processes.fixture.js'
import { createRandom, type Random } from './random.fixture.js'
import { readLog } from './readLog.fixture.js'
import { watchStalls } from './watchStalls.fixture.js'

export interface HistoryOptions {
  upstream: UpstreamProcess
  /** All of them, in this order. @defaultValue one or two, as the seed says */
  faults?: readonly Fault[] | undefined
  /** @defaultValue 3000 */
  heartbeatMs?: number
  /** @defaultValue 8 */
  runs?: number
  /** Of each run. @defaultValue 3 */
  readers?: number
  client?: 'ioredis' | 'node-redis'
  /** As many tokens as each run gets at least. @defaultValue 50 */
  tokens?: number
  /** Whether a Redis that was away is no excuse for a lost run: told apart where the heartbeat is long enough. @defaultValue false */
  isPatient?: boolean
  /** Longest that it may go on after its faults. @defaultValue 40,000 */
  overMs?: number
  /** Breaks a rule in both relays. */
  mutations?: readonly Mutation[]
}

/** What came of one seed. */
export interface HistoryReport {
  seed: number
  plan: readonly Fault[]
  runs: number
  readers: number
  resumes: number
  resets: number
  definiteStops: number
  unknownStops: number
  /** Of the runs that the store has at the end; the others it forgot, or they were never begun. */
  ends: string[]
  unbegun: number
  lostMs: number[]
  lostBoundMs: number
  stalledMs: number
  failures: string[]
}

/** Two relays, one Redis, a few runs with readers and stops, and something that goes wrong: then everything that anybody saw is compared. */
export async function runHistory(seed: number, options: HistoryOptions): Promise<HistoryReport> {
  const {
    upstream,
    heartbeatMs = 3000,
    runs: count = 8,
    readers = 3,
    client = 'ioredis',
    tokens,
    isPatient = false,
    overMs = 40_000,
    mutations,
  } = options
  const random = createRandom(seed)
  const plan = options.faults ?? choosePlan(random)
  const harm: Harm = { killedMs: [], pausedMs: [], emptiedMs: undefined, stalledMs: 0, heldUpMs: 0, seenLateMs: 0 }
  const persists = !plan.some(forgets)
  const redis = await startRedis({ persists })
  const runs = await Promise.all(Array.from({ length: count }, (_, index) => createRun(seed, index, random, tokens)))
  const hearsNudges = random.chance(0.8)
  const onUsage = ({ runId }: { runId: string }): void => {
    for (const run of runs) if (run.id === runId) run.reports += 1
  }
  const settings = { redisPort: redis.port, upstreamURL: upstream.url, heartbeatMs, client, hearsNudges }
  const onStall = (ms: number): void => {
    harm.stalledMs = Math.max(harm.stalledMs, ms)
    harm.heldUpMs += ms
  }
  const endWatch = watchStalls((ms) => (harm.seenLateMs = Math.max(harm.seenLateMs, ms)))
  const open = (): Promise<Served> => startRelay(settings, { onUsage, onStall, mutations })
  const relays = await Promise.all([open(), open()])
  const over = new AbortController()
  const lostBoundMs = lostBound(heartbeatMs)
  const world: ReaderWorld & FaultWorld = {
    random,
    redis,
    persists,
    heartbeatMs,
    lostBoundMs,
    relays,
    harm,
    ids: runs.map(({ id }) => id),
    over: over.signal,
    patienceMs: 3 * heartbeatMs,
    urls: () => relays.map(({ url }) => url),
    mayPost: () => persists,
    async revive(place) {
      relays[place] = await open()
    },
  }
  try {
    const watching = runs.flatMap((run) => watch(run, readers, world))
    // A fault before anything is under way is none.
    for (let tries = 0; tries < 200 && runs.filter(({ isBegun }) => isBegun).length < count / 2; tries++) await sleep(25)
    for (const fault of plan) {
      await sleep(random.between(250, 1000))
      await FAULTS[fault](world)
    }
    const timer = setTimeout(() => over.abort(), overMs)
    await Promise.all(watching)
    clearTimeout(timer)
    const failures: string[] = []
    const ends: string[] = []
    const lost: number[] = []
    for (const run of runs) {
      const answer = await settled(upstream, run.tag)
      const verdict = checkRun({ run, log: await readLog(redis.admin, run.id), answer, plan, harm, heartbeatMs, lostBoundMs, isPatient })
      failures.push(...verdict.failures.map((failure) => `seed ${seed} [${plan.join(', ')}] ${run.tag}: ${failure}`))
      if (verdict.end) ends.push(verdict.end)
      if (verdict.lostMs !== undefined) lost.push(verdict.lostMs)
    }
    return { ...countAll(runs), seed, plan, ends, lostMs: lost, lostBoundMs, stalledMs: harm.stalledMs, failures }
  } finally {
    endWatch()
    await Promise.all(relays.map((relay) => relay.kill()))
    await redis.close()
  }
}

/** A heartbeat's life, two looks around a doubt of a quarter of it, and what a busy machine and a reader that has to come back take. */
export function lostBound(heartbeatMs: number): number {
  return heartbeatMs * 1.25 + 2 * Math.max(heartbeatMs / 8 + 250, 500) + 2500
}

const CHOICES = Object.keys(FAULTS) as Fault[]

function choosePlan(random: Random): Fault[] {
  const first = random.chance(0.3) ? 'kill' : random.pick(CHOICES)
  return random.chance(0.5) ? [first, random.pick(CHOICES)] : [first]
}

/** The readers of a run, and those who stop it. */
function watch(run: HistoryRun, count: number, world: ReaderWorld): Promise<void>[] {
  const { random } = world
  const add = async (byPost: boolean, place: number, delayMs: number): Promise<void> => {
    await sleep(delayMs)
    const reader = new HistoryReader(run, world)
    run.readers.push(reader)
    await reader.read({ url: world.urls()[place]!, byPost })
  }
  const first = add(true, run.home, 0)
  const others = Array.from({ length: count - 1 }, () =>
    add(random.chance(0.3) && world.mayPost(), random.whole(0, 1), random.between(150, 1200)),
  )
  const stops = random.chance(0.5) ? [stopSometime(run, world)] : []
  return [first, ...others, ...stops]
}

/** One who stops, or three at once on both relays; who got an answer asks where the run stands. */
async function stopSometime(run: HistoryRun, world: ReaderWorld): Promise<void> {
  const { random } = world
  const count = random.chance(0.3) ? 3 : 1
  for (let tries = 0; !run.isBegun && tries < 200; tries++) await sleep(25)
  await sleep(random.between(50, 1800))
  const stop = async (): Promise<void> => {
    run.stopsAsked += 1
    const told = await ask(`${random.pick(world.urls())}/runs/${run.id}/stop`, 'POST')
    run.told.push(told)
    if (isDefinite(told)) run.told.push(await ask(`${random.pick(world.urls())}/runs/${run.id}`, 'GET'))
  }
  await Promise.all(Array.from({ length: count }, stop))
}

async function ask(url: string, method: 'GET' | 'POST'): Promise<Told> {
  const askedMs = sharedNowMs()
  const headers = { 'x-user': 'ann', 'content-type': 'application/json' }
  try {
    const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(3000), ...(method === 'POST' && { body: '{}' }) })
    const told = (await response.json()) as Pick<Told, 'state' | 'epoch' | 'seq'>
    return { ...(response.ok && told), status: response.status, askedMs, atMs: sharedNowMs() }
  } catch {
    return { status: 0, askedMs, atMs: sharedNowMs() }
  }
}

/** What became of the upstream's answer; it is let go soon after a run's end: within so many looks. */
export async function settled(upstream: UpstreamProcess, tag: string, looks = 60): Promise<UpstreamAnswer> {
  for (let tries = 0; ; tries++) {
    const answer = await upstream.answer(tag)
    if (answer.asked === 0 || answer.ended || tries > looks) return answer
    await sleep(50)
  }
}

type Counts = Pick<HistoryReport, 'runs' | 'readers' | 'resumes' | 'resets' | 'unbegun' | 'definiteStops' | 'unknownStops'>

function countAll(runs: readonly HistoryRun[]): Counts {
  const readers = runs.flatMap((run) => run.readers)
  const definiteStops = runs.flatMap(({ told }) => told.filter(isDefinite)).length
  return {
    runs: runs.length,
    readers: readers.length,
    resumes: readers.reduce((sum, reader) => sum + reader.resumes, 0),
    resets: readers.reduce((sum, reader) => sum + reader.resets, 0),
    unbegun: runs.filter(({ isBegun }) => !isBegun).length,
    definiteStops,
    unknownStops: runs.reduce((sum, { told }) => sum + told.length, 0) - definiteStops,
  }
}
