import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { inChild } from './child.ts'
import { compare, isRed, type Comparison } from './compare.ts'
import type { PartFigures } from './Figures.ts'
import { keep, keptFile, readFigures, writeFigures } from './kept.ts'
import { lookAtMachine, machineText } from './machine.ts'
import { readOptions, USAGE, UsageError, type BenchOptions, type PartName } from './options.ts'
import { pool } from './pool.ts'
import { print } from './print.ts'
import { printBudgets } from './printBudgets.ts'
import { printComparison } from './printComparison.ts'
import type { PartReport } from './Report.ts'

/** So often a quick run is made whose figures are kept: what is held against them is to differ by more than processes do. */
const KEPT_RUNS = 3

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') say(USAGE)
  else await bench(options)
} catch (error) {
  process.stderr.write(`rivulet: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
}

async function bench(options: BenchOptions): Promise<void> {
  const effort = options.quick ? 'quick' : 'full'
  const out = options.out === undefined ? undefined : fileFrom(options.out)
  const kept = options.kept === undefined ? keptFile(effort) : fileFrom(options.kept)
  // Before minutes are spent on figures that cannot be written.
  if (out) writeFileSync(out, '')
  const before = options.keep ? {} : readFigures(kept).parts
  say(`${machineText(lookAtMachine())}${options.quick ? '; quick' : ''}`)
  const parts: Partial<Record<PartName, PartFigures>> = {}
  const comparisons = new Map<PartName, Comparison>()
  for (const name of options.parts) {
    const was = before[name]
    let figures = await measurePart(name, options, options.keep && options.quick ? KEPT_RUNS : 1)
    // A range that lies apart by chance hardly does so twice.
    if (was && options.quick && !isCounted(figures) && isRed(compare(was, figures)))
      figures = { ...figures, ...pool([figures, await measurePart(name, options, 1)]), runs: 2 }
    if (was) comparisons.set(name, compare(was, figures))
    parts[name] = figures
    if (options.keep) keep(kept, { [name]: figures })
    say(`\n${print(figures)}`)
  }
  say(`\n${printBudgets(Object.values(parts).flatMap(({ verdicts }) => verdicts))}`)
  if (out) writeFigures(out, { version: 1, parts })
  if (!options.keep) tell(options.parts, comparisons)
}

async function measurePart(name: PartName, { quick, ours }: BenchOptions, runs: number): Promise<PartFigures> {
  const machine = lookAtMachine()
  const effort = quick ? 'quick' : 'full'
  const args = [name, effort, ...(ours === undefined ? [] : [fileFrom(ours)])]
  const report = () => inChild<PartReport>(new URL('runPart.ts', import.meta.url), args)
  const first = await report()
  const others: PartReport[] = []
  if (!isCounted(first)) while (others.length < runs - 1) others.push(await report())
  return { takenAt: new Date().toISOString(), effort, runs: 1 + others.length, machine, ...pool([first, ...others]) }
}

/** Whether a second run would find the same. */
function isCounted({ verdicts }: PartReport): boolean {
  return verdicts.every(({ kind }) => kind === 'count' || kind === 'size')
}

/** Says what moved since figures were kept, and ends with 1 where something of ours got worse. */
function tell(parts: readonly PartName[], comparisons: ReadonlyMap<PartName, Comparison>): void {
  const lines = parts.flatMap((name) => {
    const comparison = comparisons.get(name)
    return comparison ? printComparison(name, comparison) : [`  ${name}: nothing is kept to hold it against`]
  })
  say(`\nagainst the kept figures${lines.length > 0 ? `\n${lines.join('\n')}` : ': nothing moved'}`)
  if ([...comparisons.values()].some(isRed)) process.exitCode = 1
}

/** Package managers run a script in its package's folder, and tell in which one they were called. */
function fileFrom(name: string): string {
  return resolve(process.env['INIT_CWD'] ?? '', name)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
