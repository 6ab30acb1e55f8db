// The relay as it is published, in a Next.js application and on runtimes that serve a function by themselves: fetched from the registry, in the long suite only.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createChatClient } from '@rivulet/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { allEvents, runIdOf, textOf } from '../relay.fixture.js'
import { rawRequest } from '../security/rawRequest.fixture.js'
import { startUpstream, type TestUpstream } from '../upstream.fixture.js'
import { type NextApp, startNextApp } from './nextApp.fixture.js'

const JSON_OF_ANN = { 'x-user': 'ann', 'content-type': 'application/json' }
const BODY = JSON.stringify({ model: 'fake', stream: true, messages: [] })

describe.skipIf(!process.env['LONG_SUITE'])('in a Next.js application', () => {
  let upstream: TestUpstream
  let app: NextApp
  beforeAll(async () => {
    upstream = await startUpstream()
    app = await startNextApp(upstream.baseURL)
  }, 900_000)
  afterAll(async () => {
    await app?.close()
    await upstream.close()
  }, 120_000)

  const post = (init: RequestInit = {}) =>
    fetch(`${app.baseURL}/chat/completions`, { method: 'POST', headers: JSON_OF_ANN, body: BODY, ...init })
  const get = (path: string, init: RequestInit = {}) => fetch(`${app.baseURL}/${path}`, { headers: JSON_OF_ANN, ...init })
  const readers = async () => ((await (await get('health')).json()) as { readers: number }).readers

  test('the head comes before the first token, and each read as it comes', async () => {
    for (const hasHead of [true, false]) {
      const asked = post()
      const call = await upstream.next()
      if (hasHead) call.head()
      const response = await asked
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
      expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
      expect(response.headers.get('content-encoding')).toBeNull()
      if (!hasHead) call.head()
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      for (const word of ['one ', 'two ']) {
        call.say(word)
        while (!text.includes(word)) text += (await reader.read()).value ?? ''
      }
      call.finish()
      while (!text.includes('[DONE]')) text += (await reader.read()).value ?? ''
    }
  })

  test('who disconnects leaves the run, which goes on, is resumed, and is stopped when its time is over', async () => {
    const leaving = new AbortController()
    const asked = post({ signal: leaving.signal })
    const call = (await upstream.next()).head().say('one ')
    const id = runIdOf(await asked)
    leaving.abort()
    await expect.poll(readers).toBe(0)
    expect(call.isClosed).toBe(false)
    call.say('two ')
    const again = new AbortController()
    const resumed = await get(`runs/${id}/events`, { headers: { ...JSON_OF_ANN, 'last-event-id': '1.1' }, signal: again.signal })
    const reader = resumed.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"two "')) text += (await reader.read()).value ?? ''
    again.abort()
    await call.closed
    await expect.poll(async () => (await (await get(`runs/${id}`)).json()) as object).toMatchObject({ state: 'stopped' })
  })

  test.each([true, false])('who disconnects before the head is there leaves nothing behind (stream: %s)', async (stream) => {
    const leaving = new AbortController()
    const asked = post({ signal: leaving.signal, body: JSON.stringify({ model: 'fake', stream, messages: [] }) })
    const call = await upstream.next()
    leaving.abort()
    await expect(asked).rejects.toThrow()
    await call.closed
    await expect.poll(async () => (await (await get('health')).json()) as object).toMatchObject({ runs: 0, readers: 0 })
  })

  test("stop stops, and core's client finds its way", async () => {
    const client = createChatClient({ baseURL: app.baseURL, headers: { 'x-user': 'ann' } })
    const stream = client.stream({ model: 'fake', messages: [] })
    const result = stream.result
    const call = (await upstream.next()).head().say('half ')
    await expect.poll(() => stream.completion.choices[0]?.message.content).toBe('half ')
    await stream.stop()
    await call.closed
    expect((await result).ending.kind).toBe('stopped')
    const events = await allEvents(await get(`runs/${stream.runId}/events`))
    expect([textOf(events), events.at(-1)?.data]).toEqual(['half ', '[DONE]'])
  })

  test('who does not read is dropped, and costs the run nothing', async () => {
    const { hostname, port, pathname } = new URL(app.baseURL)
    const lines = [`POST ${pathname}/chat/completions HTTP/1.1`, 'Host: app', 'X-User: ann', 'Content-Type: application/json']
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('error', () => {}).pause()
    socket.write([...lines, 'Idempotency-Key: key-1', `Content-Length: ${BODY.length}`, '', BODY].join('\r\n'))
    const call = (await upstream.next()).head()
    await expect.poll(readers).toBe(1)
    const text = 'x'.repeat(65_536)
    let sent = 0
    const writing = setInterval(() => {
      call.say(text)
      sent += 1
    }, 10)
    await expect.poll(readers, { timeout: 30_000 }).toBe(0)
    clearInterval(writing)
    call.finish()
    const other = await post({ headers: { ...JSON_OF_ANN, 'idempotency-key': 'key-1' } })
    expect(textOf(await allEvents(other))).toHaveLength(sent * text.length)
    socket.destroy()
  })

  test('a page of the host that was asked is let in, and one of another is not', async () => {
    const { pathname } = new URL(app.baseURL)
    const ask = (origin: string) =>
      rawRequest(app.baseURL, [
        `GET ${pathname}/runs/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1`,
        'Host: app.example.com',
        'X-User: ann',
        `Origin: ${origin}`,
      ])
    expect((await ask('https://app.example.com')).status).toBe(404)
    expect((await ask('https://evil.example.com')).status).toBe(403)
  })

  test('refusals and HEAD are as anywhere, and nothing of the relay is printed', async () => {
    expect((await get('models', { headers: {} })).status).toBe(401)
    expect((await get('elsewhere')).status).toBe(404)
    expect((await post({ body: JSON.stringify({ pad: 'x'.repeat(262_144) }) })).status).toBe(413)
    expect((await get('health', { method: 'HEAD' })).status).toBe(200)
    const asked = post()
    const call = (await upstream.next()).head().say('a')
    const response = await asked
    expect((await get(`runs/${runIdOf(response)}/events`, { method: 'HEAD' })).status).toBe(200)
    await expect.poll(readers).toBe(1)
    call.finish()
    await response.text()
    expect(app.printed()).not.toMatch(/the-key|\bann\b/)
  })
})

