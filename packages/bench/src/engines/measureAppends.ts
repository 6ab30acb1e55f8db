import { createKind, type Kind } from '../documents/createKind.ts'
import type { Document } from '../documents/Writer.ts'
import { inTurn } from '../inTurn.ts'
import type { PartEffort } from '../parts/Part.ts'
import { STEP, stepsOf, type Engine } from './Engine.ts'

/** What appends to documents of one kind and length cost. */
export interface AppendFigures {
  readonly engine: string
  readonly kind: Kind
  readonly chars: number
  /** Microseconds that each append took, by round; undefined for a round that was sat out. */
  readonly us: readonly (readonly number[] | undefined)[]
  /** Characters that each append looked at: the same in each round. */
  readonly work: readonly number[]
}

/** Appends that are timed in each round, spread over documents: at a thousand characters sixteen more double the text. */
const APPENDS = 1024
const MOST_OF_A_DOCUMENT = 256
/** Of an engine that reads the whole text anew, these few tell as much, in every fifth round, and in one to become warm. */
const REREADING_APPENDS = 4
const REREADING_ROUNDS = 5

/** Times every single append of {@link STEP} characters to documents of each kind that have grown to each length. */
export function measureAppends(
  engines: readonly Engine[],
  kinds: readonly Kind[],
  lengths: readonly number[],
  { rounds, warmups, failures }: Pick<PartEffort, 'rounds' | 'warmups' | 'failures'>,
  onRound: () => void,
): AppendFigures[] {
  const samples = kinds.flatMap((kind) => lengths.flatMap((chars) => samplesOf(engines, kind, chars)))
  for (let round = -warmups; round < rounds; round++) {
    for (const sample of inTurn(samples, round + warmups)) {
      const { name, rereads } = sample.engine
      const sitsOut = rereads && (round < -1 || (round >= 0 && round % REREADING_ROUNDS > 0))
      if (sitsOut || failures.has(name)) continue
      try {
        const { us, work } = timeAppends(sample)
        if (round < 0) continue
        sample.us[round] = us
        sample.work = work
      } catch (error) {
        failures.note(name, error)
      }
    }
    onRound()
  }
  const found = samples.filter(({ engine }) => !failures.has(engine.name))
  return found.map(({ engine, kind, chars, us, work }) => ({ engine: engine.name, kind, chars, us, work }))
}

interface Sample {
  readonly engine: Engine
  readonly kind: Kind
  readonly chars: number
  readonly appends: number
  readonly documents: readonly Document[]
  us: number[][]
  work: number[]
}

function samplesOf(engines: readonly Engine[], kind: Kind, chars: number): Sample[] {
  const appends = Math.min(MOST_OF_A_DOCUMENT, Math.ceil(chars / STEP))
  const documents = Array.from({ length: Math.ceil(APPENDS / appends) }, (_, seed) => createKind(kind, chars + appends * STEP, seed))
  return engines.map((engine) => {
    const few = engine.rereads ? { appends: REREADING_APPENDS, documents: documents.slice(0, 1) } : { appends, documents }
    return { engine, kind, chars, ...few, us: [], work: [] }
  })
}

function timeAppends({ engine, chars, appends, documents }: Sample): { us: number[]; work: number[] } {
  const us: number[] = []
  const work: number[] = []
  for (const document of documents) {
    const { markdown } = document
    const growing = engine.start(markdown.slice(0, chars))
    const end = chars + appends * STEP
    // The garbage of the beginning is not to be collected in this one's time.
    globalThis.gc?.({ type: 'minor' })
    for (const step of stepsOf(markdown, chars, end)) {
      const before = growing.work ?? 0
      const startMs = performance.now()
      growing.append(step)
      us.push(1000 * (performance.now() - startMs))
      work.push((growing.work ?? 0) - before)
    }
    if (!engine.rereads) growing.append(markdown.slice(end))
    growing.finish(document)
  }
  return { us, work }
}
