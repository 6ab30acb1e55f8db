// The relay as it is published, on runtimes that serve a function by themselves. They are fetched from the registry, 100 MB each, in the long suite only.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createChatClient } from '@rivulet/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runIdOf } from '../relay.fixture.js'
import { startUpstream } from '../upstream.fixture.js'

/** How the README serves it there; the port is printed. */
const PROGRAM = `
import { createRelay, memoryStore } from '${new URL('../../dist/index.js', import.meta.url).href}'

const relay = createRelay({
  upstream: { baseURL: process.env.UPSTREAM },
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
  limits: { detachedGraceMs: 1500, statusWaitMs: 200, pingMs: 500 },
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

describe.skipIf(!process.env['LONG_SUITE'])('in the long suite only', () => {
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
