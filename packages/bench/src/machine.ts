import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Machine } from './Figures.ts'

/** Looks at the machine, and at which packages there are. */
export function lookAtMachine(): Machine {
  return {
    node: process.version,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    load: loadavg()[0] ?? 0,
    ...commit(),
    versions: versions(),
  }
}

/** Whether ratios of one can be held against those of the other: where the processor or V8 is another, so are they. */
export function isSameMachine(one: Machine, other: Machine): boolean {
  return (['cpu', 'cores', 'platform', 'v8'] as const).every((key) => one[key] === other[key])
}

export function machineText({ node, cores, cpu, memoryGb, load }: Machine): string {
  return `Node ${node.slice(1)}, ${cores} × ${cpu}, ${memoryGb} GB, load ${load.toFixed(1)}`
}

function commit(): Pick<Machine, 'commit'> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  const git = (...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    // Kept figures are written while others are still measured.
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!bench/figures')
    return { commit: git('rev-parse', 'HEAD') + (changed === '' ? '' : '+') }
  } catch {
    return {}
  }
}

function versions(): Record<string, string> {
  const root = new URL('../', import.meta.url)
  const manifestOf = (folder: string) =>
    JSON.parse(readFileSync(new URL(`${folder}package.json`, root), 'utf8')) as { version: string; dependencies?: object }
  const names = Object.keys(manifestOf('').dependencies ?? {})
  return Object.fromEntries(names.map((name) => [name, manifestOf(`node_modules/${name}/`).version]))
}
