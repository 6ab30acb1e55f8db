import { seededRandom } from '../seededRandom.js'

/** When the tokens of a run come, in milliseconds after the response began. */
export interface Pace {
  /** When token `index` comes. */
  readonly tokenAtMs: (index: number) => number
}

export interface PaceOptions {
  /** Time to the first token in milliseconds, counted from the request. `Infinity`: it never comes. @defaultValue 100–400 ms, chosen by the prompt */
  readonly timeToFirstTokenMs?: number | undefined
  /** The pace after the first token, in tokens a second. `Infinity`: as fast as they are read. @defaultValue 20–80, chosen by the prompt */
  readonly tokensPerSecond?: number | undefined
}

/** How far a token may stray from its even place, as a part of the distance between two: models do not tick. */
const JITTER = 0.8

/** @throws RangeError for a pace at which nothing would come in any order. */
export function checkPace({ timeToFirstTokenMs = 0, tokensPerSecond = 1 }: PaceOptions): void {
  if (!(timeToFirstTokenMs >= 0))
    throw new RangeError(`timeToFirstTokenMs is ${timeToFirstTokenMs}, which no time is. Give it in milliseconds from 0, or Infinity.`)
  if (!(tokensPerSecond > 0))
    throw new RangeError(`tokensPerSecond is ${tokensPerSecond}, at which nothing comes. Give a number above 0, or the fault \`stall\`.`)
}

/** The same `seed` gives the same times. The jitter never changes the order of tokens nor how many come in a second. */
export function createPace(seed: string, options: PaceOptions): Pace {
  const random = seededRandom(seed)
  const firstMs = options.timeToFirstTokenMs ?? 100 + Math.round(random() * 300)
  const intervalMs = 1000 / (options.tokensPerSecond ?? 20 + random() * 60)
  const jitter: number[] = [0]
  return {
    tokenAtMs(index) {
      while (jitter.length <= index) jitter.push((random() - 0.5) * JITTER)
      return Math.round(firstMs + (index + (jitter[index] ?? 0)) * intervalMs)
    },
  }
}
