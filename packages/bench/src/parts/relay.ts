import { BUDGETS, isOurs, judge, OURS, type Verdict } from '../budgets.ts'
import { NOTHING_BETWEEN, PASS_THROUGH } from '../relay/floors.ts'
import { measureLoad, RATE, type LoadFigures, type LoadRound } from '../relay/measureLoad.ts'
import { measureResume, type ResumeFigures } from '../relay/measureResume.ts'
import { measureRedis, type RedisFigures } from '../relay/measureRedis.ts'
import { leaveOutWithoutRedis, type Setup } from '../relay/Stand.ts'
import type { Row, Table } from '../Report.ts'
import { quantile, spreadOf, type Spread } from '../spread.ts'
import type { Part } from './Part.ts'

const RUNS = 200
const ROUNDS = 3
/** Of a round: 24,000 events. */
const SECONDS = 6
const EVENTS_OF_A_RUN = 1000
const SEARCHED = [300, 500, 1000]
const MEMORY: Setup = { name: `${OURS}, memory`, relay: 'memory' }
const REDIS: Setup = { name: `${OURS}, Redis`, relay: 'redis' }
const ELSEWHERE: Setup = { name: `${OURS}, Redis, read on another process`, relay: 'redis', readsElsewhere: true }
/** It has no stop, no ids of events, and nothing for who comes back after the end, or after its process is gone. */
const RESUMABLE: Setup = { name: 'resumable-stream, Redis (cannot be stopped)', relay: 'resumable' }
const RESUMABLE_ELSEWHERE: Setup = {
  name: 'resumable-stream, Redis, read on another process (cannot be stopped)',
  relay: 'resumable',
  readsElsewhere: true,
}
const BESIDE: ReadonlyMap<string, Setup> = new Map([
  [REDIS.name, RESUMABLE],
  [ELSEWHERE.name, RESUMABLE_ELSEWHERE],
])
const SETUPS: readonly Setup[] = [
  { name: NOTHING_BETWEEN, relay: 'nothing' },
  { name: PASS_THROUGH, relay: 'proxy' },
  RESUMABLE,
  RESUMABLE_ELSEWHERE,
  MEMORY,
  REDIS,
  ELSEWHERE,
]

/** A relay under load beside a proxy that only passes bodies on, the most that one process carries, and how soon a reader that comes back has its events. */
export const relay: Part = async (effort, say) => {
  const { scale, failures } = effort
  leaveOutWithoutRedis(SETUPS, failures)
  const time = { rounds: Math.min(effort.rounds, ROUNDS), seconds: SECONDS }
  const loads: LoadFigures[] = []
  for (const setup of SETUPS) {
    say(`relay, ${RUNS} runs, ${setup.name}`)
    const figures = await failures.attempt(setup.name, () => measureLoad(setup, RUNS, time))
    if (figures) loads.push(figures)
  }
  const most: LoadFigures[] = []
  for (const setup of [MEMORY, REDIS]) {
    for (const runs of scale < 1 ? SEARCHED.slice(0, 1) : SEARCHED) {
      say(`relay, ${runs} runs, ${setup.name}`)
      const figures = await failures.attempt(setup.name, () => measureLoad(setup, runs, time))
      if (figures) most.push(figures)
    }
  }
  const resumes: ResumeFigures[] = []
  for (const setup of [MEMORY, REDIS, ELSEWHERE, RESUMABLE, RESUMABLE_ELSEWHERE]) {
    say(`relay, readers that come back, ${setup.name}`)
    const figures = await failures.attempt(setup.name, () => measureResume(setup, RUNS, Math.round(200 * scale)))
    if (figures) resumes.push(figures)
  }
  const taken: RedisFigures[] = []
  for (const setup of [REDIS, ELSEWHERE, RESUMABLE, RESUMABLE_ELSEWHERE]) {
    say(`relay, what a run takes, ${setup.name}`)
    const events = Math.round(EVENTS_OF_A_RUN * scale)
    const figures = await failures.attempt(setup.name, () => measureRedis(setup, events, EVENTS_OF_A_RUN / 10))
    if (figures) taken.push(figures)
  }
  const loaded = `${RUNS} runs of ${RATE} events a second with a reader each`
  return {
    tables: [
      loadTable(`relay, ${loaded}`, LOAD_COLUMNS, loads),
      loadTable(
        'the most it carries: every run is served, or refused with 503',
        MOST_COLUMNS,
        most.map((load) => ({ ...load, name: titleOf(load) })),
      ),
      resumeTable(`a reader that comes back, beside ${loaded}`, resumes),
      redisTable(taken),
    ],
    verdicts: [...[...loads, ...most].flatMap((load) => servedVerdict(load, loads)), ...resumes.flatMap(resumeVerdicts)],
  }
}

const titleOf = ({ name, runs }: LoadFigures): string => `${name}, ${runs} runs`

