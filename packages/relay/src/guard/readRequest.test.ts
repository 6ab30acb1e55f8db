import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readRequest } from './readRequest.js'

const JSON_TYPE = { 'content-type': 'application/json' }

function post(body: BodyInit, headers: Record<string, string> = JSON_TYPE) {
  return new Request('http://relay.example/chat/completions', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}

/** A body that never ends, and how much of it was asked for. */
function endless(piece: Uint8Array) {
  const seen = { bytes: 0, isClosed: false }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.bytes += piece.length
      controller.enqueue(piece)
    },
    cancel: () => void (seen.isClosed = true),
  })
  return { seen, body }
}

test.each([['application/json'], ['application/json; charset=utf-8'], ['Application/JSON'], ['application/json;charset=UTF-8']])(
  'reads an object sent as %s',
  async (type) => {
    const body = { model: 'm', messages: [{ content: 'ü 😀 \u2028' }], unknown: { a: [null] } }
    expect(await readRequest(post(JSON.stringify(body), { 'content-type': type }), 1000)).toEqual(body)
  },
)

test('a body in pieces, cut within a character, is read whole', async () => {
  const bytes = new TextEncoder().encode('{"a":"😀"}')
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
      controller.close()
    },
  })
  expect(await readRequest(post(pieces), 100)).toEqual({ a: '😀' })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
  'text/json',
  'application/jsonp',
  'application/ld+json',
  'text/plain; application/json',
])('refuses what a form of another site can send: %j', async (type) => {
  await expect(readRequest(post('{"a":1}', { 'content-type': type }), 100)).rejects.toMatchObject({
    status: 415,
    code: 'unsupported_media_type',
  })
})

test('refuses a body that is compressed', async () => {
  const request = post(gzipSync('{"a":1}'), { ...JSON_TYPE, 'content-encoding': 'gzip' })
  await expect(readRequest(request, 100)).rejects.toMatchObject({ status: 415, code: 'unsupported_encoding' })
})

test('refuses a body that says it is too large without reading it', async () => {
  const { seen, body } = endless(new Uint8Array(10))
  await expect(readRequest(post(body, { ...JSON_TYPE, 'content-length': '101' }), 100)).rejects.toMatchObject({
    status: 413,
    code: 'request_too_large',
  })
  expect(seen.isClosed).toBe(true)
})

test.each([undefined, '5', 'nonsense'])('stops reading at the limit, whatever content-length says (%s)', async (length) => {
  const { seen, body } = endless(new TextEncoder().encode(' '.repeat(1000)))
  const headers = length === undefined ? JSON_TYPE : { ...JSON_TYPE, 'content-length': length }
  await expect(readRequest(post(body, headers), 100_000)).rejects.toMatchObject({ status: 413 })
  expect(seen.isClosed).toBe(true)
  expect(seen.bytes).toBeLessThan(110_000)
})

test('takes just as many bytes as may be', async () => {
  const body = `{"a":"${'é'.repeat(46)}"}`
  const bytes = new TextEncoder().encode(body).length
  expect(await readRequest(post(body), bytes)).toEqual({ a: 'é'.repeat(46) })
  await expect(readRequest(post(body), bytes - 1)).rejects.toMatchObject({ status: 413 })
})

test.each(['', ' ', '{', 'null', '7', '"text"', '[]', '[{"a":1}]', '{"a":1}{"b":2}', '{"a":NaN}', "{'a':1}", '{"a":1,}', '// {}'])(
  'refuses what is no object: %j',
  async (body) => {
    await expect(readRequest(post(body), 100)).rejects.toMatchObject({ status: 400, code: 'invalid_json' })
  },
)

test('refuses what is no UTF-8', async () => {
  await expect(readRequest(post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 100)).rejects.toMatchObject({ status: 400 })
  await expect(readRequest(post(new Uint8Array(Buffer.from('{"a":1}', 'utf16le'))), 100)).rejects.toMatchObject({ status: 400 })
})

const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`

test('refuses what nests too deep, and takes brackets in text for text', async () => {
  expect(await readRequest(post(nested(99)), 1000)).toHaveProperty('a')
  await expect(readRequest(post(nested(100)), 1000)).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('nested') as string,
  })
  await expect(readRequest(post('{"a":'.repeat(50_000)), 1_000_000)).rejects.toMatchObject({ status: 400 })
  const text = JSON.stringify({ a: `${'[{'.repeat(200)}"\\${'{'.repeat(200)}` })
  expect(await readRequest(post(text), 2000)).toEqual(JSON.parse(text))
})

test('quotes that never close cost no more than other text', async () => {
  // Looking again from each quote would outlast the test by hours.
  await expect(readRequest(post(`{"a":"${'\\"'.repeat(1_000_000)}`), 4_000_000)).rejects.toMatchObject({ status: 400 })
})

test('fields with the names of prototypes are fields', async () => {
  const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":null}}'
  const read = await readRequest(post(body), 1000)
  expect(JSON.stringify(read)).toBe(body)
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect('polluted' in {}).toBe(false)
})

test('a field that comes twice counts once', async () => {
  expect(await readRequest(post('{"model":"cheap","model":"dear"}'), 100)).toEqual({ model: 'dear' })
})

test('numbers beyond those of JavaScript go on as they were written', async () => {
  const body = '{"seed":9223372036854775807,"metadata":{"__proto__":[-12345678901234567890,1e400]},"temperature":0.5,"n":1}'
  expect(JSON.stringify(await readRequest(post(body), 1000))).toBe(body)
})

test('a body of very many values costs no more for it', async () => {
  const body = `{"a":[${'1,'.repeat(20_000)}12345678901234567890]}`
  const parse = vi.spyOn(JSON, 'parse')
  onTestFinished(() => parse.mockRestore())
  expect(await readRequest(post(body), 100_000)).toHaveProperty('a')
  expect(parse).toHaveBeenCalledWith(body)
})

test('a body that was read before is told apart from one that is not there', async () => {
  const request = post('{"a":1}')
  await request.json()
  await expect(readRequest(request, 100)).rejects.toMatchObject({ status: 500, code: 'body_used' })
})

test('a body that does not arrive is not waited for', async () => {
  const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) })
  await expect(readRequest(post(silent), 100, 50)).rejects.toMatchObject({ status: 408 })
})

test('a body that breaks off is refused', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('reset')) })
  await expect(readRequest(post(broken), 100)).rejects.toMatchObject({ status: 400, code: 'incomplete_body' })
})

test('a request without a body is refused', async () => {
  const request = new Request('http://relay.example', { method: 'POST', headers: JSON_TYPE })
  await expect(readRequest(request, 100)).rejects.toMatchObject({ status: 400, code: 'invalid_json' })
})
