import { createGateway, systemClock, toFetch, type Clock, type GatewayOptions } from '@rivulet/replay'
import { afterEach, beforeEach, vi } from 'vitest'

/** A gateway on the page's own origin for each test of the file. It needs no key, as one behind a server that adds it. */
export function emulateGateway(options: GatewayOptions = {}): void {
  beforeEach(() => {
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 200, clock: wakingClock(), ...options }))
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', 'Bearer of-the-server')
      return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
    })
  })
  afterEach(() => void vi.unstubAllGlobals())
}

/** So much of the time that passed between two looks, or after a sleep was over, counts at most, in milliseconds. */
const AT_ONCE_MS = 50

/** A clock that stands still while the machine does: what was not said by then does not come at once afterwards, but as slowly as ever. */
function wakingClock(): Clock {
  let [nowMs, lookedAtMs] = [systemClock.now(), performance.now()]
  const look = (mostMs: number) => {
    const passedMs = performance.now() - lookedAtMs
    lookedAtMs += passedMs
    nowMs += Math.min(passedMs, mostMs)
    return nowMs
  }
  return {
    now: () => look(AT_ONCE_MS),
    async sleep(ms, signal) {
      await systemClock.sleep(ms, signal)
      look(ms + AT_ONCE_MS)
    },
  }
}
