import { OURS, type FigureKind, type Verdict } from './budgets.ts'
import type { PartFigures } from './Figures.ts'
import { isSameMachine } from './machine.ts'
import type { Spread } from './spread.ts'

/** A figure that is no longer where it was kept. */
export interface Moved {
  readonly what: string
  readonly unit: string
  /** Whose it is. */
  readonly name: string
  readonly was: Spread
  readonly is: Spread
  readonly isWorse: boolean
  /** Whether it speaks against the change: it is worse, ours, and nothing that a clock or another machine would explain. */
  readonly isRed: boolean
}

/** What became of the kept figures. */
export interface Comparison {
  readonly moved: readonly Moved[]
  /** Budgets that were held when the figures were kept, and surely are not now. */
  readonly lost: readonly Verdict[]
  /** What was kept and was not measured now. */
  readonly missing: readonly string[]
  readonly isSameMachine: boolean
}

/** By what share the ranges of two runs must be apart, since two processes differ by more than the rounds of either. */
const APART: Readonly<Record<FigureKind, number>> = { count: 0, size: 0.005, ratio: 0.05, memory: 0.05, time: 0.05 }

/** A figure in the form in which one run can be held against another. */
interface Comparable {
  readonly what: string
  readonly unit: string
  readonly name: string
  readonly kind: FigureKind
  readonly spread: Spread
}

/**
 * Holds what was measured against what is kept. A figure has moved where the two ranges lie apart, and a budget is lost where all of the range is beyond
 * it: on a busy machine medians come and go. Times are told beside those of another in the same round, never in milliseconds; where there is no
 * such other, a full run names them and they are never red.
 */
export function compare(kept: PartFigures, taken: PartFigures): Comparison {
  const isSame = isSameMachine(kept.machine, taken.machine)
  const now = new Map(comparablesOf(taken).map((figure) => [keyOf(figure), figure]))
  const before = comparablesOf(kept)
  const moved = before.flatMap((was) => {
    const is = now.get(keyOf(was))
    return is ? movedOf(was, is, isSame) : []
  })
  const verdicts = new Map(taken.verdicts.map((verdict) => [titleOf(verdict), verdict]))
  const lost = kept.verdicts.flatMap((was) => {
    const is = verdicts.get(titleOf(was))
    return was.held && is && is.ours.min > is.most && is.kind !== 'time' ? [is] : []
  })
  const missing = before.filter((was) => was.name === OURS && !now.has(keyOf(was))).map(({ what }) => what)
  return { moved, lost, missing, isSameMachine: isSame }
}

/** Whether a change has made something of ours worse. */
export function isRed({ moved, lost }: Comparison): boolean {
  return lost.length > 0 || moved.some((one) => one.isRed)
}

export const titleOf = ({ what, circumstances }: Pick<Verdict, 'what' | 'circumstances'>): string => `${what}, ${circumstances}`

const keyOf = ({ what, name }: Comparable): string => `${name}: ${what}`

/** Counted work and sizes are the same on every machine; ratios are not. */
const canBeRed = (kind: FigureKind, isSame: boolean): boolean => kind === 'count' || kind === 'size' || (isSame && kind !== 'time')

function movedOf({ what, unit, name, kind, spread: was }: Comparable, { spread: is }: Comparable, isSame: boolean): Moved[] {
  const isWorse = is.min > was.max * (1 + APART[kind])
  const isBetter = is.max < was.min * (1 - APART[kind])
  return isWorse || isBetter ? [{ what, unit, name, was, is, isWorse, isRed: isWorse && name === OURS && canBeRed(kind, isSame) }] : []
}

function comparablesOf({ verdicts, counts = [], effort }: PartFigures): Comparable[] {
  const counted = counts.map(({ what, count }) => ({
    what,
    unit: '',
    name: OURS,
    kind: 'count' as const,
    spread: { median: count, min: count, max: count },
  }))
  return [...verdicts.flatMap((verdict) => ofVerdict(verdict, effort)), ...counted]
}

function ofVerdict(verdict: Verdict, effort: PartFigures['effort']): Comparable[] {
  const { unit, kind, base, ours, others } = verdict
  const what = titleOf(verdict)
  if (kind !== 'time') {
    return [{ name: OURS, ...ours }, ...others].flatMap(({ name, median, min, max }) =>
      // What was measured once has no range that could be held against another.
      min < max || kind === 'count' || kind === 'size' ? [{ what, unit, name, kind, spread: { median, min, max } }] : [],
    )
  }
  const times = others.find(({ name }) => name === base)?.timesOurs
  if (base !== undefined && times && times.min < times.max) {
    const spread = { median: 1 / times.median, min: 1 / times.max, max: 1 / times.min }
    return [{ what, unit: `× ${base}`, name: OURS, kind: 'ratio', spread }]
  }
  return effort === 'full' && ours.min < ours.max ? [{ what, unit, name: OURS, kind, spread: ours }] : []
}
