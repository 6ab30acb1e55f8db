import { readChat } from '@rivulet/core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createGateway, type GatewayOptions, parseRecording, replay } from '../index.js'
import { serve } from '../node.js'
import { serveGateway } from '../node/serveGateway.fixture.js'
import { folderWith, runCli, runHere, startCli } from './cli.fixture.js'

const KEY = 'sk-canary-0Zx7Wv5Ut3Sr1'
const env = { RIVULET_API_KEY: KEY }

const record = (baseURL: string, out: string, ...more: string[]) => ['record', '--base-url', baseURL, '--model', 'm', '--out', out, ...more]

const textOf = async (recording: string, exchange = 0) => {
  const fetch = replay(parseRecording(recording), { speed: Number.POSITIVE_INFINITY })
  for (let before = 0; before < exchange; before += 1) await fetch('http://x/').catch(() => undefined)
  return readChat(await fetch('http://x/'))
}

it('writes what the gateway answers, without the key, and tells its figures', async () => {
  const folder = folderWith()
  const baseURL = await serveGateway({ apiKey: KEY, dialect: 'infery' })
  const { code, stdout, stderr } = await runCli(
    record(
      baseURL,
      'haiku.stream.jsonl',
      '--prompt',
      'haiku',
      '--system',
      'Be brief',
      '--param',
      'temperature=0.5',
      '--header',
      'x-title: Demo',
    ),
    { cwd: folder.path, env },
  )
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' })
  expect(stderr).toMatch(
    /^The key is that of RIVULET_API_KEY\.\nThe answer: complete \(stop\)\nhaiku\.stream\.jsonl: 1 exchange, \d+ reads?, [\d,]+ bytes, 20 tokens, [\d.]+ m?s, complete \(stop\)\n$/,
  )
  expect(folder.names()).toEqual(['haiku.stream.jsonl'])
  const text = folder.read('haiku.stream.jsonl')
  expect(text + stderr).not.toContain('canary')
  const { header, events } = parseRecording(text)
  expect(header).toMatchObject({ label: 'haiku', gateway: new URL(baseURL).host })
  const request = events[0]?.[3] as { body: string }
  expect(JSON.parse(request.body)).toEqual({
    stream: true,
    stream_options: { include_usage: true },
    model: 'm',
    temperature: 0.5,
    messages: [
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'haiku' },
    ],
  })
  expect((await textOf(text)).ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
  expect(events.at(-1)?.slice(2)).toEqual(['end', 'eof'])
})

it('asks for the whole answer at once, and replaces a file when told to', async () => {
  const folder = folderWith({ 'a.stream.jsonl': 'before' })
  const baseURL = await serveGateway()
  const args = record(baseURL, 'a.stream.jsonl', '--prompt', 'haiku', '--no-stream', '--overwrite', '--label', 'A label')
  const { code, stderr } = await runHere(args, { cwd: folder.path, env: { OPENAI_API_KEY: KEY } })
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('The key is that of OPENAI_API_KEY.')
  const { header, events } = parseRecording(folder.read('a.stream.jsonl'))
  expect(header.label).toBe('A label')
  expect(events[1]?.[3]).toMatchObject({ headers: { 'content-type': expect.stringContaining('application/json') } })
  expect(folder.names()).toEqual(['a.stream.jsonl'])
})

it.each(['SIGINT', 'SIGTERM'] as const)('stops at %s and keeps a recording of what came, which ends in abort', async (signal) => {
  const folder = folderWith()
  const baseURL = await serveGateway({ tokensPerSecond: 20 })
  const cli = startCli(record(baseURL, 'a.stream.jsonl', '--prompt', 'prose'), { cwd: folder.path, env })
  const draft = await vi.waitUntil(() => folder.names().find((name) => name.endsWith('.part')), { timeout: 20_000 })
  await vi.waitUntil(() => folder.read(draft).split('"data"').length > 3, { timeout: 20_000 })
  cli.process.kill(signal)
  const { code, stderr } = await cli.ended
  expect(code, stderr).toBe(0)
  expect(stderr).toMatch(/The answer: stopped by its reader\na\.stream\.jsonl: 1 exchange, .*, left by its caller\n$/)
  expect(folder.names()).toEqual(['a.stream.jsonl'])
  const { events } = parseRecording(folder.read('a.stream.jsonl'))
  expect(events.length).toBeGreaterThan(4)
  expect(events.at(-1)?.slice(2)).toEqual(['end', 'abort'])
})

