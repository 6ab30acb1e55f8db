// The examples of the README and of its first guide are the files in `readme/`, compiled as they stand there, and run here against servers on this machine.
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createChatClient } from '@rivulet/core'
import { serve } from '@rivulet/replay/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createRelay, type Relay } from './createRelay.js'
import { DEFAULT_LIMITS } from './RelayLimits.js'
import { createChatRelay } from './readme/createChatRelay.fixture.js'
import { createSharedRelay } from './readme/createSharedRelay.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import { describeWithRedis, startRedis } from './store/redisServer.fixture.js'
import { startUpstream, type TestUpstream } from './upstream.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const README = read('../README.md')

test('the examples of the documents are the ones that are compiled and run', () => {
  const examples = [...(README + read('../docs/try.md')).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
  const files = globSync('readme/*.fixture.ts', { cwd: new URL('.', import.meta.url) }).map((file) => read(file.replaceAll('\\', '/')))
  expect(files).toHaveLength(3)
  expect(new Set(examples)).toEqual(new Set(files))
})

test.each([
  ['Next.js', 'adapters/nextApp.fixture.ts'],
  ['Hono', 'adapters/adapters.fixture.ts'],
  ['Node, a server that you have', 'readme.test.ts'],
])('the line for %s is what its test mounts', (server, file) => {
  const [, how = ''] = new RegExp(`\\| ${server} \\|(.*)\\|\\n`).exec(README) ?? []
  const code = [...how.matchAll(/`([^`]+)`/g)].map(([, piece = '']) => piece).filter((piece) => piece.includes('relay'))
  expect(code).toHaveLength(1)
  expect(read(file)).toContain(code[0])
})

test('the numbers that it names are the defaults', () => {
  expect(README).toContain(`After ${DEFAULT_LIMITS.detachedGraceMs / 1000} seconds without a reader the run is stopped`)
  expect(README).toContain(`at ${DEFAULT_LIMITS.readerLagChars / 2 ** 20} MiB or after ${DEFAULT_LIMITS.readerStallMs / 1000} seconds`)
})

async function served(relay: Relay): Promise<string> {
  const server = await serve(relay)
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    await server.close()
  })
  return `${server.url}/api/chat`
}

async function startTestUpstream(): Promise<TestUpstream> {
  const upstream = await startUpstream()
  onTestFinished(() => upstream.close())
  return upstream
}

const REQUEST = { model: 'fake', messages: [] }

test('a relay for users, with the key of the server', async () => {
  const upstream = await startTestUpstream()
  const original = fetch
  vi.stubEnv('GATEWAY_KEY', 'the-key')
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => original(url.replace('https://gateway.example/v1', upstream.baseURL), init))
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
  })
  const relay = createChatRelay((request) => Promise.resolve(request.headers.has('x-session') ? { id: 'ann' } : undefined))
  const baseURL = await served(relay)
  const client = (headers: Record<string, string>) => createChatClient({ baseURL, headers, fetch: original, retry: { maxRetries: 0 } })
  expect((await client({}).stream(REQUEST).result).ending).toMatchObject({ kind: 'failed', error: { code: 'auth', status: 401 } })
  const stream = client({ 'x-session': 's' }).stream(REQUEST)
  const result = stream.result
  const call = await upstream.next()
  expect(call.headers.authorization).toBe('Bearer the-key')
  call.head().say('Hello').finish()
  expect(await result).toMatchObject({ ending: { kind: 'complete' }, completion: { choices: [{ message: { content: 'Hello' } }] } })
})

test('the server to try it with', async () => {
  const upstream = await startTestUpstream()
  vi.stubEnv('GATEWAY_URL', upstream.baseURL)
  vi.stubEnv('PORT', '0')
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })
  const { relay, server } = await import('./readme/server.fixture.js')
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    await server.close(true)
  })
  await server.ready()
  const stream = createChatClient({ baseURL: `${server.url ?? ''}v1`, headers: { 'x-user': 'ann' } }).stream(REQUEST)
  const result = stream.result
  ;(await upstream.next()).head().say('Hello').finish()
  expect((await result).completion.choices[0]?.message.content).toBe('Hello')
  await expect.poll(() => written.mock.calls.join('')).toContain('"event":"run-ended","state":"done"')
})

test("a relay in a server of Node's", async () => {
  const upstream = await startTestUpstream()
  const relay = createRelay({ upstream: { baseURL: upstream.baseURL }, authorize: () => 'ann', store: memoryStore() })
  // oxlint-disable-next-line typescript/no-misused-promises -- as a reader of the README writes it; the listener never rejects
  const server = createServer(getRequestListener(relay))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const { result } = createChatClient({ baseURL: `http://127.0.0.1:${port}/api/chat` }).stream(REQUEST)
  ;(await upstream.next()).head().say('Hello').finish()
  expect((await result).ending.kind).toBe('complete')
})

describeWithRedis('several processes', () => {
  test('a run of one is read and stopped on another', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.close())
    const upstream = await startTestUpstream()
    const options = { upstream: { baseURL: upstream.baseURL }, authorize: () => 'ann' }
    const url = `redis://${redis.host}:${redis.port}`
    const [here, there] = await Promise.all([1, 2].map(() => served(createSharedRelay(url, options))))
    const stream = createChatClient({ baseURL: here ?? '' }).stream(REQUEST)
    const result = stream.result
    const call = (await upstream.next()).head().say('Hello')
    await expect.poll(() => stream.runId).toBeDefined()
    const elsewhere = createChatClient({ baseURL: there ?? '' }).resume(stream.runId ?? '')
    const ends = Promise.all([result, elsewhere.result])
    await expect.poll(() => elsewhere.completion.choices[0]?.message.content).toBe('Hello')
    await elsewhere.stop()
    await call.closed
    expect((await ends).map(({ ending }) => ending.kind)).toEqual(['stopped', 'stopped'])
  })
})
