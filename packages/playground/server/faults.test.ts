// What a person sees when the gateway answers with something else than a stream.
import { createGateway } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, send, settledAnswer } from './testing/openBrowser.ts'
import { spawnPlayground, type SpawnedPlayground } from './testing/spawnPlayground.ts'

const KEY = 'sk-canary-4b0c77aa'
const EVENT_STREAM = { headers: { 'content-type': 'text/event-stream' } }

let browser: Browser
let gateway: ServedHandler
let playground: SpawnedPlayground
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
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await gateway?.close()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

/** A page that has asked and was told this. */
async function pageTold(response: Response): Promise<Page> {
  const { page } = await openPage(browser, playground.url)
  instead = response
  await send(page, 'Write a haiku')
  return page
}

async function expectUsable(page: Page): Promise<void> {
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
  const page = await pageTold(response())
  const alert = page.getByRole('log').getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(notice)
  expect(await page.locator('.rivulet-message[data-role="user"]').innerText()).toContain('Write a haiku')
  await alert.getByRole('button', { name: 'Retry' }).click()
  await settledAnswer(page).locator('.rivulet-markdown').waitFor()
  expect(await alert.count()).toBe(0)
  await expectUsable(page)
})

test('a malformed chunk in the middle costs its piece, is said, and the rest stays', async () => {
  const events = [
    '{"choices":[{"delta":{"content":"Half "}}]}',
    '{"choices":[{"delta":{"conte',
    '{"choices":[{"delta":{"content":"full"},"finish_reason":"stop"}]}',
  ]
  const page = await pageTold(new Response([...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''), EVENT_STREAM))
  await page.getByText('1 piece of this answer could not be read.').first().waitFor()
  expect(await settledAnswer(page).locator('.rivulet-markdown').innerText()).toBe('Half full')
  await expectUsable(page)
})
