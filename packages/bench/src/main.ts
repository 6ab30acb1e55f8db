import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { resolve } from 'node:path'
import { inChild } from './child.ts'
import { readOptions, USAGE, UsageError, type BenchOptions, type PartName } from './options.ts'
import { print } from './print.ts'
import { printBudgets } from './printBudgets.ts'
import type { PartReport } from './Report.ts'

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') say(USAGE)
  else await bench(options)
} catch (error) {
  process.stderr.write(`rivulet: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
}

async function bench({ parts, quick, out }: BenchOptions): Promise<void> {
  const machine = { node: process.version, v8: process.versions.v8, cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() }
  say(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}${quick ? '; quick, so no measure of the budgets' : ''}`)
  // Package managers run a script in its package's folder, and tell in which one they were called.
  const file = out === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '', out)
  // Before minutes are spent on figures that cannot be written.
  if (file) writeFileSync(file, '')
  const reports: Partial<Record<PartName, PartReport>> = {}
  for (const part of parts) {
    const report = await inChild<PartReport>(new URL('runPart.ts', import.meta.url), [part, quick ? 'quick' : 'full'])
    reports[part] = report
    say(`\n${print(report)}`)
  }
  say(`\n${printBudgets(Object.values(reports).flatMap(({ verdicts }) => verdicts))}`)
  if (file) writeFileSync(file, `${JSON.stringify({ machine, quick, takenAt: new Date().toISOString(), parts: reports }, null, 2)}\n`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
