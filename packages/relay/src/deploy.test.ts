// The server that the documents hand out, run as it stands.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createChatClient } from '@rivulet/core'
import { expect, onTestFinished, test } from 'vitest'
import { describeWithRedis, startRedis } from './store/redisServer.fixture.js'
import { startUpstream } from './upstream.fixture.js'

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

interface Server {
  baseURL: string
  child: ChildProcess
  records: Record<string, unknown>[]
}

async function start(env: Record<string, string>): Promise<Server> {
  const args = ['--conditions=@rivulet/source', '--import', path('../../replay/scripts/fromSources.mjs'), path('../deploy/server.mjs')]
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', RELAY_TOKENS: 'ann:token-a,bob:token-b', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const records: Record<string, unknown>[] = []
  const port = await new Promise<unknown>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const record = JSON.parse(line) as Record<string, unknown>
      records.push(record)
      if (record['event'] === 'listening') resolve(record['port'])
    })
  })
  return { baseURL: `http://127.0.0.1:${String(port)}/v1`, child, records }
}

async function serves(env: Record<string, string>, store: string): Promise<void> {
  const upstream = await startUpstream((call) =>
    call.head().say('Hello').finish({ prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }),
  )
  onTestFinished(() => upstream.close())
  const { baseURL, child, records } = await start({ GATEWAY_URL: upstream.baseURL, GATEWAY_KEY: 'sk-secret', ...env })
  const ask = (apiKey: string) =>
    // A Redis that answers late, on a machine that is busy, is no failure: the server asks to try again.
    createChatClient({ baseURL, apiKey, retry: { maxRetries: 5 } }).stream({
      model: 'm',
      messages: [{ role: 'user', content: 'private words' }],
    }).result

  const { completion, ending } = await ask('token-a')
  expect(completion.choices[0]?.message.content).toBe('Hello')
  expect(ending.kind).toBe('complete')
  expect(upstream.calls[0]?.headers.authorization).toBe('Bearer sk-secret')
  expect((await ask('token-c')).ending).toMatchObject({ kind: 'failed', error: { code: 'auth' } })
  await expect.poll(async () => (await (await fetch(`${baseURL}/health`)).json()) as object).toMatchObject({ status: 'ok' })

  child.kill('SIGTERM')
  // With all that it wrote.
  expect(await once(child, 'close')).toEqual([0, null])
  expect(records.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['listening', 'run-started', 'run-ended', 'usage', 'request-refused']),
  )
  expect(records[0]).toMatchObject({ store })
  expect(JSON.stringify(records)).not.toMatch(/sk-secret|token-a|private words/)
}

test('the server of the documents answers, tells apart who asks, and ends when told to', () => serves({}, 'memory'))

test('variables that compose hands on empty limit nothing', () => serves({ MODELS: '', ORIGINS: '', REDIS_URL: '' }, 'memory'))

test('MODELS are all that may be asked for', async () => {
  const { baseURL } = await start({ GATEWAY_URL: 'http://127.0.0.1:9/v1', MODELS: 'small, large' })
  const codeFor = async (model: string) => {
    const client = createChatClient({ baseURL, apiKey: 'token-a', retry: { maxRetries: 0 } })
    const { ending } = await client.stream({ model, messages: [{ role: 'user', content: 'Hello' }] }).result
    return ending.kind === 'failed' ? ending.error.status : ending.kind
  }
  expect([await codeFor('small'), await codeFor('large'), await codeFor('other')]).toEqual([502, 502, 404])
})

test.each(['secret', 'ann:', 'ann:token,bob'])('tokens that are none start nothing: %s', async (tokens) => {
  await expect(start({ GATEWAY_URL: 'http://127.0.0.1:9/v1', RELAY_TOKENS: tokens })).rejects.toThrow('ended with 2')
})

test('who sends no token, or another, is nobody', async () => {
  const { baseURL } = await start({ GATEWAY_URL: 'http://127.0.0.1:9/v1', RELAY_TOKENS: 'ann:a:b' })
  const status = async (authorization?: string) =>
    (await fetch(`${baseURL}/models`, authorization ? { headers: { authorization } } : {})).status
  expect([await status(), await status('Bearer '), await status('Bearer a'), await status('Basic a:b')]).toEqual([401, 401, 401, 401])
  expect(await status('Bearer a:b')).toBe(502)
})

describeWithRedis('with Redis', () => {
  test('it keeps its runs there', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.close())
    await serves({ REDIS_URL: `redis://127.0.0.1:${redis.port}` }, 'redis')
  })
})
