import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { opened, readAll, serveGateway, STREAM, upstreamOf, WHOLE } from './gateway.fixture.js'

const SSE = { 'content-type': 'text/event-stream' }

test('sends the key, the run and the body to one address, and the operator has the last word on headers', async () => {
  const gateway = await serveGateway((_request, response) => response.writeHead(200, SSE).end('data: [DONE]\n\n'))
  const keys = ['one', 'two']
  const upstream = upstreamOf({
    baseURL: `${gateway.baseURL}/chat/completions/?api-version=1`,
    apiKey: async () => keys.shift(),
    headers: () => ({ 'x-title': 'app', 'accept-language': 'de' }),
  })
  const headers = new Headers({
    'x-trace': 't',
    'accept-language': 'en',
    accept: 'text/html',
    'content-type': 'text/plain',
    authorization: 'Bearer mine',
  })
  const body = { model: 'm', stream: true, messages: [{ role: 'user', content: 'ü' }], __proto__: null, vendor: { deep: [1] } }
  expect(await readAll(await upstream.chat({ body, runKey: 'run.1', headers }))).toEqual({ end: 'done', batches: [], frames: [] })
  await readAll(await upstream.chat({ ...WHOLE, headers }))
  expect(gateway.asked).toMatchObject([
    {
      method: 'POST',
      url: '/v1/chat/completions?api-version=1',
      headers: {
        authorization: 'Bearer one',
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'accept-encoding': 'identity',
        'accept-language': 'de',
        'idempotency-key': 'run.1',
        'x-title': 'app',
        'x-trace': 't',
      },
    },
    { headers: { authorization: 'Bearer two', accept: 'application/json', 'idempotency-key': 'run' } },
  ])
  expect(JSON.parse(gateway.asked[0]!.body)).toEqual(body)
})

test('gives out the events of each read of the network at once, and reads on when they were taken', async () => {
  const order: string[] = []
  const steps = ['data: 1\n\nda', 'ta: 2\n\n: still there\n\nid: 9\nretry: 1\nevent: x\ndata: 3\ndata: 4\n\n', 'data: [DONE]\n\n']
  const responses: ServerResponse[] = []
  const write = () => {
    order.push('written')
    responses[0]!.write(steps.shift())
    if (steps.length === 0) responses[0]!.end()
  }
  const gateway = await serveGateway((_request, response) => {
    responses.push(response.writeHead(200, SSE))
    write()
  })
  const answer = opened(await upstreamOf({ baseURL: gateway.baseURL }).chat(STREAM))
  const end = await answer.read(async (frames) => {
    order.push(...frames)
    // Whoever takes frames may take its time: the next read waits.
    await new Promise((resolve) => setImmediate(resolve))
    order.push('taken')
    write()
  })
  expect(end).toBe('done')
  expect(order).toEqual(['written', 'data: 1', 'taken', 'written', 'data: 2', 'event: x\ndata: 3\ndata: 4', 'taken', 'written'])
})

test('a slow taker slows the gateway down instead of filling the memory', async () => {
  const event = `data: ${'x'.repeat(65_000)}\n\n`
  let written = 0
  const gateway = await serveGateway((_request, response) => {
    response.writeHead(200, SSE)
    const fill = () => {
      while (written < 1000) {
        written++
        if (!response.write(event)) return response.once('drain', fill)
      }
      return response.end()
    }
    fill()
  })
  const answer = opened(await upstreamOf({ baseURL: gateway.baseURL }).chat(STREAM))
  let taken = 0
  let writtenMeanwhile = 0
  await answer.read(async (frames) => {
    if (taken === 0) {
      for (let last = -1; written !== last;) {
        last = written
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      writtenMeanwhile = written
    }
    taken += frames.length
  })
  expect(taken).toBe(1000)
  // The sockets' buffers take some megabytes of the 65.
  expect(writtenMeanwhile).toBeLessThan(500)
})

test('a whole answer is one frame, whose data is the body', async () => {
  const body = JSON.stringify({ id: 'c', choices: [{ message: { content: 'a\n“b”' } }] }, null, 2)
  const gateway = await serveGateway((_request, response) =>
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'x-request-id': 'req-1',
        'x-ratelimit-remaining-tokens': '7',
        'set-cookie': 'a=b',
        server: 's',
      })
      .end(body),
  )
  const answer = opened(await upstreamOf({ baseURL: gateway.baseURL }).chat(WHOLE))
  expect(answer).toMatchObject({ kind: 'whole' })
  expect(answer.headers).toEqual({ 'x-request-id': 'req-1', 'x-ratelimit-remaining-tokens': '7' })
  const { end, frames } = await readAll(answer)
  expect(end).toBe('done')
  expect(frames).toHaveLength(1)
  expect(frames[0]!.replaceAll(/^data: /gm, '')).toBe(body)
})

