import { createGateway, type GatewayExchange, type GatewayOptions } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'
import { onTestFinished } from 'vitest'
import type { Relay } from '../createRelay.js'
import type { RelayOptions } from '../RelayOptions.js'
import { startRelay } from '../relay.fixture.js'

export const HAIKU = 'Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.'

export const GATEWAY_KEY = 'the-key-of-the-gateway'

export interface RelayedGateway {
  /** The address of the relay, and of a twin of its gateway: asked the same in the same order, both answer the same. They end before `/chat/completions`. */
  relayed: string
  direct: string
  relay: Relay
  /** The exchanges of the gateway that have ended. */
  exchanges: GatewayExchange[]
}

/**
 * A gateway, and a relay before it, each behind a real port of this machine until the test is over. Whoever asks names himself by his key, as unchanged
 * clients do; the gateway lets in no key but the relay's.
 */
export async function serveRelayedGateway(gateway: GatewayOptions = {}, options: Partial<RelayOptions> = {}): Promise<RelayedGateway> {
  const exchanges: GatewayExchange[] = []
  const shared: GatewayOptions = { timeToFirstTokenMs: 0, tokensPerSecond: 2000, apiKey: GATEWAY_KEY, ...gateway }
  const upstream = await serve(createGateway({ ...shared, onExchange: (exchange) => void exchanges.push(exchange) }))
  const twin = await serve(createGateway(shared))
  onTestFinished(async () => {
    await upstream.close()
    await twin.close()
  })
  const { relay, url } = await startRelay({
    upstream: { baseURL: `${upstream.url}/v1`, apiKey: GATEWAY_KEY },
    authorize: (request) => /^Bearer (ann|bob)$/.exec(request.headers.get('authorization') ?? '')?.[1],
    ...options,
  })
  return { relayed: `${url}/api/chat`, direct: `${twin.url}/v1`, relay, exchanges }
}