/** Beside others under the same load. */
function servedVerdict(load: LoadFigures, loads: readonly LoadFigures[]): Verdict[] {
  if (!isOurs(load.name)) return []
  const others = loads.filter(({ name, runs }) => !isOurs(name) && runs === load.runs)
  const all = [{ ...load, name: OURS }, ...others]
  // There must be none in any round.
  const figures = all.map((one) => ({ name: one.name, figure: spreadOf(one.rounds.map((round) => neither(round, one))).max }))
  return [judge(BUDGETS.relayServed, titleOf(load), figures)]
}

/** Beside others behind the same kind of store. */
function resumeVerdicts({ name, firstMs, failed }: ResumeFigures, _: number, resumes: readonly ResumeFigures[]): Verdict[] {
  if (!isOurs(name)) return []
  const other = resumes.find((one) => one.name === BESIDE.get(name)?.name)
  const all = [{ name: OURS, firstMs, failed }, ...(other ? [other] : [])]
  return [
    judge(
      BUDGETS.relayResume,
      name,
      all.map((one) => ({ name: one.name, figure: quantile(one.firstMs, 0.95) })),
    ),
    judge(
      BUDGETS.relayReturned,
      name,
      all.map((one) => ({ name: one.name, figure: one.failed })),
    ),
  ]
}

const neither = ({ unserved }: LoadRound, { failed }: LoadFigures): number => failed + unserved

/** A column about loads: its heading, and the figure of a round, where there is one. */
type LoadColumn = readonly [heading: string, figureOf: (round: LoadRound, load: LoadFigures) => number | undefined]

const P50: LoadColumn = ['p50, ms', ({ p50Ms }) => p50Ms]
const P99: LoadColumn = ['p99, ms', ({ p99Ms }) => p99Ms]
const CPU: LoadColumn = ['CPU, %', ({ cpu }) => cpu]
const RSS: LoadColumn = ['RSS, MB', ({ rssMb }) => rssMb]
const EVENTS: LoadColumn = ['events, % of wanted', ({ servedPercent }) => servedPercent]
const LEAST: LoadColumn = ['of the least, %', ({ leastPercent }) => leastPercent]

const LOAD_COLUMNS: readonly LoadColumn[] = [
  P50,
  P99,
  CPU,
  ["reader's CPU, %", ({ readersCpu }) => readersCpu],
  ['Redis CPU, %', ({ redisCpu }) => redisCpu],
  RSS,
  EVENTS,
  LEAST,
  ['runs not served', neither],
]

const MOST_COLUMNS: readonly LoadColumn[] = [
  ['served', ({ unserved }, { admitted }) => admitted - unserved],
  ['refused', (_, { refused }) => refused],
  ['neither', neither],
  P50,
  P99,
  CPU,
  RSS,
  EVENTS,
  LEAST,
]

function loadTable(title: string, columns: readonly LoadColumn[], loads: readonly LoadFigures[]): Table {
  return {
    title,
    columns: columns.map(([heading]) => heading),
    rows: loads.map((load) => ({ name: load.name, figures: columns.map((column) => spreadIn(load, column)) })),
  }
}

/** Over the rounds; undefined where none has the figure. */
function spreadIn(load: LoadFigures, [, figureOf]: LoadColumn): Spread | undefined {
  const figures = load.rounds.map((round) => figureOf(round, load))
  return figures.some((figure) => figure !== undefined) ? spreadOf(figures) : undefined
}

function resumeTable(title: string, resumes: readonly ResumeFigures[]): Table {
  return {
    title,
    columns: ['first event p50, ms', 'p95, ms', 'a run of 1,000 events p50, ms', 'the slowest, ms', 'failed'],
    rows: resumes.map(({ name, firstMs, thousandMs, failed }) =>
      toRow(name, [quantile(firstMs, 0.5), quantile(firstMs, 0.95), quantile(thousandMs, 0.5), spreadOf(thousandMs).max, failed]),
    ),
  }
}

function redisTable(runs: readonly RedisFigures[]): Table {
  return {
    title: 'what one run takes in Redis',
    columns: ['events', 'entries', 'keys', 'log, KB', 'meta, KB', 'scripts', 'PUBLISH', 'all commands', 'in, KB', 'out, KB', 'CPU, ms'],
    rows: runs.map((run) => {
      const { events, entries, runKeys, logBytes, metaBytes, scripts, publishes, commands, inBytes, outBytes, cpuMs } = run
      const kb = [logBytes, metaBytes].map((bytes) => bytes / 1000)
      return toRow(run.name, [events, entries, runKeys, ...kb, scripts, publishes, commands, inBytes / 1000, outBytes / 1000, cpuMs])
    }),
  }
}

function toRow(name: string, figures: readonly (number | undefined)[]): Row {
  return { name, figures: figures.map((figure): Spread | undefined => (figure === undefined ? undefined : spreadOf([figure]))) }
}
