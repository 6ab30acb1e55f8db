import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { compare, isRed, type Comparison } from './compare.ts'
import { minutesOf } from './durations.ts'
import type { PartFigures } from './Figures.ts'
import { keep, keptFile, readFigures, writeFigures } from './kept.ts'
import { lookAtMachine, machineText } from './machine.ts'
import { measureAgain, measurePart } from './measurePart.ts'
import { readOptions, USAGE, UsageError, type BenchOptions, type PartName } from './options.ts'
import { print } from './print.ts'
import { printBudgets } from './printBudgets.ts'
import { printComparison } from './printComparison.ts'

/** What is held against kept figures is to differ by more than processes do. */
const PROCESSES = 3
/** In a full run: of the others each round has a process of its own, or a page. */
const IN_PROCESSES: readonly PartName[] = ['chunks', 'message', 'json', 'markdown']
/** A part that takes longer is not measured again in a full run, whatever moved. */
const AGAIN_MINUTES = 3

const cut = new AbortController()

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') say(USAGE)
  else {
    // The second time it ends at once.
    process.once('SIGINT', () => cut.abort())
    await bench(options)
  }
} catch (error) {
  process.stderr.write(`rivulet: ${messageOf(error)}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
}

async function bench(options: BenchOptions): Promise<void> {
  const effort = options.quick ? 'quick' : 'full'
  const out = options.out === undefined ? undefined : fileFrom(options.out)
  const kept = options.kept === undefined ? keptFile(effort) : fileFrom(options.kept)
  // Before minutes are spent on figures that cannot be held against any, kept or written.
  const { parts: keptParts } = readFigures(kept, { mustExist: options.kept !== undefined && !options.keep })
  const before = isCompared(options) ? keptParts : {}
  if (out) writeFileSync(out, '')
  say(`${machineText(lookAtMachine())}${options.quick ? '; quick' : ''}`)
  const parts: Partial<Record<PartName, PartFigures>> = {}
  const comparisons = new Map<PartName, Comparison>()
  const undone: string[] = []
  for (const [at, name] of options.parts.entries()) {
    if (cut.signal.aborted) break
    tellTime(options, at)
    const was = before[name]
    try {
      const figures = await measureAgainst(was, name, options)
      if (was) comparisons.set(name, compare(was, figures))
      parts[name] = figures
      if (out) writeFigures(out, { version: 2, parts })
      say(`\n${print(figures)}`)
      const { failed = [] } = figures
      undone.push(...failed.map((one) => `${name}, ${one.name}: ${one.why}`))
      if (options.keep && failed.length > 0) undone.push(`${name}: not kept, since not all of it was measured`)
      else if (options.keep) keep(kept, { [name]: figures })
    } catch (error) {
      if (!cut.signal.aborted) undone.push(`${name}: ${messageOf(error)}`)
    }
  }
  undone.push(...options.parts.filter((name) => cut.signal.aborted && !parts[name]).map((name) => `${name}: the run was cut`))
  say(`\n${printBudgets(Object.values(parts).flatMap(({ verdicts }) => verdicts))}`)
  if (isCompared(options) && Object.keys(parts).length > 0) tell(Object.keys(parts) as PartName[], comparisons)
  else if (options.rounds !== undefined) say('\nnot held against the kept figures: so few rounds tell too little')
  if (undone.length === 0) return
  say(`\nnot measured\n${undone.map((what) => `  ${what}`).join('\n')}`)
  process.exitCode = 1
}

function isCompared({ keep: keeps, rounds }: BenchOptions): boolean {
  return !keeps && rounds === undefined
}

async function measureAgainst(was: PartFigures | undefined, name: PartName, options: BenchOptions): Promise<PartFigures> {
  const { quick, ours, rounds } = options
  const asked = { isQuick: quick, rounds, ours: ours === undefined ? undefined : fileFrom(ours), signal: cut.signal }
  const processes = rounds === undefined && (quick ? options.keep : IN_PROCESSES.includes(name)) ? PROCESSES : 1
  const figures = await measurePart(name, { ...asked, processes })
  if (!was) return figures
  // What lies apart by chance hardly does so twice. A quick run has one process until then.
  if (quick) return isRed(compare(was, figures)) ? measureAgain(name, figures, { ...asked, processes: PROCESSES - 1 }) : figures
  const hasMoved = compare(was, figures).moved.length > 0
  return hasMoved && minutesOf([name], options) <= AGAIN_MINUTES ? measureAgain(name, figures, { ...asked, processes }) : figures
}

/** Before each part, on stderr: how much there is still to do. */
function tellTime(options: BenchOptions, at: number): void {
  const [minutes, own] = [options.parts.slice(at), options.parts.slice(at, at + 1)].map((parts) => minutesOf(parts, options).toFixed(1))
  process.stderr.write(`${options.parts[at]}, ${at + 1} of ${options.parts.length}: about ${own} min, ${minutes} min left\n`)
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
