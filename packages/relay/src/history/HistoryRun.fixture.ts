import { digest, runIdOf } from '../guard/runIds.js'
import type { HistoryReader, SeenEvent } from './HistoryReader.fixture.js'
import type { Random } from './random.fixture.js'

/** What a relay said of where a run stands. */
export interface Told {
  /** Of the response; 0 where none came. */
  status: number
  state?: string
  epoch?: number
  seq?: number
  /** When it was asked, and when it was answered. */
  askedMs: number
  atMs: number
}

/** One run of a history, with everything that anybody saw of it. */
export interface HistoryRun {
  tag: string
  id: string
  /** Its Idempotency-Key. */
  key: string
  /** The request's body. */
  body: string
  tokens: number
  dieAfter: number | undefined
  /** The relay that is asked to begin it. */
  home: number
  readers: HistoryReader[]
  told: Told[]
  stopsAsked: number
  /** Whether anybody was ever answered with its events. */
  isBegun: boolean
  /** How often its use was reported. */
  reports: number
  /** What was seen under a number by anybody must be the same for everybody. */
  note(event: SeenEvent): void
  problems: string[]
}

/** What a run's upstream answers. */
export interface RunScript {
  tag: string
  home: number
  tokens: number
  perSecond: number
  dieAfter?: number | undefined
}

let made = 0

export function createRun(seed: number, index: number, random: Random, tokens = 50): Promise<HistoryRun> {
  made += 1
  return createScriptedRun({
    // The upstream is the same for all: a seed that is told again must not look like a run that was asked for twice.
    tag: `h${seed}r${index}-${made}`,
    tokens: random.whole(tokens, tokens + 80),
    dieAfter: random.chance(0.1) ? random.whole(0, 25) : undefined,
    perSecond: random.whole(25, 80),
    home: random.chance(0.5) ? 0 : 1,
  })
}

export async function createScriptedRun({ tag, home, tokens, perSecond, dieAfter }: RunScript): Promise<HistoryRun> {
  const metadata = { tag, tokens, perSecond, dieAfter }
  const seen = new Map<string, string>()
  const problems: string[] = []
  return {
    tag,
    id: await runIdOf(await digest('ann'), tag),
    key: tag,
    body: JSON.stringify({ model: 'fake', stream: true, messages: [{ role: 'user', content: tag }], metadata }),
    tokens,
    dieAfter,
    home,
    readers: [],
    told: [],
    stopsAsked: 0,
    isBegun: false,
    reports: 0,
    problems,
    note({ epoch, seq, data }) {
      const name = `${epoch}.${seq}`
      const before = seen.get(name)
      if (before !== undefined && before !== data) problems.push(`${name} was seen as ${before} and as ${data}`)
      seen.set(name, data)
    },
  }
}
