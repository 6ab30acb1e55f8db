import { type IncomingMessage, request as httpRequest } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { createChatClient } from '@rivulet/core'
import { expect, it, onTestFinished } from 'vitest'
import { createGateway, type FakeClock, fakeClock, type Fault, gzip, html, httpStatus, reset, split, stall } from '../index.js'
import { serve } from '../node.js'
import { said } from '../faults/askAgain.fixture.js'
import { firstExchange } from './serveGateway.fixture.js'

/** A gateway with faults behind a real socket, and a real client of it; as fast as it is read, unless it has a clock. */
async function serveFaults(faults: readonly Fault[], { clock, stallMs }: { clock?: FakeClock; stallMs?: number } = {}) {
  const { onExchange, ended } = firstExchange()
  const tokensPerSecond = clock ? 10 : Infinity
  const server = await serve(createGateway({ faults, onExchange, timeToFirstTokenMs: 1, tokensPerSecond, clock }))
  onTestFinished(() => server.close())
  const client = createChatClient({ baseURL: `${server.url}/v1`, apiKey: 'a-key', ...(stallMs !== undefined && { timeouts: { stallMs } }) })
  const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: 'Write a haiku' }] })
  return { server, stream, ended }
}

it('really compresses, for a caller that accepts it', async () => {
  const { server, stream } = await serveFaults([gzip()])
  const result = await stream.result
  expect(result.ending.kind).toBe('complete')

  const read = async (headers: Record<string, string>) => {
    const sent = httpRequest(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-key', ...headers },
    })
    sent.end(JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'Write a haiku' }] }))
    const response = await new Promise<IncomingMessage>((resolve) => sent.on('response', resolve))
    return { headers: response.headers, body: await buffer(response) }
  }
  const packed = await read({ 'accept-encoding': 'br, gzip;q=0.8' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  const unpacked = gunzipSync(packed.body).toString()
  expect(unpacked).toMatch(/data: \[DONE\]\n\n$/)
  expect(packed.body.length).toBeLessThan(unpacked.length / 2)

  const plain = await read({})
  expect(plain.headers).not.toHaveProperty('content-encoding')
  expect(plain.body.toString()).toMatch(/data: \[DONE\]\n\n$/)
})

it('breaks the connection', async () => {
  const clock = fakeClock()
  const { stream, ended } = await serveFaults([split({ max: 3 }), reset({ token: 4 })], { clock })
  // What was not written to the network yet is lost with the connection: the break comes when the first token has arrived.
  const running = advanceUntil(clock, stream[Symbol.asyncIterator]().next())
  expect((await running).done).toBe(false)
  const result = await advanceUntil(clock, stream.result)
  expect(result.ending).toMatchObject({ kind: 'failed', error: { code: 'network' } })
  expect(said(result).join('')).not.toBe('')
  expect(await ended).toMatchObject({ tokensSent: 4, ending: 'truncated' })
})

/** Lets the gateway's time pass in small steps, each followed by turns of the network's. */
async function advanceUntil<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  const state = { settled: false }
  const settle = () => {
    state.settled = true
  }
  work.then(settle, settle)
  while (!state.settled) {
    await clock.advance(1)
    await turn()
  }
  return work
}

it('falls silent until the caller leaves', async () => {
  const { stream, ended } = await serveFaults([stall({ token: 4 })], { stallMs: 1000 })
  const result = await stream.result
  expect(result.ending.kind).toBe('stalled')
  expect(said(result).join('')).not.toBe('')
  expect(await ended).toMatchObject({ tokensSent: 4, ending: 'disconnected' })
})

it('refuses, and answers when it is asked again', async () => {
  const { stream, ended } = await serveFaults([httpStatus({ code: 429, retryAfter: 1 })])
  expect((await stream.result).ending.kind).toBe('complete')
  expect(await ended).toMatchObject({ status: 429, ending: 'refused' })
})

it('shows a web page instead', async () => {
  const { stream } = await serveFaults([html()])
  expect((await stream.result).ending).toMatchObject({ kind: 'failed', error: { code: 'html_response' } })
})
