import { isExact, isOurs } from './budgets.ts'
import { inChild } from './child.ts'
import type { PartFigures } from './Figures.ts'
import { lookAtMachine } from './machine.ts'
import type { PartName } from './options.ts'
import type { Asked, PartResult } from './parts/Part.ts'
import { pool } from './pool.ts'
import type { PartReport } from './Report.ts'

/** How a part is measured. */
export interface Measuring extends Asked {
  /** Processes that measure it one after another, where a second one would not find the same. */
  readonly processes: number
  readonly signal: AbortSignal
}

/** Others that are slow are measured by the first process alone. @throws where a process fails, or is ended by the signal */
export async function measurePart(name: PartName, { processes, signal, ...asked }: Measuring): Promise<PartFigures> {
  const machine = lookAtMachine()
  const script = new URL('runPart.ts', import.meta.url)
  const run = (without: readonly string[]) => inChild<PartResult>(script, [name, JSON.stringify({ ...asked, without })], signal)
  const { report: first, slow } = await run([])
  const without = slow.filter((one) => !isOurs(one))
  const others: PartReport[] = []
  if (!isCounted(first)) while (others.length < processes - 1) others.push((await run(without)).report)
  const effort = asked.isQuick ? 'quick' : 'full'
  return { takenAt: new Date().toISOString(), effort, runs: 1 + others.length, machine, ...pool([first, ...others]) }
}

/** The same with more processes, in one spread. */
export async function measureAgain(name: PartName, figures: PartFigures, measuring: Measuring): Promise<PartFigures> {
  if (isCounted(figures)) return figures
  const more = await measurePart(name, measuring)
  return { ...figures, ...pool([figures, more]), runs: figures.runs + more.runs }
}

/** Whether a second run would find the same. */
function isCounted({ verdicts }: PartReport): boolean {
  return verdicts.every(isExact)
}
