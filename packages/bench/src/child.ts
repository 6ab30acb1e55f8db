import { fork } from 'node:child_process'

/** A process that was told to end takes so long at most. */
const PATIENCE_MS = 3000

/** What a process that an error ends says to the one that started it. */
export interface Ended {
  readonly failure: string
}

type Said<Result> = { readonly result: Result } | Ended

/**
 * Runs a script of this package in a process of its own, with the collector in reach and everything in its production form, and resolves with
 * what it hands to {@link giveResult}. The signal ends it, and whatever it started.
 */
export function inChild<Result>(script: URL, args: readonly string[], signal?: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(script, args, {
      execArgv: ['--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
      serialization: 'advanced',
    })
    let said: Said<Result> | undefined
    let killing: NodeJS.Timeout | undefined
    const end = () => {
      // It ends itself then, with what it started: see endWithParent. One that is busy does not hear of it, and has started nothing.
      if (child.connected) child.disconnect()
      killing = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    }
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
    child.on('message', (message) => (said = message as Said<Result>))
    child.on('error', reject)
    child.on('exit', (code, by) => {
      signal?.removeEventListener('abort', end)
      clearTimeout(killing)
      if (!said) reject(new Error(`A process of the benchmark ended with ${by ?? `exit code ${code}`} and without a result.`))
      else if ('failure' in said) reject(new Error(said.failure))
      else resolve(said.result)
    })
  })
}

/** Hands the result of this process to the one that started it, and ends. */
export function giveResult(result: unknown): void {
  say({ result })
}

/**
 * Ends this process when the one that started it is gone, or is interrupted: by `process.exit`, so that what it started itself is ended, too. Where an error
 * ends it, the other one is told what that says.
 */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1))
  process.on('SIGINT', () => process.exit(1))
  process.on('uncaughtException', (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    say({ failure: error instanceof Error ? error.message : String(error) })
  })
}

function say(said: Said<unknown>): void {
  const end = () => process.exit('failure' in said ? 1 : 0)
  if (process.send && process.connected) process.send(said, end)
  else end()
}