test.each([
  ['an empty body', '', { end: 'cut', frames: [] }],
  ['words', 'out of order', { end: 'cut', frames: ['data: out of order'] }],
  [
    'a body with other line ends',
    '\uFEFF{\r\n"a":\r1,\n\n"b":2}',
    { end: 'done', frames: ['data: {\ndata: "a":\ndata: 1,\ndata: \ndata: "b":2}'] },
  ],
])('a whole answer that is %s', async (_name, body, expected) => {
  const gateway = await serveGateway((_request, response) => response.end(body))
  expect(await readAll(await upstreamOf({ baseURL: gateway.baseURL }).chat(WHOLE))).toMatchObject(expected)
})

test.each([STREAM, WHOLE])('a web page is no answer', async (request) => {
  const gateway = await serveGateway((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('\n<!doctype html><p>Sign in</p>'),
  )
  const answer = opened(await upstreamOf({ baseURL: gateway.baseURL }).chat(request))
  await expect(answer.read(() => undefined)).rejects.toMatchObject({
    code: 'upstream_html',
    message: expect.stringContaining('baseURL') as string,
  })
})

test('a connection is used again after an answer that ended by itself', async () => {
  const gateway = await serveGateway((_request, response) => response.writeHead(200, SSE).end('data: 1\n\ndata: [DONE]\n\n'))
  let connections = 0
  gateway.server.on('connection', () => connections++)
  const upstream = upstreamOf({ baseURL: gateway.baseURL })
  for (let time = 0; time < 5; time++) expect(await readAll(await upstream.chat(STREAM))).toMatchObject({ end: 'done' })
  // The platform may need another while it puts the first back.
  expect(connections).toBeLessThan(5)
})

test('a gateway that keeps the connection open behind [DONE] loses it', async () => {
  let closed: Promise<unknown> | undefined
  const gateway = await serveGateway((_request, response) => {
    closed = once(response, 'close')
    response.writeHead(200, SSE).write('data: 1\n\ndata: [DONE]\n\n')
  })
  expect(await readAll(await upstreamOf({ baseURL: gateway.baseURL }).chat(STREAM))).toMatchObject({ end: 'done', frames: ['data: 1'] })
  await closed
})

test('a gateway that does not know the stream_options that the relay added is asked once more without', async () => {
  const gateway = await serveGateway((request, response) => {
    const refuses = gateway.asked.at(-1)!.body.includes('stream_options')
    response.writeHead(refuses ? Number(request.headers['x-status']) : 200, SSE).end('data: [DONE]\n\n')
  })
  const upstream = upstreamOf({ baseURL: gateway.baseURL })
  const body = { ...STREAM.body, stream_options: { include_usage: true } }
  for (const status of ['400', '422']) {
    const headers = new Headers({ 'x-status': status })
    expect(await upstream.chat({ body, runKey: 'run', addedUsage: true, headers })).toMatchObject({ kind: 'stream' })
    expect(gateway.asked.map((asked) => asked.headers['idempotency-key'])).toEqual(['run', 'run-2'])
    gateway.asked.length = 0
  }
  expect(await upstream.chat({ body, runKey: 'run', addedUsage: true, headers: new Headers({ 'x-status': '404' }) })).toMatchObject({
    status: 404,
  })
  expect(await upstream.chat({ body, runKey: 'run', headers: new Headers({ 'x-status': '400' }) })).toMatchObject({ status: 400 })
  expect(gateway.asked).toHaveLength(2)
})
