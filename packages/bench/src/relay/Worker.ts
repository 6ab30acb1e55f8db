import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { endWithParent, type Ended } from '../child.ts'

/** What a process of the stand does when it is asked, by name. */
export type Duties = Readonly<Record<string, (argument: never) => unknown>>

interface Question {
  id: number
  name: string
  argument: unknown
}

type Reply = { id: number; value: unknown } | { id: number; error: string }

/** A process of its own, which is asked for things: a load is no measure of a process that makes it, too. */
export class Worker<Asked extends Duties> {
  readonly #child: ChildProcess
  readonly #open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #asked = 0

  /** Starts a script that calls {@link serveDuties}. */
  static async start<Asked extends Duties>(script: string, options: object): Promise<Worker<Asked>> {
    const child = fork(new URL(script, import.meta.url), [JSON.stringify(options)], {
      execArgv: [...process.execArgv.filter((flag) => flag !== '--expose-gc'), '--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
      serialization: 'advanced',
    })
    const worker = new Worker<Asked>(child)
    await Promise.race([once(child, 'message'), worker.#failed()])
    return worker
  }

  constructor(child: ChildProcess) {
    this.#child = child
    let failure: string | undefined
    child.on('message', (reply: Reply | Ended | 'ready') => {
      if (reply === 'ready') return
      if ('failure' in reply) {
        failure = reply.failure
        return
      }
      const asker = this.#open.get(reply.id)
      this.#open.delete(reply.id)
      if ('error' in reply) asker?.reject(new Error(reply.error))
      else asker?.resolve(reply.value as never)
    })
    child.on('exit', (code, signal) => {
      const why = failure ?? `A process of the stand ended with ${signal ?? `exit code ${code}`}.`
      for (const { reject } of this.#open.values()) reject(new Error(why))
      this.#open.clear()
    })
  }

  ask<Name extends keyof Asked & string>(name: Name, ...[argument]: Parameters<Asked[Name]>): Promise<Awaited<ReturnType<Asked[Name]>>> {
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject })
      this.#child.send({ id, name, argument } satisfies Question)
    })
  }

  /** Ends it, and waits for that. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }

  async #failed(): Promise<never> {
    await once(this.#child, 'exit')
    throw new Error('A process of the stand did not start.')
  }
}

/** The other side: answers what the process that started this one asks, until that is gone. */
export function serveDuties(duties: Duties): void {
  endWithParent()
  process.on('message', ({ id, name, argument }: Question) => {
    const duty = duties[name] as ((argument: unknown) => unknown) | undefined
    Promise.resolve()
      .then(() => duty?.(argument))
      .then(
        (value) => process.send?.({ id, value } satisfies Reply),
        (error: unknown) => process.send?.({ id, error: String(error) } satisfies Reply),
      )
  })
  process.send?.('ready')
}

/** What the process that started this one wants of it. */
export function workerOptions(): unknown {
  return JSON.parse(process.argv[2] ?? '{}')
}

/** What a process has used so far. */
export interface Used {
  cpuUs: number
  rssBytes: number
}

export function used(): Used {
  const { user, system } = process.cpuUsage()
  return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() }
}
