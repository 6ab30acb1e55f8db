import type { Verdict } from './budgets.ts'
import type { Spread } from './spread.ts'

/** What a part of the benchmark found. */
export interface PartReport {
  readonly tables: readonly Table[]
  readonly verdicts: readonly Verdict[]
  /** Work of ours that was counted, for which there is no budget: the same each time, so that any difference is one. */
  readonly counts?: readonly Count[]
  /** Others that have no figures, or not all. */
  readonly failed?: readonly Failed[]
}

/** Another that was wrong, or ended with an error. */
export interface Failed {
  readonly name: string
  /** In one line. */
  readonly why: string
}

export interface Table {
  readonly title: string
  /** Headings of the figures. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export interface Row {
  readonly name: string
  /** One for each column; undefined where there is nothing to tell. */
  readonly figures: readonly (Spread | undefined)[]
}

export interface Count {
  readonly what: string
  /** The less the better. */
  readonly count: number
}