/** How the README serves it there; the port is printed. */
const PROGRAM = `
import { createRelay, memoryStore } from '${new URL('../../dist/index.js', import.meta.url).href}'

const relay = createRelay({
  upstream: { baseURL: process.env.UPSTREAM },
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
  limits: { detachedGraceMs: 6000, statusWaitMs: 200, pingMs: 500, lagMs: Infinity },
})
const at = { port: 0, hostname: '127.0.0.1' }
if (globalThis.Bun) console.log(Bun.serve({ fetch: relay, idleTimeout: 30, ...at }).port)
else Deno.serve({ ...at, onListen: ({ port }) => console.log(port) }, relay)
`

const RUNTIMES: [name: string, version: string, command: string[]][] = [
  ['bun', '1.4.5', ['bun']],
  [
    'deno',
    '2.9.6',
    ['deno', 'run', '--quiet', '--no-config', '--node-modules-dir=manual', '--allow-net=127.0.0.1', '--allow-env', '--allow-read'],
  ],
]

async function serveOn([name, version, command]: (typeof RUNTIMES)[number], upstream: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-runtime-'))
  const program = join(folder, 'serve.mjs')
  writeFileSync(program, PROGRAM)
  const { NODE_OPTIONS: _options, ...env } = process.env
  const args = ['-y', '--prefer-offline', '-p', `${name}@${version}`, '--', ...command, program]
  // A group of its own: npx does not pass a signal on to everything that it starts.
  const child = spawn('npx', args, { env: { ...env, UPSTREAM: upstream }, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  onTestFinished(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}.`)))
  })
  return `http://127.0.0.1:${port}/v1`
}

describe.skipIf(!process.env['LONG_SUITE'])('on a runtime of its own', () => {
  test.each(RUNTIMES)('%s %s', { timeout: 600_000 }, async (...runtime) => {
    const upstream = await startUpstream()
    onTestFinished(() => upstream.close())
    const baseURL = await serveOn(runtime, upstream.baseURL)
    const headers = { 'x-user': 'ann', 'content-type': 'application/json' }
    const body = JSON.stringify({ model: 'fake', stream: true, messages: [] })
    const post = (init: RequestInit = {}) => fetch(`${baseURL}/chat/completions`, { method: 'POST', headers, body, ...init })
    const health = async () => (await (await fetch(`${baseURL}/health`)).json()) as object

    // The head before anything else, pings while nothing comes, each read as it comes.
    const asked = post()
    const first = await upstream.next()
    const reader = (await asked).body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (what: string) => {
      while (!text.includes(what)) text += (await reader.read()).value ?? ''
    }
    await until(': ping\n\n: ping\n\n')
    first.head().say('one ')
    await until('"one "')
    first.say('two ').finish()
    await until('[DONE]')

    // Who leaves is seen to leave, with a head and without.
    for (const hasHead of [true, false]) {
      const leaving = new AbortController()
      const left = post({ signal: leaving.signal })
      const call = await upstream.next()
      if (hasHead) {
        call.head().say('one ')
        expect(runIdOf(await left)).toMatch(/^[\w-]{22}$/)
      }
      leaving.abort()
      if (!hasHead) await expect(left).rejects.toThrow()
      await expect.poll(health).toMatchObject({ readers: 0 })
      await call.closed
    }
    await expect.poll(health).toMatchObject({ runs: 0 })

    const stream = createChatClient({ baseURL, headers: { 'x-user': 'ann' } }).stream({ model: 'fake', messages: [] })
    const result = stream.result
    const call = (await upstream.next()).head().say('half ')
    await expect.poll(() => stream.completion.choices[0]?.message.content).toBe('half ')
    await stream.stop()
    await call.closed
    expect((await result).ending.kind).toBe('stopped')
    expect((await fetch(`${baseURL}/models`)).status).toBe(401)
  })
})
