import type { Dialect } from './dialects.js'

/** One request for a completion, as the gateway saw it, told when it has ended. */
export interface GatewayExchange {
  /** 1 for the gateway's first exchange. */
  readonly id: number
  /** The gateway's dialect. */
  readonly dialect: Dialect
  /** The name of the answer in the library; null for a refused request. */
  readonly answer: string | null
  /** The HTTP status that the caller got. */
  readonly status: number
  /** Whether the caller asked for a stream; false for a refused request. */
  readonly stream: boolean
  /** Tokens that the caller was sent. */
  readonly tokensSent: number
  /** Tokens that are charged: those sent until the answer or the connection ended, and no more. */
  readonly meteredTokens: number
  /** `error`: failed in the band (or with 502 where nothing streams); `truncated`: ended unfinished; `disconnected`: the caller left; `refused`: 4xx, or another answer by a fault. */
  readonly ending: 'complete' | 'error' | 'truncated' | 'disconnected' | 'refused'
  /** When the request came, in milliseconds since the Unix epoch, by the gateway's clock. */
  readonly startedAtMs: number
  /** When it ended: the last token was sent, or the caller was gone. In milliseconds since the Unix epoch, by the gateway's clock. */
  readonly endedAtMs: number
}
