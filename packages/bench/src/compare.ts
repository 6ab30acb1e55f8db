import { isExact, isOurs, OURS, type Budget, type FigureKind, type Sampled, type Verdict } from './budgets.ts'
import type { PartFigures } from './Figures.ts'
import { isSameMachine } from './machine.ts'
import { middleOf } from './middleOf.ts'
import { ratiosOf, spreadOf, present, type Rounds, type Spread } from './spread.ts'

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

/** A budget that was held when the figures were kept, and surely is not now. */
export interface Lost {
  readonly verdict: Verdict
  /** Whether it speaks against the change: a time does not where it is told beside another, or on another machine. */
  readonly isRed: boolean
}

/** What became of the kept figures. */
export interface Comparison {
  readonly moved: readonly Moved[]
  readonly lost: readonly Lost[]
  /** Of ours: what was kept and was not measured now. */
  readonly missing: readonly string[]
  readonly isSameMachine: boolean
}

/** By what share what two runs found must be apart, since machines and memory are laid out a little otherwise each time. */
const APART: Readonly<Record<FigureKind, number>> = { count: 0, size: 0.005, ratio: 0.05, memory: 0.15, time: 0.05 }

/** A figure in the form in which one run can be held against another. */
interface Comparable extends Pick<Budget, 'what' | 'unit' | 'kind' | 'tolerance'> {
  readonly name: string
  readonly figure: Sampled
}

/**
 * Holds what was measured against what is kept. A figure has moved where the {@link middleOf} both lie apart, and a budget is lost where all of the range is
 * beyond it: on a busy machine medians come and go. Times are told beside those of another in the same round, never in milliseconds; where there is no
 * such other, they are held against their budget alone.
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
    return was.held && is && is.ours.min > is.most ? [{ verdict: is, isRed: is.kind !== 'time' || (is.base === undefined && isSame) }] : []
  })
  return { moved, lost, missing: missingOf(kept, taken), isSameMachine: isSame }
}

/** Whether a change has made something of ours worse, or taken it out of sight. */
export function isRed({ moved, lost, missing }: Comparison): boolean {
  return [...moved, ...lost].some((one) => one.isRed) || missing.length > 0
}

export const titleOf = ({ what, circumstances }: Pick<Verdict, 'what' | 'circumstances'>): string => `${what}, ${circumstances}`

const keyOf = ({ what, name }: Pick<Comparable, 'what' | 'name'>): string => `${name}: ${what}`

function movedOf({ what, unit, name, kind, tolerance = 0, figure: was }: Comparable, { figure: is }: Comparable, isSame: boolean): Moved[] {
  if (![was, is].every((figure) => isComparable({ kind, tolerance }, figure))) return []
  const [before, now] = [middleOf(was.rounds), middleOf(is.rounds)]
  const apart = (edge: number) => Math.abs(edge) * APART[kind] + tolerance
  const isWorse = now.low > before.high + apart(before.high)
  const isBetter = now.high < before.low - apart(before.low)
  const canBeRed = isOurs(name) && (isSame || isExact({ kind, tolerance }))
  return isWorse || isBetter ? [{ what, unit, name, was, is, isWorse, isRed: isWorse && canBeRed }] : []
}

/** Of ours, whether it can be held against another figure or not. */
function missingOf(kept: PartFigures, taken: PartFigures): string[] {
  const now = new Set(oursIn(taken))
  return oursIn(kept).filter((figure) => !now.has(figure))
}

function oursIn({ verdicts, counts = [] }: PartFigures): string[] {
  const judged = verdicts.flatMap((verdict) =>
    [OURS, ...verdict.others.map(({ name }) => name)].filter(isOurs).map((name) => keyOf({ name, what: titleOf(verdict) })),
  )
  return [...judged, ...counts.map(({ what }) => keyOf({ name: OURS, what }))]
}

function comparablesOf({ verdicts, counts = [] }: PartFigures): Comparable[] {
  const counted = counts.map(({ what, count }) => ({ what, unit: '', name: OURS, kind: 'count' as const, figure: sampled([count]) }))
  return [...verdicts.flatMap(ofVerdict), ...counted]
}

function ofVerdict(verdict: Verdict): Comparable[] {
  const { unit, kind, tolerance, base, ours, others } = verdict
  const what = titleOf(verdict)
  const all = [{ name: OURS, ...ours }, ...others]
  if (kind !== 'time')
    return all.map((figure) => ({ name: figure.name, figure, what, unit, kind, ...(tolerance !== undefined && { tolerance }) }))
  const beside = others.find(({ name }) => name === base)
  if (!beside) return []
  return all.flatMap(({ name, rounds }) => {
    const ratios = ratiosOf(rounds, beside.rounds)
    const isTold = isOurs(name) && present(ratios).length > 0
    return isTold ? [{ what, unit: `× ${base}`, name, kind: 'ratio' as const, figure: sampled(ratios) }] : []
  })
}

/** What was measured once has no spread that could be held against another, unless any run finds the same. */
function isComparable(figure: Pick<Budget, 'kind' | 'tolerance'>, { rounds }: Sampled): boolean {
  return isExact(figure) || present(rounds).length > 1
}

const sampled = (rounds: Rounds): Sampled => ({ ...spreadOf(rounds), rounds })
