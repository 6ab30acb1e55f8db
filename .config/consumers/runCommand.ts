import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../freePort.mjs'
import { ROOT } from '../packPackages.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Command {
  /** Who runs it, as a failure names them. */
  readonly name: string
  readonly cwd: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Environment | undefined
}

/** A program that goes on until it is ended. */
export interface RunningProgram {
  /** Without a slash at its end. */
  readonly url: string
  /** All that it has printed. */
  readonly printed: () => string
  readonly close: () => Promise<void>
}

/** What a test runner sets, and a package manager for the scripts that it runs. */
const OF_THE_RUNNER =
  /^(?:NODE_OPTIONS|NODE_ENV|TEST|DEV|PROD|MODE|SSR|BASE_URL|LONG_SUITE|INIT_CWD|VITEST.*|npm_(?!config_).*|npm_config_user_agent)$/

/** The environment without what is nothing to a project that stands by itself: the runner's settings, and the programs of this repository. */
export function cleanEnvironment(own: Environment = {}): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_RUNNER.test(name)))
  const path = env['PATH']?.split(delimiter).filter((folder) => !folder.startsWith(ROOT))
  return { ...env, ...(path && { PATH: path.join(delimiter) }), NEXT_TELEMETRY_DISABLED: '1', ...own }
}

const run = promisify(execFile)

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output
 * @throws Error that names who ran what, with all that it printed, where it fails
 */
export async function runCommand({ name, cwd, command, args, env }: Command): Promise<string> {
  const { stdout } = await run(command, [...args], { cwd, env: cleanEnvironment(env), maxBuffer: 2 ** 25 }).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      throw new Error(`${name}: ${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`, { cause: error })
    },
  )
  return stdout
}

/** Starts a server on a free port, which it is told by PORT and, where its arguments hold the word, in place of `PORT`; waits until `path` answers. */
export async function startCommand({ name, cwd, command, args, env }: Command, path = '/'): Promise<RunningProgram> {
  const port = String(await freePort())
  const own = { HOST: '127.0.0.1', PORT: port, ...env }
  const child = spawn(
    command,
    args.map((arg) => (arg === 'PORT' ? port : arg)),
    { cwd, env: cleanEnvironment(own) },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const url = `http://127.0.0.1:${port}`
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  while (!(await isUp(url + path))) {
    if (child.exitCode !== null) throw new Error(`${name}: ${command} ${args.join(' ')} ended with ${child.exitCode}:\n${printed}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { url, printed: () => printed, close }
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
