// The example for Next.js, made of the packages as they are published and driven in Chromium: fetched from the registry, in the long suite only.
import { createGateway, systemClock, type GatewayExchange } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startExample, type RunningExample } from './startExample.fixture.js'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

const WELCOME = 'Hello! What can I do for you?'
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 30_000, interval: 50 })

const texts = (page: Page) => page.locator('li').allTextContents()
const ids = (page: Page) => page.locator('li').evaluateAll((items) => items.map(({ id }) => id))
const answer = async (page: Page) => (await texts(page))[2] ?? ''

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Message').fill(question)
  await page.getByRole('button', { name: 'Send' }).click()
}

describe.skipIf(!process.env['LONG_SUITE'])('the example for Next.js', () => {
  const exchanges: GatewayExchange[] = []
  let requests = 0
  let isHurried = false
  let gateway: ServedHandler
  let example: RunningExample
  let browser: Browser

  beforeAll(async () => {
    const clock = {
      now: () => systemClock.now(),
      sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(isHurried ? 0 : ms, signal),
    }
    const emulated = createGateway({
      apiKey: 'the-key',
      tokensPerSecond: 15,
      timeToFirstTokenMs: 20,
      clock,
      onExchange: (exchange) => void exchanges.push(exchange),
    })
    gateway = await serve((request) => {
      requests += 1
      return emulated(request)
    })
    example = await startExample(`${gateway.url}/v1`)
    const { CHROMIUM_ARGS, findChromium } = (await import(
      new URL('../../../../.config/chromium.mjs', import.meta.url).href
    )) as ChromiumModule
    const executablePath = findChromium()
    browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
  }, 900_000)

  afterAll(async () => {
    await browser?.close()
    await example?.close()
    await gateway?.close()
  }, 120_000)

  /** A page of a new profile, and whatever its console was told. */
  async function open() {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(example.url)
    return { page, complaints }
  }

  test('the conversation is in the page that the server sends', async () => {
    const html = await (await fetch(example.url)).text()
    expect(html).toMatch(new RegExp(`<li id="welcome">${WELCOME.replace('?', '\\?')}</li>`))
    expect(html).toContain('<ol aria-busy="false">')
  })

  test('it is taken over without a word of the console, answers, and goes on after a reload in the middle', async () => {
    const { page, complaints } = await open()
    expect(await texts(page)).toEqual([WELCOME])
    // It can be written into once it is hydrated, and a click before that is lost.
    await eventually(async () => {
      await ask(page, 'Some prose, please')
      expect(await texts(page)).toContain('Some prose, please')
    })
    await eventually(async () => expect((await answer(page)).length).toBeGreaterThan(20))
    const before = await answer(page)
    await eventually(async () => expect((await answer(page)).length).toBeGreaterThan(before.length))
    const idsBefore = await ids(page)

    await page.reload()
    await eventually(async () => expect(await answer(page)).toContain(before))
    expect(await page.locator('ol').getAttribute('aria-busy')).toBe('true')
    isHurried = true
    await eventually(async () => expect(await page.locator('ol').getAttribute('aria-busy')).toBe('false'))
    const whole = await answer(page)
    expect(whole).toMatch(/^Rain that falls[^]+\.$/)
    expect(whole.split('\n\n')).toHaveLength(3)
    expect(await ids(page)).toEqual(idsBefore)
    expect((await texts(page)).slice(0, 2)).toEqual([WELCOME, 'Some prose, please'])
    expect(exchanges.map(({ ending }) => ending)).toEqual(['complete'])
    expect(requests).toBe(1)
    expect([complaints, await page.locator('main [role=alert]').count()]).toEqual([[], 0])
    await page.close()
  })
})
