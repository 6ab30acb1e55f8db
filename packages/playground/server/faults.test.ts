// What a person sees when the gateway answers with something else than a stream.
import { createGateway } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAnew, openBrowser, openPage, send, settledAnswer } from './testing/openBrowser.ts'
import { spawnPlayground, type SpawnedPlayground } from './testing/spawnPlayground.ts'

const KEY = 'sk-canary-4b0c77aa'
const EVENT_STREAM = { headers: { 'content-type': 'text/event-stream' } }

let browser: Browser
let gateway: ServedHandler
let playground: SpawnedPlayground
/** One for all: each fault comes in a chat of its own. */
let page: Page
/** What the gateway says next in place of its answer. */
let instead: Response | undefined

beforeAll(async () => {
  const answer = createGateway({ apiKey: KEY, timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY })
  gateway = await serve(async (request) => {
    const next = request.method === 'POST' ? instead : undefined
    if (next) instead = undefined
    return next ?? answer(request)
  })
  ;[browser, playground] = await Promise.all([
    openBrowser(),
    spawnPlayground(['--port', '0'], { OPENAI_BASE_URL: `${gateway.url}/v1`, OPENAI_API_KEY: KEY }),
  ])
  ;({ page } = await openPage(browser, playground.url))
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await gateway?.close()
})

/** Asks in an empty chat, and is told this. */
async function ask(response: Response): Promise<void> {
  await beginAnew(page)
  instead = response
  await send(page, 'Write a haiku')
}

async function expectUsable(): Promise<void> {
  await send(page, 'Show me a refusal')
  await expect.poll(() => settledAnswer(page).innerText()).toContain("I can't help with that")
}

test.each<[name: string, response: () => Response, notice: RegExp]>([
  ['404', () => Response.json({ error: { message: 'No such model' } }, { status: 404 }), /Request refused[^]*No such model[^]*404/],
  [
    'a web page',
    () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }),
    /A web page instead of an answer/,
  ],
  ['an empty body', () => new Response('', EVENT_STREAM), /Empty answer/],
  ['nothing but a malformed chunk', () => new Response('data: {"choices":[{"delta"\n\n', EVENT_STREAM), /Unreadable answer/],
])('%s is a clear error, Retry answers, and the page goes on', async (_name, response, notice) => {
  await ask(response())
  const alert = page.getByRole('log').getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(notice)
  expect(await page.locator('.rivulet-message[data-role="user"]').innerText()).toContain('Write a haiku')
  await alert.getByRole('button', { name: 'Retry' }).click()
  await settledAnswer(page).locator('.rivulet-markdown').waitFor()
  expect(await alert.count()).toBe(0)
  await expectUsable()
})

test('a malformed chunk in the middle costs its piece, is said, and the rest stays', async () => {
  const events = [
    '{"choices":[{"delta":{"content":"Half "}}]}',
    '{"choices":[{"delta":{"conte',
    '{"choices":[{"delta":{"content":"full"},"finish_reason":"stop"}]}',
  ]
  await ask(new Response([...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''), EVENT_STREAM))
  await page.getByText('1 piece of this answer could not be read.').first().waitFor()
  expect(await settledAnswer(page).locator('.rivulet-markdown').innerText()).toBe('Half full')
  await expectUsable()
})
