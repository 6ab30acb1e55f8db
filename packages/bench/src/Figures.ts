import type { PartName } from './options.ts'
import type { PartReport } from './Report.ts'

/**
 * What the benchmark writes as JSON: with `--out` what was just measured, and in `figures/` what is kept. Numbers have five digits that count; a figure
 * that is not there is null. Units are in the headings of tables and in the `unit` of budgets: MB and KB are 1,000,000 and 1,000 bytes.
 */
export interface Figures {
  /** Of this shape. */
  readonly version: 2
  /** Each part with its own circumstances, since they need not be of one run. */
  readonly parts: Readonly<Partial<Record<PartName, PartFigures>>>
}

/** What one part found, and under which circumstances. */
export interface PartFigures extends PartReport {
  /** When it ended, in UTC, as ISO 8601. */
  readonly takenAt: string
  /** A quick run leaves dear peers out and has shorter answers and fewer rounds. */
  readonly effort: 'quick' | 'full'
  /** Processes that measured it one after another, whose figures are in one spread. */
  readonly runs: number
  readonly machine: Machine
}

/** Where it was measured, and what. */
export interface Machine {
  /** Such as "v24.1.0". */
  readonly node: string
  readonly v8: string
  /** Operating system and architecture, such as "linux x64". */
  readonly platform: string
  /** Its model, as the system names it. */
  readonly cpu: string
  /** That can be used at once. */
  readonly cores: number
  readonly memoryGb: number
  /** Processes that wanted a core when it began, the mean of a minute: more than there are cores is a busy machine. */
  readonly load: number
  /** The project's, by its hash; with a "+" where files of its packages were others than the commit's. Not there where there is no Git, or none was kept. */
  readonly commit?: string
  /** Of all packages that are measured, by their names. */
  readonly versions: Readonly<Record<string, string>>
}