const failures: readonly [name: string, gateway: GatewayOptions & { prompt: string }, told: RegExp, figures: RegExp][] = [
  ['a wrong key', { apiKey: 'another', prompt: 'haiku' }, /failed \(auth\): .*key/, /1 exchange, 1 read, .* failed \(auth, 401\)/],
  ['an error after tokens', { dialect: 'infery', prompt: 'error after tokens' }, /failed \(gateway\)/, /failed \(gateway\)/],
  ['a connection that ends in the middle', { prompt: 'Send a truncated answer' }, /truncated: the bytes ended/, /truncated/],
]

it.each(failures)('ends in 1 for %s, and writes the recording all the same', async (_name, { prompt, ...gateway }, told, figures) => {
  const folder = folderWith()
  const baseURL = await serveGateway(gateway)
  const { code, stdout, stderr } = await runHere(record(baseURL, 'a.stream.jsonl', '--prompt', prompt), { cwd: folder.path, env })
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(told)
  expect(stderr).toMatch(figures)
  expect(stderr + folder.read('a.stream.jsonl')).not.toContain('canary')
  expect(folder.names()).toEqual(['a.stream.jsonl'])
  parseRecording(folder.read('a.stream.jsonl'))
})

it('records each try where nobody answers, and says when no key was sent', async () => {
  const folder = folderWith()
  const server = await serve(createGateway())
  await server.close()
  const [gone, keyless] = await Promise.all([
    runHere(record(`${server.url}/v1`, 'gone.stream.jsonl', '--prompt', 'x'), { cwd: folder.path, env }),
    runHere(record(await serveGateway(), 'keyless.stream.jsonl', '--prompt', 'x'), { cwd: folder.path }),
  ])
  expect([gone.code, keyless.code]).toEqual([1, 1])
  expect(gone.stderr).toMatch(/could not be reached .*It is tried again in .*\n.*It is tried again in .*\nThe answer: failed \(network\)/)
  expect(keyless.stderr).toContain('No key was sent: neither RIVULET_API_KEY nor OPENAI_API_KEY is set.')
  const kinds = parseRecording(folder.read('gone.stream.jsonl')).events.map(([, exchange, kind]) => `${exchange} ${kind}`)
  expect(kinds).toEqual(['1 request', '1 end', '2 request', '2 end', '3 request', '3 end'])
})

it('never writes or says a key that the gateway repeats in every way it can', async () => {
  const folder = folderWith()
  const server = await serve(async (request) => {
    const key = request.headers.get('authorization')?.slice(7) ?? ''
    const headers = { 'set-cookie': `key=${key}`, 'x-api-key': key, 'x-request-id': key, 'retry-after': '0' }
    return Response.json(
      { error: { message: `Incorrect API key provided: ${key}, or ${key.slice(0, 8)}***${key.slice(-4)}` } },
      { status: 401, headers },
    )
  })
  onTestFinished(() => server.close())
  const { code, stderr } = await runHere(record(`${server.url}/v1`, 'a.stream.jsonl', '--prompt', 'x'), { cwd: folder.path, env })
  expect(code).toBe(1)
  const text = folder.read('a.stream.jsonl')
  expect(text).toContain('Incorrect API key provided: [redacted], or [redacted]')
  for (const part of ['canary', KEY.slice(0, 8), KEY.slice(-6)]) expect(text + stderr).not.toContain(part)
})
