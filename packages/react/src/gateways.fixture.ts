import type { GatewayExchange } from '@rivulet/replay'
import { expect, inject, vi } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where `.config/gateways.ts` serves. */
    gateways: string
    /** A port that refuses connections. */
    nobodyListens: string
  }
}

/** A corner of the test gateways of its own: what happens here is seen by nobody else. */
export interface GatewayScope {
  /** The address of a dialect, or of one of the faults `html`, `empty`, `malformed` and `missing`. */
  baseURL(name: string): string
  seen(): Promise<{ requests: number; exchanges: GatewayExchange[]; nowMs: number }>
  /** Waits until `count` completions have ended, however they did. */
  ended(count: number): Promise<GatewayExchange[]>
}

/** Waits until the assertion holds; long, since a busy machine is no failure. */
export const eventually = (assertion: () => unknown): Promise<unknown> => vi.waitFor(assertion, { timeout: 30_000, interval: 5 })

export const TEST_KEY = 'test-key'

export function gatewayScope(): GatewayScope {
  const base = `${inject('gateways')}/${crypto.randomUUID()}`
  const seen: GatewayScope['seen'] = async () => (await fetch(`${base}/seen`)).json()
  return {
    baseURL: (name) => `${base}/${name}/v1`,
    seen,
    async ended(count) {
      await eventually(async () => expect((await seen()).exchanges).toHaveLength(count))
      return (await seen()).exchanges
    },
  }
}
