import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createGateway, fakeClock } from '../index.js'
import { serve, toNodeHandler } from '../node.js'
import { firstExchange } from './serveGateway.fixture.js'

const body = JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'prose' }] })
const request = [
  'POST /v1/chat/completions HTTP/1.1',
  'host: gateway',
  'authorization: Bearer key',
  `content-length: ${body.length}`,
  '',
  body,
].join('\r\n')

/** A gateway whose time stands still, and a raw socket that has sent its request to it. */
async function connectedSocket() {
  const clock = fakeClock()
  const { onExchange, ended } = firstExchange()
  const server = await serve(createGateway({ clock, timeToFirstTokenMs: 100, tokensPerSecond: 10, onExchange }))
  onTestFinished(() => server.close())
  const socket = connect(server.port, '127.0.0.1').setEncoding('utf8')
  onTestFinished(() => void socket.destroy())
  let text = ''
  socket.on('data', (chunk: string) => (text += chunk))
  socket.write(request)
  /** Waits until the socket got it; while it has not, the test waits and in the end fails by its own limit. */
  const got = async (what: string) => {
    while (!text.includes(what)) await Promise.race([once(socket, 'data'), turn()])
  }
  return { clock, socket, ended, got, text: () => text }
}

it('sends the head at once and then each read when it is made', async () => {
  const { clock, got, text } = await connectedSocket()
  await got('\r\n\r\n')
  expect(text()).toMatch(/^HTTP\/1.1 200 /)
  expect(text()).not.toContain('data:')
  await clock.advance(100)
  await got('"content":"Rain"')
  expect(text()).not.toContain('" that"')
  await clock.advance(150)
  await got('" that"')
  expect(text()).not.toContain('[DONE]')
})

it('tells the handler of a caller that leaves, between two tokens too', async () => {
  const { clock, socket, ended, got } = await connectedSocket()
  await clock.advance(0)
  await got('\r\n\r\n')
  await clock.advance(100)
  await got('"content":"Rain"')
  // Time stands still from here: no token is made that could fail to be written, so only the connection itself tells of the leaving.
  socket.destroy()
  expect(await ended).toMatchObject({ ending: 'disconnected', tokensSent: 1, meteredTokens: 1, endedAtMs: clock.now() })
})

it('tells the handler of a caller that leaves before the first token', async () => {
  const { socket, ended, got } = await connectedSocket()
  await got('\r\n\r\n')
  socket.destroy()
  expect(await ended).toMatchObject({ ending: 'disconnected', tokensSent: 0 })
})

it('closes its connections with it', async () => {
  const server = await serve(createGateway({ clock: fakeClock() }))
  const response = await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', body, headers: { authorization: 'Bearer key' } })
  await server.close()
  await expect(response.text()).rejects.toThrow()
  await expect(fetch(server.url)).rejects.toThrow()
})

it('fails with the code of Node when the port is taken', async () => {
  const first = await serve(createGateway())
  onTestFinished(() => first.close())
  await expect(serve(createGateway(), { port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('reads request bodies and answers errors as the handler does', async () => {
  const server = await serve(createGateway({ apiKey: 'right' }))
  onTestFinished(() => server.close())
  const statuses = async (path: string, init: RequestInit) => (await fetch(`${server.url}${path}`, init)).status
  const right = { authorization: 'Bearer right' }
  expect(await statuses('/v1/models', {})).toBe(401)
  expect(await statuses('/v1/models', { headers: right })).toBe(200)
  expect(await statuses('/v1/chat/completions', { method: 'POST', headers: right, body: '{' })).toBe(400)
  expect(await statuses('/', {})).toBe(404)
  expect(await statuses('/v1/models', { method: 'OPTIONS' })).toBe(204)
})

it('answers for a handler that throws, and outlives a body that breaks off', async () => {
  const server = await serve(async (asked) => {
    if (!asked.url.endsWith('/body')) throw new Error('No answer')
    return new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('Broke off')) }))
  })
  onTestFinished(() => server.close())
  expect((await fetch(server.url)).status).toBe(500)
  await expect(fetch(`${server.url}/body`).then((response) => response.text())).rejects.toThrow()
  expect((await fetch(server.url)).status).toBe(500)
})

it('refuses to read a request body past the limit', async () => {
  const read = createServer((req, res) => void answer(req, res))
  const answer = toNodeHandler(async (asked) => new Response(await asked.text().catch(() => 'too long')), { maxRequestBytes: 4 })
  await once(read.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void read.close())
  const { port } = read.address() as AddressInfo
  const echo = async (text: string) => (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: text })).text()
  expect([await echo('four'), await echo('fiver')]).toEqual(['four', 'too long'])
})
