// A relay as a server of its own, set up by the environment. Everything a deployment must decide is in `authorize`: replace it by yours.
import { createRelay, memoryStore, redisStore } from '@rivulet/relay'
import { Redis } from 'ioredis'
import { serve } from 'srvx'

const {
  GATEWAY_URL,
  GATEWAY_KEY,
  RELAY_TOKENS,
  REDIS_URL,
  ORIGINS,
  MODELS,
  HOST = '0.0.0.0',
  PORT = '8080',
  GRACE_MS = '20000',
} = process.env
if (!GATEWAY_URL || !RELAY_TOKENS) {
  console.error('Set GATEWAY_URL (ends before /chat/completions) and RELAY_TOKENS (name:token,name:token). Nothing was started.')
  process.exit(2)
}

/** Who has which token; compared by digest, so that the time it takes tells nothing. */
const names = new Map()
for (const pair of RELAY_TOKENS.split(',')) {
  const [, name, token] = /^([^:]+):(.+)$/.exec(pair.trim()) ?? []
  if (token === undefined) {
    console.error('RELAY_TOKENS is not name:token,name:token: each name needs a token of its own. Nothing was started.')
    process.exit(2)
  }
  names.set(await digest(token), name)
}

/** Undefined for a variable that is empty, as compose hands on one that nobody has set: a list of nothing would let in nothing. */
const list = (text) => (text ? text.split(',').map((entry) => entry.trim()) : undefined)
const relay = createRelay({
  upstream: { baseURL: GATEWAY_URL, apiKey: GATEWAY_KEY },
  authorize: async (request) => {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
    return token === undefined ? undefined : names.get(await digest(token))
  },
  store: REDIS_URL ? redisStore(new Redis(REDIS_URL, { lazyConnect: true })) : memoryStore(),
  models: list(MODELS),
  origins: list(ORIGINS),
  onUsage: (report) => console.log(JSON.stringify({ event: 'usage', ...report, runId: undefined })),
  onLog: (record) => console.log(JSON.stringify(record)),
})

const server = serve({ fetch: relay, port: Number(PORT), hostname: HOST, gracefulShutdown: false, silent: true })
await server.ready()
console.log(JSON.stringify({ event: 'listening', port: Number(new URL(server.url).port), store: REDIS_URL ? 'redis' : 'memory' }))

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void close())

async function close() {
  await relay.close({ graceMs: Number(GRACE_MS) })
  await server.close(true)
  process.exit(0)
}

async function digest(text) {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex')
}
