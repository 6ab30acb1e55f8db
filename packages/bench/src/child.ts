import { fork } from 'node:child_process'

/**
 * Runs a script of this package in a process of its own, with the collector in reach and everything in its production form, and resolves with
 * what it hands to {@link giveResult}.
 */
export function inChild<Result>(script: URL, args: readonly string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(script, args, {
      execArgv: ['--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
      serialization: 'advanced',
    })
    let given: { result: Result } | undefined
    child.on('message', (result) => (given = { result: result as Result }))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (given) resolve(given.result)
      else reject(new Error(`A process of the benchmark ended with ${signal ?? `exit code ${code}`} and without a result.`))
    })
  })
}

/** Hands the result of this process to the one that started it, and ends. */
export function giveResult(value: unknown): void {
  process.send?.(value, () => process.exit())
}

/** Ends this process when the one that started it is gone. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1))
}
