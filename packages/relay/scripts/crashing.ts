import type { RunStore } from '@rivulet/relay'
import { changedStore } from '../src/store/changedStore.fixture.ts'

/** Where a process ends itself, as if the power went. */
export interface Crash {
  /** The number of the call of the store, from 1. */
  call: number
  /** Before it is sent, when it was sent and nothing came back, or with the answer that nobody will read. */
  when: 'before' | 'sent' | 'after'
}

type Call = (...args: never[]) => Promise<unknown>

const METHODS = ['create', 'append', 'stop', 'look', 'read', 'hold', 'release'] as const

/** A store whose `call`-th call is the last thing that this process does. */
export function crashing(store: RunStore, crash: Crash): RunStore {
  let calls = 0

  const wrap = (call: Call): Call => {
    const crashes: Call = async (...args) => {
      calls += 1
      if (calls !== crash.call) return call(...args)
      if (crash.when === 'before') return die()
      const answer = call(...args)
      if (crash.when === 'after') await answer.catch(() => undefined)
      // The command is on its way once the sockets had their turn.
      else await nextTurn().then(nextTurn)
      return die()
    }
    return crashes
  }

  const methods = METHODS.map((name) => [name, wrap((...args) => (store[name] as Call)(...args))] as const)
  return changedStore(store, {
    ...(Object.fromEntries(methods) as Partial<RunStore>),
    createRateLimiter(...args) {
      const limiter = store.createRateLimiter(...args)
      return { take: wrap((principal) => limiter.take(principal)) as typeof limiter.take }
    },
  })
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}
