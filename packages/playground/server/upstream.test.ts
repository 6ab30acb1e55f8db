import { createGateway, type Handler } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page, Response as PageResponse } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { openBrowser, openPage, openSettings, send, settledAnswer } from './testing/openBrowser.ts'
import { spawnPlayground, type SpawnedPlayground } from './testing/spawnPlayground.ts'

const KEY = 'sk-canary-7d1f09c2'

let browser: Browser
let gateway: ServedHandler
/** With the gateway's first key, for all tests but the one that has no gateway. */
let playground: SpawnedPlayground
/** How the gateway's answers ended, by their names in its library: `giant: disconnected`. */
const endings: string[] = []
/** What the gateway says next in place of its answer. */
let instead: Response | undefined
/** The gateway keeps its answers back until this has resolved. */
let held: Promise<void> | undefined
let answer: Handler

/** From now on the gateway takes this key, and no other. */
function acceptKey(apiKey: string): void {
  answer = createGateway({
    dialect: 'infery',
    apiKey,
    timeToFirstTokenMs: 0,
    tokensPerSecond: 100,
    onExchange: ({ answer: name, ending }) => endings.push(`${name}: ${ending}`),
  })
}

/** Keeps the gateway's answers back until the function that it returns is called. */
function holdAnswers(): () => void {
  const releasing = new EventTarget()
  held = new Promise((resolve) => releasing.addEventListener('release', () => resolve(), { once: true }))
  return () => releasing.dispatchEvent(new Event('release'))
}

beforeAll(async () => {
  gateway = await serve(async (request) => {
    const next = request.method === 'POST' ? instead : undefined
    if (next) instead = undefined
    if (request.method === 'POST') await held
    return next ?? answer(request)
  })
  ;[browser, playground] = await Promise.all([openBrowser(), spawn({ OPENAI_MODEL: 'large' })])
})

beforeEach(() => {
  acceptKey(KEY)
  instead = undefined
  held = undefined
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await gateway?.close()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

function spawn(env: Record<string, string>): Promise<SpawnedPlayground> {
  return spawnPlayground(['--port', '0'], { OPENAI_BASE_URL: `${gateway.url}/v1`, OPENAI_API_KEY: KEY, ...env })
}

/** Everything that the browser is sent from now on: addresses, headers and bodies. */
function eavesdrop(page: Page): () => Promise<string> {
  const heard: Promise<string>[] = []
  page.on('response', (response) => heard.push(everythingOf(response)))
  return async () => (await Promise.all(heard)).join('\n')
}

async function everythingOf(response: PageResponse): Promise<string> {
  const [answered, asked, body] = await Promise.all([
    response.allHeaders(),
    response.request().allHeaders(),
    response.text().catch(() => ''),
  ])
  return [response.url(), JSON.stringify(answered), JSON.stringify(asked), body].join('\n')
}

test('the gateway of the environment is the default, and its key stays in the server', async () => {
  const { page, complaints } = await openPage(browser, 'about:blank')
  const heard = eavesdrop(page)
  await page.goto(playground.url)
  await page.getByRole('button', { name: 'Model large' }).waitFor()
  const settings = await openSettings(page)
  expect(await settings.getByLabel('Gateway').inputValue()).toBe('upstream')
  await page.keyboard.press('Escape')

  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  instead = Response.json({ error: { message: `${KEY} may not use this model` } }, { status: 403, headers: { 'x-request-id': KEY } })
  await send(page, 'Once more')
  await page.getByRole('alert').waitFor()

  const everything = `${await heard()}\n${playground.output()}\n${await page.content()}`
  expect(everything).toContain('/gateways/upstream/v1/chat/completions')
  expect(everything).not.toContain(KEY)
  // A browser itself notes a failed request on its console.
  expect(complaints.filter((text) => !text.includes('502'))).toEqual([])
})

test('after a refused key the message stays in the thread with Retry, and a draft typed meanwhile stays in the composer', async () => {
  acceptKey('sk-new')
  const { page } = await openPage(browser, playground.url)
  const field = page.getByRole('textbox', { name: 'Message' })
  const asked = page.locator('.rivulet-message[data-role="user"]')
  const release = holdAnswers()
  await send(page, 'Write a haiku')
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await field.fill('And then some prose')
  release()

  const alert = page.getByRole('log').getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/Key not accepted[^]*OPENAI_API_KEY/)
  expect(await asked.allInnerTexts()).toEqual([expect.stringContaining('Write a haiku')])
  expect(await field.inputValue()).toBe('And then some prose')

  acceptKey(KEY)
  await alert.getByRole('button', { name: 'Retry' }).click()
  await settledAnswer(page).locator('.rivulet-markdown').waitFor()
  expect(await alert.count()).toBe(0)
  expect(await asked.count()).toBe(1)
  expect(await field.inputValue()).toBe('And then some prose')
  await field.press('Enter')
  await expect.poll(() => asked.allInnerTexts()).toEqual([expect.anything(), expect.stringContaining('And then some prose')])
  expect(await field.inputValue()).toBe('')
})

test('another try after a failure in the middle brings the whole answer, and Stop ends a run at the gateway behind the server', async () => {
  const { page } = await openPage(browser, playground.url)
  const drawn = page.locator('[data-role="assistant"] .rivulet-markdown')
  const delta = JSON.stringify({ choices: [{ index: 0, delta: { role: 'assistant', content: 'The first words' } }] })
  instead = new Response(`data: ${delta}\n\ndata: {"error":{"message":"Overloaded"}}\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  })
  await send(page, 'Write a haiku')
  await page.getByRole('alert').waitFor()
  expect(await drawn.innerText()).toBe('The first words')
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByText('[DONE]').waitFor()
  await expect.poll(() => settledAnswer(page).innerText()).not.toContain('The first words')
  expect(await page.getByRole('alert').count()).toBe(0)

  // So long an answer that it is not whole before the slowest machine has pressed the button.
  await send(page, 'Write a giant answer')
  await drawn.nth(1).waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => endings).toContain('giant: disconnected')
})

test('a gateway that cannot be reached is a clear error, and the message stays', async () => {
  const own = await spawn({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })
  onTestFinished(async () => {
    await own.stop()
  })
  const { page } = await openPage(browser, own.url)
  await send(page, 'Hello')
  const alert = page.getByRole('log').getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/The gateway failed[^]*could not reach the gateway[^]*502/)
  expect(await page.locator('.rivulet-message[data-role="user"]').innerText()).toContain('Hello')
  await alert.getByRole('button', { name: 'Retry' }).waitFor()
})
