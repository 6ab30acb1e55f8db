import type { Labels } from '../labels/labels.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { RunFigures } from './measureRun.js'

/** A figure of a run as it is shown. */
export interface ShownFigure {
  readonly id: keyof RunFigures
  readonly name: string
  /** Undefined while it is not known. */
  readonly value: string | undefined
  /** How much more it is than in the run before; undefined where either is not known. */
  readonly change: string | undefined
}

type Format = 'duration' | 'count' | 'rate'

/** All figures of a run, beside those of another one where there is one. */
export function figuresInWords(figures: RunFigures, words: Labels, before?: RunFigures): ShownFigure[] {
  const formats = inspectorFormats(words.locale)
  const { isGuess, attempts } = figures
  const figure = (id: keyof RunFigures, name: string, as: Format): ShownFigure => {
    const [value, other] = [numberOf(figures[id]), numberOf(before?.[id])]
    return {
      id,
      name,
      value: value === undefined ? undefined : formats[as](value),
      change: value === undefined || other === undefined ? undefined : formats[`${as}Change`](value - other),
    }
  }
  return [
    figure('firstTokenMs', words.firstToken, 'duration'),
    figure('totalMs', words.totalTime, 'duration'),
    figure('tokens', isGuess ? words.eventCount : words.tokenCount, 'count'),
    figure('tokensPerSecond', isGuess ? words.eventSpeed : words.speed, 'rate'),
    figure('gapP50Ms', words.gapMedian, 'duration'),
    figure('gapP95Ms', words.gapPercentile(95), 'duration'),
    figure('gapP99Ms', words.gapPercentile(99), 'duration'),
    figure('longestGapMs', words.longestGap, 'duration'),
    ...(attempts > 1 || (before && before.attempts > 1) ? [figure('attempts', words.triesTaken, 'count')] : []),
  ]
}

function numberOf(value: RunFigures[keyof RunFigures] | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}
