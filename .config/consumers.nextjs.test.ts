// The example for Next.js, made of the packages as they are published and driven in Chromium: installed from the registry, in the long suite only.
import { createGateway, systemClock, type GatewayExchange } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { describeWithRedis, startRedis } from '../packages/relay/src/store/redisServer.fixture.ts'
import { balance } from './consumers/balance.ts'
import { createProject, type Project } from './consumers/createProject.ts'
import { openBrowser, openPage } from './consumers/openPage.ts'
import type { RunningProgram } from './consumers/runCommand.ts'

const WELCOME = 'Hello! What can I do for you?'
const NEXT = 'node_modules/next/dist/bin/next'
const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 30_000, interval: 50 })

const texts = (page: Page) => page.locator('li').allTextContents()
const ids = (page: Page) => page.locator('li').evaluateAll((items) => items.map(({ id }) => id))
const answer = async (page: Page) => (await texts(page))[2] ?? ''
const isBusy = (page: Page) => page.locator('ol').getAttribute('aria-busy')

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Message').fill(question)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** Asks, and waits until the answer grows. */
async function askAndWait(page: Page): Promise<string> {
  // It can be written into once it is hydrated, and a click before that is lost.
  await eventually(async () => {
    await ask(page, 'Some prose, please')
    expect(await texts(page)).toContain('Some prose, please')
  })
  await eventually(async () => expect((await answer(page)).length).toBeGreaterThan(20))
  const before = await answer(page)
  await eventually(async () => expect((await answer(page)).length).toBeGreaterThan(before.length))
  return before
}

describe.skipIf(!process.env['LONG_SUITE'])('the example for Next.js', () => {
  const exchanges: GatewayExchange[] = []
  let requests = 0
  let isHurried = false
  let gateway: ServedHandler
  let project: Project
  let browser: Browser

  const start = (env: Record<string, string> = {}): Promise<RunningProgram> =>
    project.start(
      process.execPath,
      [NEXT, 'start', '-H', '127.0.0.1', '-p', 'PORT'],
      { GATEWAY_URL: `${gateway.url}/v1`, GATEWAY_KEY: 'the-key', ...env },
      '/api/chat/health',
    )

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
    browser = await openBrowser()
    project = await createProject('nextjs', new URL('../packages/examples/nextjs/', import.meta.url))
    await project.run(process.execPath, [NEXT, 'build'], { GATEWAY_URL: `${gateway.url}/v1` })
  }, 900_000)

  afterAll(async () => {
    await browser?.close()
    await project?.close()
    await gateway?.close()
  }, 120_000)

  beforeEach(() => {
    exchanges.length = 0
    requests = 0
    isHurried = false
  })

  /** The answer that was begun comes to its end, whole, and was asked for once. */
  async function expectWhole(page: Page, before: string): Promise<void> {
    await eventually(async () => expect(await answer(page)).toContain(before))
    expect(await isBusy(page)).toBe('true')
    isHurried = true
    await eventually(async () => expect(await isBusy(page)).toBe('false'))
    const whole = await answer(page)
    expect(whole).toMatch(/^Rain that falls[^]+\.$/)
    expect(whole.split('\n\n')).toHaveLength(3)
    expect((await texts(page)).slice(0, 2)).toEqual([WELCOME, 'Some prose, please'])
    expect(exchanges.map(({ ending }) => ending)).toEqual(['complete'])
    expect(requests).toBe(1)
  }

  test('the conversation is in the page that the server sends, which is taken over, answers, and goes on after a reload', async () => {
    const { url } = await start()
    const html = await (await fetch(url)).text()
    expect(html).toMatch(new RegExp(`<li id="welcome">${WELCOME.replace('?', '\\?')}</li>`))
    expect(html).toContain('<ol aria-busy="false">')

    const { page, complaints } = await openPage(browser, url)
    expect(await texts(page)).toEqual([WELCOME])
    const before = await askAndWait(page)
    const idsBefore = await ids(page)
    await page.reload()
    await expectWhole(page, before)
    expect(await ids(page)).toEqual(idsBefore)
    expect([complaints, await page.locator('main [role=alert]').count()]).toEqual([[], 0])
    await page.close()
  })

  describeWithRedis('with REDIS_URL', () => {
    test('an answer that one process asked for is read on at another, after a reload', async () => {
      const redis = await startRedis()
      onTestFinished(() => redis.close())
      const REDIS_URL = `redis://${redis.host}:${redis.port}`
      const [first, second] = [await start({ REDIS_URL }), await start({ REDIS_URL })]
      const balancer = await balance(first.url)
      onTestFinished(() => balancer.close())

      const { page } = await openPage(browser, balancer.url)
      const before = await askAndWait(page)
      balancer.turnTo(second.url)
      await page.reload()
      await expectWhole(page, before)
      await page.close()
    })
  })
})
