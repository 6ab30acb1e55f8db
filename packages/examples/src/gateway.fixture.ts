import { createGateway, toFetch, type GatewayOptions } from '@rivulet/replay'
import { afterEach, beforeEach, vi } from 'vitest'

/** A gateway on the page's own origin for each test of the file. It needs no key, as one behind a server that adds it. */
export function emulateGateway(options: GatewayOptions = {}): void {
  beforeEach(() => {
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 200, ...options }))
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', 'Bearer of-the-server')
      return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
    })
  })
  afterEach(() => void vi.unstubAllGlobals())
}
