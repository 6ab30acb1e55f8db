// What tests and servers have of the libraries of others, run by the oldest Vitest.
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { createChatClient } from '@rivulet/core'
import { createRelay, redisStore, type RedisClient } from '@rivulet/relay'
import { createGateway, parseRecording } from '@rivulet/replay'
import { recordingHandler } from '@rivulet/replay/msw'
import { serve } from '@rivulet/replay/node'
import { previewAnnotations, type StreamParameters } from '@rivulet/replay/storybook'
import { playRecording } from '@rivulet/replay/vitest'
import { Redis } from 'ioredis'
import { setupServer } from 'msw/node'
import { createClient } from 'redis'
import { expect, test } from 'vitest'

const REDIS_URL = process.env['REDIS_URL'] ?? ''
const QUESTION = { model: 'default', messages: [{ role: 'user' as const, content: 'haiku' }] }
const PROSE = new URL(import.meta.resolve('@rivulet/replay/recordings/inferex-prose.stream.jsonl'))
const readProse = async () => parseRecording(await readFile(PROSE, 'utf8'))

test('matchers and a recording that is played to a token', async () => {
  const { fetch, playUntil } = playRecording(await readProse())
  const stream = createChatClient({ baseURL: 'https://gateway.example/v1', fetch }).stream(QUESTION)
  const { result } = stream
  await playUntil(5)
  await stream.stop()
  expect(await result).toBeStopped()
  expect(() => expect('no answer').toBeStopped()).toThrow()
})

test('Mock Service Worker', async () => {
  const server = setupServer(recordingHandler(await readProse(), { speed: 100 }))
  server.listen()
  const client = createChatClient({ baseURL: 'https://gateway.example/v1' })
  expect(await client.stream(QUESTION).result).toBeComplete()
  server.close()
})

test('srvx serves a gateway', async () => {
  const gateway = await serve(createGateway({ timeToFirstTokenMs: 1, tokensPerSecond: 1000 }))
  const client = createChatClient({ baseURL: `${gateway.url}/v1`, apiKey: 'any' })
  expect(await client.stream(QUESTION).result).toHaveText(/^Packets leave the spring/)
  await gateway.close()
})

test('Storybook loads what is added to its preview', async () => {
  const parameters: StreamParameters = { recording: await readProse() }
  expect(parameters.recording).toBeDefined()
  const [preview = ''] = previewAnnotations()
  expect(Object.keys((await import(/* @vite-ignore */ pathToFileURL(preview).href)) as object)).toContain('decorators')
})

const clients: [name: string, make: () => RedisClient][] = [
  ['ioredis', () => new Redis(REDIS_URL, { lazyConnect: true })],
  ['redis', () => createClient({ url: REDIS_URL })],
]
test.each(clients)('a relay over Redis, by %s', async (name, make) => {
  const gateway = createGateway({ timeToFirstTokenMs: 1, tokensPerSecond: 1000 })
  const relay = createRelay({
    upstream: { baseURL: 'https://gateway.example/v1', apiKey: 'any', fetch: (input, init) => gateway(new Request(input, init)) },
    authorize: () => name,
    store: redisStore(make()),
  })
  const client = createChatClient({ baseURL: 'https://relay.example', fetch: (input, init) => relay(new Request(input, init)) })
  expect(await client.stream(QUESTION).result).toHaveText(/^Packets leave the spring/)
  await relay.close()
})
