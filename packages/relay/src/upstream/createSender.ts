import { Connection } from './Connection.js'
import { systemCode } from './systemCode.js'
import type { Address } from './toAddress.js'
import type { UpstreamLimits, UpstreamOptions } from './Upstream.js'
import { UpstreamFailure } from './UpstreamFailure.js'

/** Headers whose values are no secret, and would be missed in an error's words. */
const PUBLIC_HEADERS: readonly string[] = [
  'accept',
  'accept-language',
  'anthropic-version',
  'http-referer',
  'openai-beta',
  'user-agent',
  'x-title',
]

/** One request to send. */
export interface Outgoing {
  url: string
  accept: string
  /** Without it the request is a GET. */
  body?: string | undefined
  runKey?: string | undefined
  /** The client's, as far as they are passed on. */
  headers?: Headers | undefined
  signal?: AbortSignal | undefined
}

/** A response, and what must not be shown of it. */
export interface Sent {
  response: Response
  connection: Connection
  secrets: readonly string[]
}

/** Sends a request and resolves with its head. @throws {@link UpstreamFailure}; the reason of its signal. */
export type Send = (outgoing: Outgoing) => Promise<Sent>

export function createSender(options: UpstreamOptions, address: Address, { upstreamHeadersMs }: UpstreamLimits): Send {
  const send = async (outgoing: Outgoing, connection: Connection): Promise<Sent> => {
    const { headers, secrets } = await prepare(options, outgoing)
    // The operator's functions may have taken their time.
    if (connection.signal.aborted) throw connection.signal.reason
    const { url, body } = outgoing
    const init = { method: body === undefined ? 'GET' : 'POST', headers, redirect: 'manual', signal: connection.signal } as const
    const response = await (options.fetch ?? globalThis.fetch)(url, body === undefined ? init : { ...init, body }).catch(toUnreachable)
    const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
    if (isRedirect || connection.signal.aborted) void response.body?.cancel().catch(ignore)
    if (isRedirect) throw toRedirected()
    return { response, connection, secrets: [...secrets, ...address.secrets] }
  }

  return async (outgoing) => {
    const connection = new Connection(outgoing.signal)
    try {
      return await connection.within(send(outgoing, connection), upstreamHeadersMs, toLate)
    } catch (error) {
      connection.end(error)
      throw error
    }
  }
}

/** The headers to send, and those of their values that are nobody else's business. What was set later wins. */
async function prepare(
  { apiKey, headers: own }: UpstreamOptions,
  { accept, body, runKey, headers: forwarded }: Outgoing,
): Promise<{ headers: Headers; secrets: string[] }> {
  const [key, ownHeaders] = await Promise.all([resolve(apiKey), resolve(own)]).catch((cause: unknown) => {
    throw new UpstreamFailure('upstream_unreachable', unprepared('its apiKey or headers could not be had'), { cause })
  })
  const headers = new Headers(forwarded)
  headers.set('accept', accept)
  // Compression would hold events back until there is enough to compress.
  headers.set('accept-encoding', 'identity')
  if (body !== undefined) headers.set('content-type', 'application/json')
  try {
    if (key) headers.set('authorization', `Bearer ${key}`)
    for (const [name, value] of Object.entries(ownHeaders ?? {})) headers.set(name, value)
  } catch {
    // The platform's error quotes the value, so it goes no further.
    throw new UpstreamFailure('upstream_unreachable', unprepared('its apiKey or a header holds what no header can carry'))
  }
  if (runKey !== undefined) headers.set('idempotency-key', runKey)
  const values = Object.entries(ownHeaders ?? {}).filter(([name]) => !PUBLIC_HEADERS.includes(name.toLowerCase()))
  return { headers, secrets: [...(key ? [key] : []), ...values.map(([, value]) => value)] }
}

async function resolve<Value>(value: Value | (() => Value | Promise<Value>)): Promise<Value> {
  return typeof value === 'function' ? (value as () => Value | Promise<Value>)() : value
}

function unprepared(why: string): string {
  return `The gateway was not asked: ${why}. Nothing was sent. Whoever runs the relay should check its upstream's options.`
}

function toUnreachable(cause: unknown): never {
  const code = systemCode(cause)
  if (code === 'UND_ERR_HEADERS_TIMEOUT') throw toLate()
  const what = `The gateway could not be reached${code && ` (${code})`}.`
  throw new UpstreamFailure(
    'upstream_unreachable',
    `${what} No answer can come without it. Try again; if it stays, ask whoever runs the relay.`,
    {
      cause,
    },
  )
}

function toRedirected(): UpstreamFailure {
  return new UpstreamFailure(
    'upstream_unreachable',
    "The gateway redirects. A key does not follow a redirect. Whoever runs the relay should check the upstream's baseURL.",
  )
}

function toLate(): UpstreamFailure {
  return new UpstreamFailure('upstream_timeout', 'The gateway did not answer in time. Waiting longer seems pointless. Try again.')
}

function ignore(): void {}
