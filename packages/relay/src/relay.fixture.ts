import { readEvents, type ServerSentEvent } from '@rivulet/core'
import { serve } from '@rivulet/replay/node'
import { onTestFinished } from 'vitest'
import { createRelay, type Relay } from './createRelay.js'
import type { RelayLimits } from './RelayLimits.js'
import type { RelayOptions } from './RelayOptions.js'
import { memoryStore } from './store/memoryStore.js'
import { startUpstream, type TestUpstream } from './upstream.fixture.js'

export const KEY = 'sk-upstream-key-that-nobody-may-see'

/** Where a machine gives this process no time for seconds, no run is refused for it, and a gateway's status still reaches the caller as it is. */
export const PATIENT: Partial<RelayLimits> = { lagMs: Infinity, statusWaitMs: 15_000 }

export interface ServedRelay {
  relay: Relay
  /** Ends before `/chat/completions`. */
  baseURL: string
  upstream: TestUpstream
  post: (body?: object, init?: { headers?: Record<string, string>; signal?: AbortSignal; user?: string }) => Promise<Response>
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  stop: (id: string, headers?: Record<string, string>) => Promise<Response>
  stopKey: (key: string, headers?: Record<string, string>) => Promise<Response>
}

/** A relay behind a port of this machine until the test is over: then it is ended first, and after it what the test was to end before. */
export async function startRelay(options: Omit<RelayOptions, 'store'> & Partial<RelayOptions>): Promise<{ relay: Relay; url: string }> {
  const relay = createRelay({ store: memoryStore(), ...options, limits: { ...PATIENT, ...options.limits } })
  const server = await serve(relay)
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    await server.close()
  })
  return { relay, url: server.url }
}

/** A relay behind a real server, in front of an upstream whose answers the test writes. The header `x-user` says who asks. */
export async function serveRelay(options: Partial<RelayOptions> = {}, onUpstream?: TestUpstream): Promise<ServedRelay> {
  const upstream = onUpstream ?? (await startUpstream())
  if (!onUpstream) onTestFinished(() => upstream.close())
  const { relay, url } = await startRelay({
    upstream: { baseURL: upstream.baseURL, apiKey: KEY },
    authorize: (request) => request.headers.get('x-user'),
    ...options,
  })
  const baseURL = `${url}/v1`
  return {
    relay,
    baseURL,
    upstream,
    post: (body = {}, { headers, signal, user = 'ann' } = {}) =>
      fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-user': user, ...headers },
        body: JSON.stringify({ model: 'fake', stream: true, messages: [{ role: 'user', content: 'hi' }], ...body }),
        signal: signal ?? null,
      }),
    get: (path, headers) => fetch(`${baseURL}/${path}`, { headers: { 'x-user': 'ann', ...headers } }),
    stop: (id, headers) => stop(`${baseURL}/runs/${id}/stop`, headers),
    stopKey: (key, headers) => stop(`${baseURL}/runs/stop`, { 'idempotency-key': key, ...headers }),
  }
}

function stop(url: string, headers?: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'x-user': 'ann', ...headers } })
}

export const runIdOf = (response: Response): string => response.headers.get('x-rivulet-run') ?? ''

/** All events of a stream, each with its id. */
export async function allEvents(response: Response): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = []
  for await (const event of readEvents(response)) events.push(event)
  return events
}

export function textOf(events: readonly ServerSentEvent[]): string {
  return events.map(({ data }) => (data.startsWith('{') ? ((JSON.parse(data) as Chunk).choices?.[0]?.delta?.content ?? '') : '')).join('')
}

interface Chunk {
  choices?: { delta?: { content?: string } }[]
}
