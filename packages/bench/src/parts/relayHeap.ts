import { setTimeout as sleep } from 'node:timers/promises'
import { BUDGETS, judge, OURS } from '../budgets.ts'
import { checkWays } from '../relay/churn.ts'
import { RATE } from '../relay/measureLoad.ts'
import { slopeOf, type Point } from '../relay/slopeOf.ts'
import { leaveOutWithoutRedis, startStand, type Setup } from '../relay/Stand.ts'
import { spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

const RUNS = 60
const EVENTS = 60
/** Short, so that in the steady state as many runs expire as begin. */
const RETENTION_MS = 10_000
const LIMITS: Setup['limits'] = { detachedGraceMs: 2000, runsPerMinute: 1e6, lagMs: 60_000 }
/** Until V8 has let go of what only the beginning needed: the heap sinks by a third meanwhile. */
const WARMUP_MINUTES = 1.5
const MINUTES = 4
const SAMPLE_SECONDS = 5
/** The load goes on beyond the last sample. */
const SPARE_SECONDS = 3
const SETUPS: readonly Setup[] = [
  { name: `${OURS}, memory`, relay: 'memory', retentionMs: RETENTION_MS, limits: LIMITS },
  { name: `${OURS}, Redis`, relay: 'redis', retentionMs: RETENTION_MS, limits: LIMITS },
]

/** Heap of a relay while runs begin and end all the time: read to their end, resumed, stopped and abandoned. */
export const relayHeap: Part = async ({ rounds, scale, failures }, say) => {
  const share = Math.min(1, rounds / MINUTES) * scale
  leaveOutWithoutRedis(SETUPS, failures)
  const slopes = SETUPS.map((setup) => failures.attempt(setup.name, () => measureSlope(setup, share, () => say('relay, heap'))))
  const found = (await Promise.all(slopes)).filter((slope) => slope !== undefined)
  return {
    tables: [
      {
        title: `heap of a relay, ${RUNS} runs at once of ${EVENTS} events, ${MINUTES * share} minutes`,
        columns: ['runs in all', 'failed', 'heap at the beginning, MB', 'at the end, MB', 'slope, MB in ten minutes'],
        rows: found.map(({ name, figures, slope }) => ({
          name,
          figures: [...figures.map((figure) => spreadOf([figure])), spreadOf(slope)],
        })),
      },
    ],
    verdicts: found.map(({ name, slope }) => judge(BUDGETS.relaySlope, name, [{ name: OURS, figure: slope }])),
  }
}

/** @param share of the whole time @throws where runs fail: a relay that refuses them all has a level heap */
async function measureSlope(setup: Setup, share: number, onSample: () => void) {
  const stand = await startStand(setup)
  const { readers, port, relays } = stand
  const [relay] = relays
  const [warmup, seconds] = [60 * WARMUP_MINUTES * share, 60 * MINUTES * share]
  try {
    const churning = readers.ask('churn', {
      port,
      runs: RUNS,
      seconds: warmup + seconds + SPARE_SECONDS,
      events: EVENTS,
      rate: RATE,
    })
    await sleep(1000 * warmup)
    const points: Point[] = []
    const startMs = performance.now()
    const second = () => (performance.now() - startMs) / 1000
    while (second() < seconds - SAMPLE_SECONDS) {
      await sleep(1000 * SAMPLE_SECONDS)
      const bytes = await relay?.ask('heapBytes')
      points.push({ x: second(), y: (bytes ?? Number.NaN) / 1e6 })
      onSample()
    }
    const ways = await churning
    const runs = checkWays(ways)
    const { slope, error } = slopeOf(points)
    const slopes = [slope - 2 * error, slope, slope + 2 * error].map((perSecond) => 600 * perSecond)
    return { name: setup.name, slope: slopes, figures: [runs, ways.failed, points[0]?.y ?? Number.NaN, points.at(-1)?.y ?? Number.NaN] }
  } finally {
    await stand.end()
  }
}
