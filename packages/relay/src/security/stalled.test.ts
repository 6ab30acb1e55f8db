import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { toNodeHandler } from '@rivulet/replay/node'
import { expect, onTestFinished, test } from 'vitest'
import { createRelay } from '../createRelay.js'
import { PATIENT } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { startUpstream, type Call } from '../upstream.fixture.js'

/** As many as a user may have open, of so many users: 200 readers, or 1,000. */
const READERS = 50
const USERS = process.env['LONG_SUITE'] ? 20 : 4
const PIECE = 'x'.repeat(1000)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of buffers that are in use: what streams hold for their readers, and those for themselves: 64 KiB each. */
function bufferBytes(): number {
  collect()
  return process.memoryUsage().arrayBuffers
}

/** A relay on a Unix socket: the system takes 200 KB of it for a reader that takes nothing, of a TCP connection to the same machine 4 MB. */
async function serveOnSocket() {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-stalled-'))
  const path = join(folder, 'relay.sock')
  const upstream = await startUpstream()
  const dropped: string[] = []
  const relay = createRelay({
    upstream: { baseURL: upstream.baseURL },
    authorize: ({ headers }) => headers.get('x-user'),
    store: memoryStore(),
    onLog: ({ event }) => event === 'reader-dropped' && dropped.push(event),
    limits: PATIENT,
  })
  const handle = toNodeHandler(relay)
  const responses: ServerResponse[] = []
  const server = createServer((req, res) => {
    if (req.url?.endsWith('/events')) responses.push(res)
    void handle(req, res)
  })
  server.listen({ path, backlog: 2048 })
  await once(server, 'listening')
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    server.closeAllConnections()
    server.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { path, upstream, responses, dropped }
}

async function ask(socketPath: string, path: string, user: string, body?: string): Promise<IncomingMessage> {
  const headers = { 'x-user': user, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const asking = request({ socketPath, path: `/v1/${path}`, method: body === undefined ? 'GET' : 'POST', headers, agent: false })
  asking.end(body)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return response.setEncoding('utf8')
}

/** Asks for a run, and takes nothing of it. */
function stall(socketPath: string, id: string, user: string): Socket {
  const socket = connect(socketPath)
  socket.on('error', () => undefined)
  socket.write(`GET /v1/runs/${id}/events HTTP/1.1\r\nhost: relay\r\nx-user: ${user}\r\n\r\n`)
  return socket
}

const textOf = async (response: IncomingMessage) => (await response.toArray()).join('')
const health = async (path: string) => JSON.parse(await textOf(await ask(path, 'health', ''))) as { readers: number }

/** A run with a reader that reads. */
async function beginRun(socketPath: string, user: string, next: () => Promise<Call>) {
  const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] })
  const [response, call] = await Promise.all([ask(socketPath, 'chat/completions', user, body), next().then((it) => it.head().say('first'))])
  let text = ''
  response.on('data', (piece: string) => (text += piece))
  const ended = once(response, 'end')
  const pieces = () => text.split(PIECE).length - 1
  const id = String(response.headers['x-rivulet-run'])
  const stalled: Socket[] = []
  const addStalled = (count: number) => void stalled.push(...Array.from({ length: count }, () => stall(socketPath, id, user)))
  return { id, call, pieces, ended, stalled, addStalled }
}

test('readers that stall hold little, are dropped, and cost nobody else anything', async () => {
  const { path, upstream, responses, dropped } = await serveOnSocket()
  const runs: Awaited<ReturnType<typeof beginRun>>[] = []
  for (let user = 0; user < USERS; user++) runs.push(await beginRun(path, `user-${user}`, () => upstream.next()))
  const stalled = USERS * (READERS - 1)
  const beforeBytes = bufferBytes()
  for (const { addStalled } of runs) addStalled(25)
  await expect.poll(() => responses.length).toBe(USERS * 25)
  // More than the system takes for each, and less than a reader may lag.
  for (const { call } of runs) for (let piece = 0; piece < 600; piece++) call.say(PIECE)
  for (const { addStalled } of runs) addStalled(READERS - 26)
  await expect.poll(() => responses.length).toBe(stalled)
  const held = responses.slice()
  await expect.poll(() => health(path)).toMatchObject({ readers: USERS * READERS })
  // No user may have more.
  expect((await ask(path, `runs/${runs[0]!.id}/events`, 'user-0')).statusCode).toBe(429)

  await expect.poll(() => held.filter((response) => response.writableNeedDrain).length).toBe(stalled)
  // Of the 600 KB that each was sent; how much the system takes of it differs between machines.
  expect((bufferBytes() - beforeBytes) / stalled).toBeLessThan(400_000)
  expect(Math.max(...held.map((response) => response.writableLength))).toBeLessThan(100_000)
  expect(await health(path)).toMatchObject({ readers: USERS * READERS })
  expect(dropped).toEqual([])

  // More than a reader may lag, in parts that those who read take before the next comes: on a busy machine they would lag, too.
  for (let part = 1; part <= 12; part++) {
    for (const { call } of runs) for (let piece = 0; piece < 100; piece++) call.say(PIECE)
    await expect.poll(() => runs.map(({ pieces }) => pieces())).toEqual(runs.map(() => 600 + 100 * part))
  }
  await expect.poll(() => dropped.length).toBe(stalled)
  await expect.poll(() => held.filter((response) => response.closed).length).toBe(stalled)
  await expect.poll(() => health(path)).toMatchObject({ readers: USERS })
  // What a socket has read it keeps for whoever holds the socket.
  for (const run of runs) for (const socket of run.stalled.splice(0)) socket.destroy()
  await expect.poll(() => (bufferBytes() - beforeBytes) / stalled).toBeLessThan(10_000)

  for (const { call, pieces, ended } of runs) {
    expect(call.isClosed).toBe(false)
    call.finish()
    await ended
    expect(pieces()).toBe(1800)
  }
})
