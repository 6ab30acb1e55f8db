import { type Clock, sleeping } from './clock.js'

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Moves time by `ms`, waking every sleeper in its order and letting what it wakes run before the next one. */
  advance(ms: number): Promise<void>
  /**
   * Moves time from sleeper to sleeper until `work` settles, and gives what it gives.
   * @throws Error when `work` waits for something that does not sleep on this clock.
   */
  until<T>(work: Promise<T>): Promise<T>
}

interface Sleeper {
  readonly dueMs: number
  readonly wake: () => void
}

/** Turns of the event loop that `until` grants to work that does not sleep: streams and promises need a few, never so many. */
const IDLE_TURNS = 1000

/**
 * A clock for tests and for recordings whose timing must be reproducible: no real time passes.
 * @param startMs - what it shows at first, in milliseconds since the Unix epoch.
 */
export function fakeClock(startMs: number = Date.UTC(2026, 0, 1)): FakeClock {
  let nowMs = startMs
  const sleepers: Sleeper[] = []

  const sleep = (ms: number, signal?: AbortSignal) =>
    sleeping(signal, (wake) => {
      const sleeper = { dueMs: nowMs + ms, wake }
      const after = sleepers.findIndex((other) => other.dueMs > sleeper.dueMs)
      sleepers.splice(after === -1 ? sleepers.length : after, 0, sleeper)
      return () => {
        const at = sleepers.indexOf(sleeper)
        if (at !== -1) sleepers.splice(at, 1)
      }
    })

  /** Wakes the next sleeper that is due by `limitMs`; false when there is none. */
  const wakeNext = (limitMs: number) => {
    const next = sleepers[0]
    if (next === undefined || next.dueMs > limitMs) return false
    sleepers.shift()
    nowMs = Math.max(nowMs, next.dueMs)
    next.wake()
    return true
  }

  const advance = async (ms: number) => {
    const untilMs = nowMs + ms
    await eventLoopTurn()
    while (wakeNext(untilMs)) await eventLoopTurn()
    nowMs = untilMs
  }

  const until = async <T>(work: Promise<T>) => {
    const state = { settled: false }
    const settle = () => {
      state.settled = true
    }
    work.then(settle, settle)
    for (let idleTurns = 0; idleTurns < IDLE_TURNS;) {
      await eventLoopTurn()
      if (state.settled) return work
      idleTurns = wakeNext(Number.POSITIVE_INFINITY) ? 0 : idleTurns + 1
    }
    throw new Error('The work waits for something other than this clock, so moving the clock cannot finish it. Give it the same clock.')
  }

  return { now: () => nowMs, sleep, advance, until }
}

/** One turn of the event loop, by a message: `setTimeout` may be faked by the test that uses this clock. */
function eventLoopTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
