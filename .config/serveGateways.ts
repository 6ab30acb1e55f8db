// The gateways that browser tests talk to, on loopback: every dialect, misbehaving ones, and what each of them saw.
//
//   /SCOPE/DIALECT/v1/…  a gateway of its own for each scope (`tokenhub-table` is the second shape of tokenhub)
//   /SCOPE/FAULT/v1/…    html, empty, malformed, missing; flaky fails after some tokens the first time, limited refuses it with 429; both answer
//                        from then on
//   /SCOPE/seen          { requests, exchanges, nowMs }: completions asked for, and those that have ended
import { ANSWERS, createGateway, DIALECTS, type GatewayExchange, type Dialect } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'

type Handler = (request: Request) => Promise<Response> | Response

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }
const EVENT_STREAM = { ...CORS, 'content-type': 'text/event-stream' }

const faults: Record<string, Handler> = {
  html: () =>
    new Response('<!doctype html><title>Sign in</title><h1>Welcome to our hotel</h1>', {
      headers: { ...CORS, 'content-type': 'text/html' },
    }),
  empty: () => new Response('', { headers: EVENT_STREAM }),
  malformed: () =>
    new Response(
      [
        `{"choices":[{"delta":{"content":"Half "}}]}`,
        `{"choices":[{"delta":{"conte`,
        `{"choices":[{"delta":{"content":"full"},"finish_reason":"stop"}]}`,
        '[DONE]',
      ]
        .map((data) => `data: ${data}\n\n`)
        .join(''),
      { headers: EVENT_STREAM },
    ),
  missing: () => Response.json({ error: { message: 'No such page', type: 'invalid_request_error' } }, { status: 404, headers: CORS }),
}

const limit: Handler = () =>
  Response.json(
    { error: { message: 'Slow down' } },
    { status: 429, headers: { ...CORS, 'access-control-expose-headers': '*', 'retry-after': '0' } },
  )

interface Scope {
  requests: number
  readonly exchanges: GatewayExchange[]
  readonly handlers: Map<string, Handler>
}

function createScope(): Scope {
  const exchanges: GatewayExchange[] = []
  const onExchange = (exchange: GatewayExchange) => void exchanges.push(exchange)
  const pace = { timeToFirstTokenMs: 120, tokensPerSecond: 80, onExchange, apiKey: 'test-key' }
  const dialects = DIALECTS.map((dialect: Dialect): [string, Handler] => [dialect, createGateway({ ...pace, dialect })])
  const table: [string, Handler] = ['tokenhub-table', createGateway({ ...pace, dialect: 'tokenhub', tokenhubShape: 'table' })]
  const failing = createGateway({ ...pace, answers: ANSWERS.filter(({ word }) => word === 'error') })
  const sound = createGateway(pace)
  const atFirst = (first: Handler): Handler => {
    let asked = false
    return (request) => {
      if (asked || request.method !== 'POST') return sound(request)
      asked = true
      return first(request)
    }
  }
  const handlers = new Map([...dialects, table, ['flaky', atFirst(failing)], ['limited', atFirst(limit)], ...Object.entries(faults)])
  return { requests: 0, exchanges, handlers }
}

/** Starts them; `nobodyListens` is an address that refuses connections. */
export async function serveGateways(): Promise<{ url: string; nobodyListens: string; close: () => Promise<void> }> {
  const scopes = new Map<string, Scope>()
  const server = await serve(async (request) => {
    const [, scopeName = '', name = ''] = new URL(request.url).pathname.split('/')
    const scope = scopes.get(scopeName) ?? createScope()
    scopes.set(scopeName, scope)
    if (name === 'seen')
      return Response.json({ requests: scope.requests, exchanges: scope.exchanges, nowMs: Date.now() }, { headers: CORS })
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS })
    if (request.method === 'POST') scope.requests += 1
    return scope.handlers.get(name)?.(request) ?? new Response(null, { status: 404, headers: CORS })
  })
  // A port that was free a moment ago, and where nobody listens now.
  const closed = await serve(() => Promise.resolve(new Response()))
  await closed.close()
  return { url: server.url, nobodyListens: closed.url, close: () => server.close() }
}
