import { OURS, type FigureKind, type Sampled, type Verdict } from './budgets.ts'
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

/** What became of the kept figures. */
export interface Comparison {
  readonly moved: readonly Moved[]
  /** Budgets that were held when the figures were kept, and surely are not now. */
  readonly lost: readonly Verdict[]
  /** What was kept and was not measured now. */
  readonly missing: readonly string[]
  readonly isSameMachine: boolean
}

/** By what share what two runs found must be apart, since machines and memory are laid out a little otherwise each time. */
const APART: Readonly<Record<FigureKind, number>> = { count: 0, size: 0.005, ratio: 0.05, memory: 0.15, time: 0.05 }

/** A figure in the form in which one run can be held against another. */
interface Comparable {
  readonly what: string
  readonly unit: string
  readonly name: string
  readonly kind: FigureKind
  readonly figure: Sampled
}

/**
 * Holds what was measured against what is kept. A figure has moved where the {@link middleOf} both lie apart, and a budget is lost where all of the range is
 * beyond it: on a busy machine medians come and go. Times are told beside those of another in the same round, never in milliseconds; where there is no
 * such other, they are not held against anything.
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

function movedOf({ what, unit, name, kind, figure: was }: Comparable, { figure: is }: Comparable, isSame: boolean): Moved[] {
  const [before, now] = [middleOf(was.rounds), middleOf(is.rounds)]
  const isWorse = now.low > before.high * (1 + APART[kind])
  const isBetter = now.high < before.low * (1 - APART[kind])
  return isWorse || isBetter ? [{ what, unit, name, was, is, isWorse, isRed: isWorse && name === OURS && canBeRed(kind, isSame) }] : []
}

function comparablesOf({ verdicts, counts = [] }: PartFigures): Comparable[] {
  const counted = counts.map(({ what, count }) => ({ what, unit: '', name: OURS, kind: 'count' as const, figure: sampled([count]) }))
  return [...verdicts.flatMap(ofVerdict), ...counted]
}

function ofVerdict(verdict: Verdict): Comparable[] {
  const { unit, kind, base, ours, others } = verdict
  const what = titleOf(verdict)
  if (kind !== 'time') {
    return [{ name: OURS, figure: ours }, ...others.map((other) => ({ name: other.name, figure: other }))].flatMap(({ name, figure }) =>
      isComparable(kind, figure) ? [{ what, unit, name, kind, figure }] : [],
    )
  }
  const beside = others.find(({ name }) => name === base)
  if (!beside) return []
  const figure = sampled(ratiosOf(ours.rounds, beside.rounds))
  return isComparable('ratio', figure) ? [{ what, unit: `× ${base}`, name: OURS, kind: 'ratio', figure }] : []
}

/** What was measured once has no spread that could be held against another, unless it is the same each time. */
function isComparable(kind: FigureKind, { rounds }: Sampled): boolean {
  return kind === 'count' || kind === 'size' || present(rounds).length > 1
}

const sampled = (rounds: Rounds): Sampled => ({ ...spreadOf(rounds), rounds })
