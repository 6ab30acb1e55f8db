import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ports = (await import(new URL('../../../../.config/freePort.mjs', import.meta.url).href)) as { freePort: () => Promise<number> }
/** A port that is free, and stays so while no server of the test's listens on it. */
export const freePort: () => Promise<number> = ports.freePort

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface SpawnedPlayground {
  readonly url: string
  readonly port: number
  /** Everything it printed so far, on both streams. */
  output(): string
  /** Asks it to end as Ctrl+C does, and resolves with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** `npm test` has built the page just before; by itself a test takes it from its sources. */
const PAGE = process.env['PLAYGROUND_BUILT'] ? ['--built'] : []

/** Runs the command behind `npm start` in a process of its own, and waits until it names its address. */
export async function spawnPlayground(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  page: readonly string[] = PAGE,
): Promise<SpawnedPlayground> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _base, OPENAI_MODEL: _model, PORT: _port, ...inherited } = process.env
  const child = spawn(process.execPath, [MAIN, ...page, ...args], { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      const [found] = /http:\/\/\S+\//.exec(output) ?? []
      if (found) resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void exited.then((code) => reject(new Error(`The playground ended with ${code} before it listened:\n${output}`)))
  })
  return {
    url,
    port: Number(new URL(url).port),
    output: () => output,
    stop: (signal = 'SIGINT') => {
      child.kill(signal)
      return exited
    },
  }
}

/** Runs it to its end: for what it refuses, and for what it only prints. */
export async function runPlayground(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [code] = await once(child, 'close')
  return { code, stdout, stderr }
}
