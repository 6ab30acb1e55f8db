import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand, startCommand, type Environment, type RunningProgram } from './runCommand.ts'
import { borrowTarballs, returnTarballs } from './tarballs.ts'

const INSTALL = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--include=optional']

/** A project of somebody else, in a folder of its own, with the packages as they are published. */
export interface Project {
  readonly folder: string
  /** Runs a program of the project to its end, and answers what it wrote. A failure tells all that it printed. */
  readonly run: (command: string, args: readonly string[], env?: Environment) => Promise<string>
  /** Starts a server of the project on a free port, which stands in its arguments as `PORT`, and waits until `path` answers. */
  readonly start: (command: string, args: readonly string[], env?: Environment, path?: string) => Promise<RunningProgram>
  /** Ends what was started and removes the folder. */
  readonly close: () => Promise<void>
}

interface Manifest {
  dependencies?: Record<string, string>
  overrides?: Record<string, string>
}

export interface ProjectOptions {
  /** What is installed in other versions than the folder's manifest says. */
  readonly dependencies?: Readonly<Record<string, string>> | undefined
}

/** Copies a folder of files and installs what its manifest names: the packages of this repository from their tarballs, the rest from the registry. */
export async function createProject(name: string, source: URL, { dependencies = {} }: ProjectOptions = {}): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), `rivulet-${name}-`))
  const started: RunningProgram[] = []
  const run: Project['run'] = (command, args, env) => runCommand({ name, cwd: folder, command, args, env })
  const close = async () => {
    await Promise.all(started.map((program) => program.close()))
    rmSync(folder, { recursive: true, force: true })
    returnTarballs()
  }
  try {
    const packed = borrowTarballs()
    cpSync(fileURLToPath(source), folder, { recursive: true })
    const file = join(folder, 'package.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    writeFileSync(file, JSON.stringify(withTarballs(manifest, dependencies, packed)))
    await run('npm', INSTALL)
  } catch (error) {
    await close()
    throw error
  }
  return {
    folder,
    run,
    close,
    async start(command, args, env, path) {
      const program = await startCommand({ name, cwd: folder, command, args, env }, path)
      started.push(program)
      return program
    },
  }
}

/** The tarballs depend on each other too, so that each is also put in the place of what the registry would give. */
function withTarballs(manifest: Manifest, others: Readonly<Record<string, string>>, packed: Readonly<Record<string, string>>): Manifest {
  const files = Object.fromEntries(Object.entries(packed).map(([name, path]) => [name, `file:${path}`]))
  const dependencies = Object.entries({ ...manifest.dependencies, ...others })
  return {
    ...manifest,
    dependencies: Object.fromEntries(dependencies.map(([name, version]) => [name, files[name] ?? version])),
    overrides: { ...manifest.overrides, ...files },
  }
}
