import { createRelay, memoryStore, type Relay } from '@rivulet/relay'
import { serve, type Server } from 'srvx'

export const relay: Relay = createRelay({
  upstream: { baseURL: process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:8787/v1', apiKey: () => process.env['GATEWAY_KEY'] },
  // Whoever names himself is let in: on this machine, to try it. Ask your own sessions in its place.
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
  onLog: (record) => process.stdout.write(`${JSON.stringify(record)}\n`),
})

export const server: Server = serve({ fetch: relay, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 3000) })
