import { expect, test } from 'vitest'
import { serveGateway, STREAM, upstreamOf } from './gateway.fixture.js'

/** What a client is told where a gateway answers with a status other than success. */
async function refusedBy(status: number, body: string, headers: Record<string, string> = {}) {
  const { baseURL } = await serveGateway((_request, response) => response.writeHead(status, headers).end(body))
  return upstreamOf({ baseURL, apiKey: 'key-of-the-operator' }).chat(STREAM)
}

test('the status, the words and the time to wait reach the client; nothing else does', async () => {
  const error = { message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded', param: 'model', metadata: { provider: 'p' } }
  const headers = {
    'retry-after': '7',
    'retry-after-ms': '6500',
    'x-request-id': 'req-1',
    'x-ratelimit-limit-requests': '60',
    'set-cookie': 'session=1',
    'www-authenticate': 'Bearer',
    'openai-organization': 'org',
    location: 'http://elsewhere.example',
    'access-control-allow-origin': '*',
  }
  expect(await refusedBy(429, JSON.stringify({ error }), headers)).toEqual({
    kind: 'refused',
    status: 429,
    headers: { 'retry-after': '7', 'retry-after-ms': '6500', 'x-request-id': 'req-1', 'x-ratelimit-limit-requests': '60' },
    error: { message: 'Slow down.', type: 'requests', code: 'rate_limit_exceeded', param: 'model' },
  })
})

test.each([401, 403])('that the operator may not in (%i) is none of the client’s doing', async (status) => {
  const refused = await refusedBy(status, '{"error":{"message":"Incorrect API key provided: key-of-****ator"}}')
  expect(refused).toMatchObject({ status: 502, error: { code: 'upstream_auth', type: 'relay_error' } })
  expect(JSON.stringify(refused)).not.toContain('key-of')
})

test.each([
  ['{"error":"no such model"}', 'no such model'],
  ['[{"error":{"message":"Gemini says no","code":400}}]', 'Gemini says no'],
  ['{"object":"error","message":"vLLM says no","code":400}', 'vLLM says no'],
  ['{"detail":"Not Found"}', 'Not Found'],
  ['{"detail":[{"loc":["body"],"msg":"field required"},{"msg":"too long"}]}', 'field required; too long'],
  ['{"detail":{"msg":"nested"}}', 'nested'],
])('%s', async (body, message) => {
  expect(await refusedBy(400, body)).toMatchObject({ status: 400, error: { message, param: null } })
})

test.each(['', 'Bad Gateway', '<html>Bad Gateway</html>', '{', 'null', '[]', '{"error":null}', '{"error":{"message":7}}', '7'])(
  'a body that says nothing that can be shown: %j',
  async (body) => {
    expect(await refusedBy(502, body)).toMatchObject({
      status: 502,
      error: { message: expect.stringMatching(/^The gateway answered with status 502\. .+\. .+\.$/) as string, code: null },
    })
  },
)

test('words are cut where they are too long', async () => {
  const long = 'x'.repeat(10_000)
  const refused = await refusedBy(400, JSON.stringify({ error: { message: long, type: long, code: long, param: long } }))
  expect(JSON.stringify(refused).length).toBeLessThan(4096)
})

test('a body that does not end is not waited for', async () => {
  const { baseURL } = await serveGateway((_request, response) =>
    response.writeHead(500).write(`{"error":{"message":"${'x'.repeat(20_000)}`),
  )
  expect(await upstreamOf({ baseURL }).chat(STREAM)).toMatchObject({
    status: 500,
    error: { message: expect.stringContaining('status 500') as string },
  })
})

test('aborting ends the wait for a body', async () => {
  const reason = new Error('stopped')
  const abort = new AbortController()
  const { baseURL } = await serveGateway((_request, response) => {
    response.writeHead(500).write('{')
    setTimeout(() => abort.abort(reason), 100)
  })
  await expect(upstreamOf({ baseURL }).chat({ ...STREAM, signal: abort.signal })).rejects.toBe(reason)
})

test('a status that no response can carry is a bad gateway', async () => {
  expect(await refusedBy(999, '{"error":{"message":"no robots"}}')).toMatchObject({ status: 502, error: { message: 'no robots' } })
})
