import type { FaultOptions } from '../faults/applyFaults.js'
import { createGateway } from '../gateway/createGateway.js'
import type { Handler } from '../handler.js'
import { count } from './terminal.js'

/** At a speed of 1: what a quick model takes. */
const TIME_TO_FIRST_TOKEN_MS = 250
const TOKENS_PER_SECOND = 50

export interface ServeEmulatorOptions extends FaultOptions {
  /** A factor on its pace; Infinity: at once. */
  readonly speed: number
  /** Told of each exchange that has ended. */
  readonly onAnswer: (line: string) => void
}

/** The emulated gateway, for pages that have no key yet: who sends none is let in. */
export function serveEmulator({ speed, onAnswer, ...faults }: ServeEmulatorOptions): Handler {
  const gateway = createGateway({
    ...faults,
    timeToFirstTokenMs: TIME_TO_FIRST_TOKEN_MS / speed,
    tokensPerSecond: TOKENS_PER_SECOND * speed,
    onExchange: ({ answer, ending, tokensSent }) =>
      onAnswer(`POST /v1/chat/completions: ${answer ?? 'no answer'}, ${ending}, ${count(tokensSent, 'token')}`),
  })
  return (request) => {
    if (request.headers.has('authorization')) return gateway(request)
    const headers = new Headers(request.headers)
    headers.set('authorization', 'Bearer none')
    // Of a server's own request only its fields can be copied.
    const { url, method, body, signal } = request
    return gateway(new Request(url, { method, headers, body, signal, ...(body && { duplex: 'half' }) }))
  }
}
