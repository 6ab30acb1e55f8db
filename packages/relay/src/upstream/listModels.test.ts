import { expect, test } from 'vitest'
import { serveGateway, upstreamOf } from './gateway.fixture.js'

const answering = (status: number, body: string) =>
  serveGateway((_request, response) => response.writeHead(status, { 'x-request-id': 'req' }).end(body))

const LIST = JSON.stringify({ object: 'list', data: [{ id: 'a', context: 5 }, { id: 'b' }, { name: 'no id' }, 7, null, { id: 8 }] })

test('lists the models of the gateway, as they came', async () => {
  const gateway = await answering(200, LIST)
  const upstream = upstreamOf({ baseURL: gateway.baseURL, apiKey: 'key' })
  expect(await upstream.models({ headers: new Headers({ 'x-trace': 't' }) })).toEqual({
    kind: 'models',
    headers: { 'x-request-id': 'req' },
    models: [{ id: 'a', context: 5 }, { id: 'b' }],
  })
  expect(gateway.asked).toMatchObject([
    { method: 'GET', url: '/v1/models', headers: { authorization: 'Bearer key', 'x-trace': 't' }, body: '' },
  ])
})

test('keeps those allowed', async () => {
  const { baseURL } = await answering(200, LIST)
  expect(await upstreamOf({ baseURL }).models({ models: ['b', 'c'] })).toMatchObject({ models: [{ id: 'b' }] })
})

test('a list alone is one too', async () => {
  const { baseURL } = await answering(200, '[{"id":"a"}]')
  expect(await upstreamOf({ baseURL }).models({})).toMatchObject({ models: [{ id: 'a' }] })
})

test.each([404, 405, 501])('where the gateway has no list (%i), those allowed are it', async (status) => {
  const { baseURL } = await answering(status, 'Not Found')
  expect(await upstreamOf({ baseURL }).models({ models: ['b', 'c'] })).toMatchObject({
    kind: 'models',
    models: [
      { id: 'b', object: 'model' },
      { id: 'c', object: 'model' },
    ],
  })
  expect(await upstreamOf({ baseURL }).models({})).toMatchObject({ kind: 'refused', status })
})

test('any other refusal is one', async () => {
  const { baseURL } = await answering(401, '{"error":{"message":"key sk-1234567890"}}')
  expect(await upstreamOf({ baseURL }).models({ models: ['b'] })).toMatchObject({
    kind: 'refused',
    status: 502,
    error: { code: 'upstream_auth' },
  })
})

test.each(['', '<html>', '{"data":{}}', '7'])('what is no list fails: %j', async (body) => {
  const { baseURL } = await answering(200, body)
  await expect(upstreamOf({ baseURL }).models({})).rejects.toMatchObject({ code: 'upstream_broken' })
})

test('a list that is too long, or does not come, is not waited for', async () => {
  const { baseURL } = await answering(200, `[${' '.repeat(5_000_000)}]`)
  await expect(upstreamOf({ baseURL }).models({})).rejects.toMatchObject({ code: 'limit' })
  const silent = await serveGateway((_request, response) => response.write('['))
  await expect(upstreamOf({ baseURL: silent.baseURL }, { upstreamIdleMs: 100 }).models({})).rejects.toMatchObject({
    code: 'upstream_timeout',
  })
})
