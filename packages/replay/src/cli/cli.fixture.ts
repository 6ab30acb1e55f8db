import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import { run } from './run.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const fromSources = [
  '--conditions=@rivulet/source',
  '--import',
  new URL('scripts/fromSources.mjs', new URL('../../', import.meta.url)).href,
]
/** Each process compiles the same sources. */
const NODE_COMPILE_CACHE = join(packageFolder, 'node_modules/.cache/compile')
const { NODE_OPTIONS: _options, RIVULET_API_KEY: _key, OPENAI_API_KEY: _other, ...cleanEnv } = process.env

export interface Cli {
  readonly process: ChildProcess
  /** What was written so far. */
  readonly out: { stdout: string; stderr: string }
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
}

export interface CliOptions {
  readonly env?: Record<string, string>
  readonly stdin?: string | Uint8Array
  readonly cwd?: string
  /** What runs Node, such as a shell that limits it; it is given the command in its arguments. */
  readonly through?: readonly [command: string, ...args: string[]]
}

/** The real command line, from its sources, in a process of its own. */
export function startCli(args: readonly string[], { env = {}, stdin, cwd = packageFolder, through }: CliOptions = {}): Cli {
  const [command, ...before] = [...(through ?? []), process.execPath]
  const child = spawn(command, [...before, ...fromSources, join(packageFolder, 'src/cli/bin.ts'), ...args], {
    cwd,
    env: { ...cleanEnv, NODE_COMPILE_CACHE, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined).end(stdin)
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', (data: Buffer) => (out.stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (out.stderr += data.toString()))
  return { process: child, out, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...out })) }
}

export function runCli(args: readonly string[], options?: CliOptions): Cli['ended'] {
  return startCli(args, options).ended
}

let before: Promise<unknown> = Promise.resolve()

/**
 * The same command line in this process, which takes a twentieth of the time: for what ends by itself, and needs neither signals nor a standard
 * input. One after the other, since they share where they write to.
 */
export function runHere(args: readonly string[], { cwd = packageFolder, env = {} }: Pick<CliOptions, 'cwd' | 'env'> = {}): Cli['ended'] {
  const ended = before.then(async () => {
    const home = process.cwd()
    const out = { stdout: '', stderr: '' }
    const spies = (['stdout', 'stderr'] as const).map((name) =>
      vi.spyOn(process[name], 'write').mockImplementation((text) => {
        out[name] += text.toString()
        return true
      }),
    )
    for (const name of ['RIVULET_API_KEY', 'OPENAI_API_KEY']) vi.stubEnv(name, env[name])
    process.chdir(cwd)
    const listeners = process.stdout.listeners('error')
    try {
      const code = await run(args)
      return { code, ...out }
    } finally {
      process.chdir(home)
      for (const listener of process.stdout.listeners('error'))
        if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void)
      vi.unstubAllEnvs()
      for (const spy of spies) spy.mockRestore()
    }
  })
  before = ended.catch(() => undefined)
  return ended
}

export interface Folder {
  readonly path: string
  readonly file: (name: string) => string
  readonly names: () => string[]
  readonly read: (name: string) => string
}

/** A folder of the test's own, with the files given. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'rivulet-replay-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return {
    path,
    file: (name: string) => join(path, name),
    names: () => readdirSync(path).toSorted(),
    read: (name: string) => readFileSync(join(path, name), 'utf8'),
  }
}

/** A recording that comes with the package. */
export function libraryFile(name: string): string {
  return join(packageFolder, 'recordings', `${name}.stream.jsonl`)
}
