// A relay in a process of its own, or what it is measured against: a proxy that passes bodies on and does nothing else, behind the same server.
import { createRelay, memoryStore, redisStore, type RelayLimits, type RunStore } from '@rivulet/relay'
import { serve } from '@rivulet/replay/node'
import { Redis } from 'ioredis'
import { serveDuties, used, workerOptions } from './Worker.ts'

export interface RelayProcessOptions {
  kind: 'proxy' | 'memory' | 'redis'
  /** Ends before `/chat/completions`. */
  upstream: string
  redisPort?: number
  retentionMs?: number
  limits?: Partial<RelayLimits>
}

const options = workerOptions() as RelayProcessOptions

function toStore({ kind, redisPort, retentionMs }: RelayProcessOptions): RunStore {
  const kept = retentionMs === undefined ? {} : { retentionMs }
  if (kind === 'memory') return memoryStore(kept)
  return redisStore(new Redis({ port: redisPort ?? 6379, host: '127.0.0.1', lazyConnect: true }), kept)
}

async function pass(request: Request): Promise<Response> {
  const { body, status, headers } = await fetch(`${options.upstream}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await request.text(),
    signal: request.signal,
  })
  return new Response(body, { status, headers: { 'content-type': headers.get('content-type') ?? '' } })
}

const handler =
  options.kind === 'proxy'
    ? pass
    : createRelay({
        upstream: { baseURL: options.upstream, apiKey: 'sk-bench' },
        authorize: (request) => request.headers.get('x-user'),
        store: toStore(options),
        limits: options.limits,
      })
const server = await serve(handler)

function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

export const duties = { used, heapBytes, port: () => server.port }
export type RelayDuties = typeof duties
serveDuties(duties)
