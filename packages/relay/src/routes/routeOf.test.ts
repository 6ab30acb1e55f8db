import { expect, test } from 'vitest'
import { createRelay } from '../createRelay.js'
import { memoryStore } from '../store/memoryStore.js'

const relay = createRelay({
  upstream: { baseURL: 'http://127.0.0.1:9/v1' },
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
})
const ID = 'a'.repeat(21) + 'A'

/** The status, and the code of an error, of a request at a path. */
async function ask(method: string, path: string, user?: string): Promise<[number, unknown]> {
  const headers = { 'content-type': 'application/json', ...(user && { 'x-user': user }) }
  const response = await relay(new Request(`http://relay.example${path}`, { method, headers }))
  const body = (await response.json()) as { error?: { code: string } }
  return [response.status, body.error?.code]
}

test.each(['', '/v1', '/api/chat', '/runs', '/health'])('a relay serves wherever it is mounted: %j', async (base) => {
  expect(await ask('GET', `${base}/health`, 'ann')).toEqual(base === '/runs' ? [404, 'run_not_found'] : [200, undefined])
  expect(await ask('GET', `${base}/runs/${ID}/events/`, 'ann')).toEqual([404, 'run_not_found'])
  expect(await ask('POST', `${base}/runs/${ID}/stop`, 'ann')).toEqual([404, 'run_not_found'])
  expect(await ask('POST', `${base}/runs/stop`, 'ann')).toEqual([400, 'invalid_idempotency_key'])
  expect(await ask('POST', `${base}/chat/completions/`, 'ann')).toEqual([400, 'invalid_json'])
})

test.each(['/runs/models', '/runs/health', '/runs/events', '/runs/events/events', '/runs/stop/events'])('%s names a run', async (path) => {
  expect(await ask('GET', path)).toEqual([401, 'unauthorized'])
  expect(await ask('GET', path, 'ann')).toEqual([404, 'run_not_found'])
})

test.each(['/', '/runs', `/runs/${ID}/other`, `/runs/${ID}//`, '/completions', '/modelss', '/models/one'])(
  '%s is nothing',
  async (path) => {
    expect(await ask('GET', path, 'ann')).toEqual([404, 'not_found'])
  },
)
