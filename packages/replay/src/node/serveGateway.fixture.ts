import { onTestFinished } from 'vitest'
import { createGateway, type GatewayExchange, type GatewayOptions } from '../index.js'
import { serve } from '../node.js'

/** A gateway on a real port of this machine, closed when the test is over. The base URL ends before `/chat/completions`. */
export async function serveGateway(options: GatewayOptions = {}): Promise<string> {
  const server = await serve(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 1000, ...options }))
  onTestFinished(() => server.close())
  return `${server.url}/v1`
}

/** An `onExchange` for a gateway, and the exchange that it is told first. */
export function firstExchange(): { onExchange: (exchange: GatewayExchange) => void; ended: Promise<GatewayExchange> } {
  let tell: ((exchange: GatewayExchange) => void) | undefined
  const ended = new Promise<GatewayExchange>((resolve) => {
    tell = resolve
  })
  return { onExchange: (exchange) => tell?.(exchange), ended }
}
