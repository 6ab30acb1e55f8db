import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeClock, formatRecording, parseRecording, type Recording } from '../index.js'
import { serve, type ServedHandler } from '../node.js'
import { type RecordingRoute, routeRecording, type RouteRecordingOptions } from '../playwright.js'
import { readRecording } from '../recordingFile.fixture.js'
import { openChromium } from './openChromium.fixture.js'

let browser: Browser
let app: ServedHandler
/** One for all tests but those that say so: a page takes longer than what is tried in it. */
let page: Page
let routes: RecordingRoute[] = []
const asked: string[] = []

beforeAll(async () => {
  browser = await openChromium()
  app = await serve(async (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`)
    return new Response('<!doctype html><title>A page</title>', { headers: { 'content-type': 'text/html' } })
  })
  page = await browser.newPage()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})
beforeEach(() => {
  asked.length = 0
})
afterEach(async () => {
  await Promise.all(routes.map((route) => route.close()))
  routes = []
})

const atOnce = { speed: Number.POSITIVE_INFINITY }

async function open(recording: Recording, options: RouteRecordingOptions = atOnce) {
  const route = await routeRecording(page, recording, options)
  routes.push(route)
  await page.goto(app.url)
  return route
}

interface Seen {
  readonly status: number
  readonly reads: readonly string[]
  readonly ended: 'eof' | 'broken' | 'left'
}

/** What a page sees that asks by `fetch`, and leaves after so many reads. */
function ask(url: string, leaveAfter = Number.MAX_SAFE_INTEGER, by = page): Promise<Seen> {
  return by.evaluate(
    async ([address, limit]) => {
      const leave = new AbortController()
      const headers = { authorization: 'Bearer a-key', 'content-type': 'application/json' }
      const response = await fetch(address, { method: 'POST', headers, body: '{"stream":true}', signal: leave.signal })
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      const reads: string[] = []
      Object.assign(globalThis, { reads })
      try {
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          reads.push(read.value)
          if (reads.length >= limit) leave.abort()
        }
      } catch (error) {
        return { status: response.status, reads, ended: (error as Error).name === 'AbortError' ? ('left' as const) : ('broken' as const) }
      }
      return { status: response.status, reads, ended: 'eof' as const }
    },
    [url, leaveAfter] as const,
  )
}

/** What the page has read so far; undefined before the head is there. */
const came = () => page.evaluate(() => (globalThis as { reads?: string[] }).reads?.join(''))

const textOf = ({ events }: Recording) => events.flatMap(([, , kind, value]) => (kind === 'data' ? [value] : [])).join('')

describe.each([
  ['its own server', '/api/chat/completions'],
  ['another server', 'http://gateway.example/v1/chat/completions?key=1'],
  ['another server over https', 'https://gateway.example/v1/chat/completions?key=1'],
])('a page that asks %s', (_which, url) => {
  it('is answered from the recording, read by read', async () => {
    const recording = readRecording('infinityblue-text')
    const clock = fakeClock()
    await open(recording, { clock })
    const asking = ask(url)
    // Once its head is there the time is moved as far as the first read, and no further however long that is on its way.
    await expect.poll(() => clock.advance(0).then(came)).toBe('')
    const [firstMs = 0] = recording.events.find(([, , kind]) => kind === 'data') ?? []
    await clock.advance(firstMs)
    await expect.poll(came).not.toBe('')
    expect(await came()).not.toContain('[DONE]')
    await clock.advance(10_000)
    const seen = await asking
    expect([seen.status, seen.ended, seen.reads.join('')]).toEqual([200, 'eof', textOf(recording)])
    expect(asked).not.toContain('POST /api/chat/completions')
  })

  it('sees the status and the body of a refusal', async () => {
    const recording = readRecording('inferex-unauthorized')
    await open(recording)
    expect(await ask(url)).toEqual({ status: 401, reads: [textOf(recording)], ended: 'eof' })
  })

  it('sees the connection break where it broke', async () => {
    const text = formatRecording(readRecording('inferex-truncated')).replace('"eof"]', '"error"]')
    await open(parseRecording(text))
    expect(await ask(url)).toMatchObject({ status: 200, ended: 'broken' })
  })

  it('may leave', async () => {
    await open(readRecording('inferex-prose'), { speed: 1 })
    expect(await ask(url, 1)).toMatchObject({ status: 200, ended: 'left' })
  })
})

it('plays the exchanges in their order, then refuses, or begins anew where it is to repeat', async () => {
  const url = '/v1/chat/completions'
  const statuses = async () => [(await ask(url)).status, (await ask(url)).status, (await ask(url)).status]
  const first = await open(readRecording('inferex-key-refreshed'))
  expect(await statuses()).toEqual([401, 200, 410])
  await first.close()
  await open(readRecording('inferex-key-refreshed'), { ...atOnce, repeat: true })
  expect(await statuses()).toEqual([401, 200, 401])
})

it('takes what the page asks with a Request, and leaves other requests alone', async () => {
  const recording = readRecording('sovereigneg-text')
  await open(recording, { ...atOnce, url: 'https://gateway.example/**' })
  const text = await page.evaluate(async () => {
    const response = await fetch(new Request('https://gateway.example/v1/chat/completions', { method: 'POST', body: '{}' }))
    return response.text()
  })
  expect(text).toBe(textOf(recording))
  await ask('/v1/chat/completions')
  expect(asked).toContain('POST /v1/chat/completions')
})

it('answers every page of a context, until it is closed', async () => {
  const context = await browser.newContext()
  const route = await routeRecording(context, readRecording('sovereigneg-text'), { ...atOnce, url: /\/completions$/g, repeat: true })
  for (let time = 0; time < 2; time += 1) {
    const other = await context.newPage()
    await other.goto(app.url)
    expect(await ask('/v1/chat/completions', undefined, other)).toMatchObject({ status: 200, ended: 'eof' })
  }
  await route.close()
  await ask('/v1/chat/completions', undefined, context.pages()[0])
  expect(asked).toContain('POST /v1/chat/completions')
  await expect(fetch(route.url)).rejects.toThrow(TypeError)
  await context.close()
})

it('answers a page from elsewhere that may ask this machine', async () => {
  const context = await browser.newContext({ permissions: ['local-network-access'] })
  const recording = readRecording('sovereigneg-text')
  const other = await context.newPage()
  await routeRecording(other, recording, atOnce)
  await other.route('https://app.example/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>A page</title>' }))
  await other.goto('https://app.example/')
  expect((await ask('https://gateway.example/v1/chat/completions', undefined, other)).reads.join('')).toBe(textOf(recording))
  expect((await ask('/chat/completions', undefined, other)).status).toBe(410)
  await context.close()
})

it('ends with its page', async () => {
  const own = await browser.newPage()
  const { url } = await routeRecording(own, readRecording('sovereigneg-text'), atOnce)
  expect((await fetch(url, { method: 'POST' })).status).toBe(200)
  await own.close()
  await expect
    .poll(() =>
      fetch(url).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed')
})
