// A relay in a process of its own, or what it is measured against, behind the same server: resumable-stream, and a proxy that passes bodies on and does nothing
// else.
import { createRelay, memoryStore, redisStore, type RelayLimits, type RunStore } from '@rivulet/relay'
import { serve } from '@rivulet/replay/node'
import { Redis } from 'ioredis'
import { createResumable } from './createResumable.ts'
import { serveDuties, used, workerOptions } from './Worker.ts'

export interface RelayProcessOptions {
  kind: 'proxy' | 'resumable' | 'memory' | 'redis'
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
  return redisStore(connect(redisPort), kept)
}

function connect(port = 6379): Redis {
  return new Redis({ port, host: '127.0.0.1', lazyConnect: true })
}

function ask(body: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${options.upstream}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...(signal && { signal }),
  })
}

async function pass(request: Request): Promise<Response> {
  const { body, status, headers } = await ask(await request.text(), request.signal)
  return new Response(body, { status, headers: { 'content-type': headers.get('content-type') ?? '' } })
}

function toHandler({ kind, redisPort }: RelayProcessOptions): (request: Request) => Promise<Response> {
  if (kind === 'proxy') return pass
  if (kind === 'resumable') return createResumable(ask, { publisher: connect(redisPort), subscriber: connect(redisPort) })
  return createRelay({
    upstream: { baseURL: options.upstream, apiKey: 'sk-bench' },
    authorize: (request) => request.headers.get('x-user'),
    store: toStore(options),
    limits: options.limits,
  })
}

const server = await serve(toHandler(options))

function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

export const duties = { used, heapBytes, port: () => server.port }
export type RelayDuties = typeof duties
serveDuties(duties)
