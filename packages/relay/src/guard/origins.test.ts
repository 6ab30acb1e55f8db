import { describe, expect, test } from 'vitest'
import { checkOrigin, corsHeaders, preflight, toOrigins } from './origins.js'

const ORIGINS = toOrigins(['https://app.example', 'http://localhost:5173', 'capacitor://localhost'])

function asked(headers: Record<string, string>, url = 'http://relay.example/v1/chat/completions', method = 'POST') {
  const request = new Request(url, { method })
  // A browser sets these itself; here nobody forbids it.
  return Object.defineProperty(request, 'headers', { value: new Headers(headers) })
}

describe('a request is let in', () => {
  test.each([
    ['from a program', {}],
    ['from a page of the relay’s own host', { origin: 'http://relay.example', 'sec-fetch-site': 'same-origin' }],
    ['from such a page over TLS, which a proxy took off', { origin: 'https://relay.example', 'sec-fetch-site': 'same-origin' }],
    ['from a page listed', { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }],
    ['from a page listed on another port', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    ['from an app listed', { origin: 'capacitor://localhost' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s', (_name, headers: Record<string, string>) => {
    expect(() => checkOrigin(asked(headers), ORIGINS)).not.toThrow()
  })
})

test('the host is the one that the browser asked, whatever name the server has for itself', () => {
  const url = 'http://localhost:3000/v1/chat/completions'
  for (const host of ['app.example.com', 'App.Example.com'])
    expect(() => checkOrigin(asked({ host, origin: 'https://app.example.com' }, url), [])).not.toThrow()
  for (const origin of ['http://localhost:3000', 'https://evil.example'])
    expect(() => checkOrigin(asked({ host: 'app.example.com', origin }, url), [])).toThrow(
      expect.objectContaining({ status: 403 }) as Error,
    )
  expect(() => checkOrigin(asked({ host: '', origin: 'null' }, url), [])).toThrow(expect.objectContaining({ status: 403 }) as Error)
})

describe('a request is refused', () => {
  test.each([
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of another site, in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['of a sandboxed frame or a file', { origin: 'null' }],
    ['of a sandboxed frame of the same site', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['of another subdomain', { origin: 'https://other.relay.example', 'sec-fetch-site': 'same-site' }],
    ['of another port', { origin: 'http://relay.example:8080', 'sec-fetch-site': 'same-site' }],
    ['of a host that begins alike', { origin: 'http://relay.example.evil.example' }],
    ['of a host that ends alike', { origin: 'http://evilrelay.example' }],
    ['of an origin that a listed one is part of', { origin: 'https://app.example.evil.example' }],
    ['of a listed host under another scheme', { origin: 'http://app.example' }],
    ['of an extension', { origin: 'chrome-extension://relay.example' }],
    ['of a picture or link elsewhere, which have no Origin', { 'sec-fetch-site': 'cross-site' }],
    ['of a picture of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['of no origin at all', { origin: '' }],
    ['of two origins', { origin: 'https://app.example, https://evil.example' }],
  ])('%s', (_name, headers: Record<string, string>) => {
    expect(() => checkOrigin(asked(headers), ORIGINS)).toThrow(
      expect.objectContaining({ status: 403, code: 'origin_not_allowed' }) as Error,
    )
    expect(corsHeaders(asked(headers), ORIGINS)).toEqual({})
    expect(preflight(asked(headers, undefined, 'OPTIONS'), ORIGINS).status).toBe(403)
  })
})

test('only a page listed is told what it may read', () => {
  expect(corsHeaders(asked({ origin: 'https://app.example' }), ORIGINS)).toEqual({
    'access-control-allow-origin': 'https://app.example',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'x-rivulet-run, x-rivulet-resumable, x-request-id, retry-after, retry-after-ms',
  })
  expect(corsHeaders(asked({ origin: 'http://relay.example' }), ORIGINS)).toEqual({})
  expect(corsHeaders(asked({}), ORIGINS)).toEqual({})
})

test('a preflight names what clients send: OpenAI’s own, the operator’s, and nothing that is merely asked for', () => {
  const headers = {
    origin: 'https://app.example',
    'access-control-request-headers': 'x-stainless-os, X-Evil, x-stainless-os\u0020,authorization',
  }
  const response = preflight(asked(headers, undefined, 'OPTIONS'), ORIGINS, ['X-Tenant'])
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-headers')).toBe(
    'authorization, content-type, idempotency-key, last-event-id, x-tenant, x-stainless-os',
  )
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST')
  expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
  expect(response.headers.get('vary')).toContain('Origin')
  expect(response.headers.get('cache-control')).toContain('no-store')
})

test.each([
  '*',
  'null',
  '',
  'app.example',
  'https://app.example/',
  'https://app.example/path',
  'https://app.example:443',
  'https://APP.example',
  'https://*.example',
  'https://user@app.example',
  'https://app.example https://b.example',
])('%j is refused as an origin', (origin) => expect(() => toOrigins([origin])).toThrow(TypeError))
