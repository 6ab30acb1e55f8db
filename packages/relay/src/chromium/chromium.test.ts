// What a reader does to a run, in a real browser: at every one of thirty points of an answer.
import { readChat, type ChatResult } from '@rivulet/core'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { chunk } from '../upstream.fixture.js'
import { bundleCore, openBrowser, servePage, type ServedPage } from './servedPage.fixture.js'

const POINTS = 30
/** Ninety pages take their time on a busy machine. */
const PATIENCE = { timeout: 240_000 }
/** Text in several scripts, and near the end a tool call, in fragments. */
const CHUNKS = Array.from({ length: POINTS }, (_, at) => {
  if (at < 24) return chunk({ content: ['Flüsse ', '河は', 'реки ', '🌊', 'أنهار ', `${at}. `][at % 6] ?? '' })
  const call =
    at === 24 ? { id: 'call-1', type: 'function', function: { name: 'depth', arguments: '{"r' } } : { function: { arguments: `"${at},` } }
  return chunk({ tool_calls: [{ index: 0, ...call }] })
})
const END = `${chunk({}, 'tool_calls')}data: [DONE]\n\n`

/** A browser profile for each point takes a second: all thirty are in the long suite. */
const isDueElsewhere = (point: number): boolean => process.env['LONG_SUITE'] !== undefined || point % 4 === 1

interface PageState {
  text: string
  stream: { completion: ChatResult['completion']; runId?: string; stop(): Promise<void> }
  outcome?: ChatResult
}

let browser: Browser
let core: string

beforeAll(async () => {
  ;[browser, core] = await Promise.all([openBrowser(), bundleCore()])
}, 120_000)

afterAll(() => browser?.close())

async function openContext(): Promise<BrowserContext> {
  const context = await browser.newContext()
  context.setDefaultTimeout(60_000)
  onTestFinished(() => context.close())
  return context
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  return page
}

const messageOf = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify((window as unknown as PageState).stream?.completion.choices[0]?.message))

const runIdOf = (page: Page): Promise<string> => page.evaluate(() => (window as unknown as PageState).stream.runId ?? '')

/** The message as a client without any relay has it after these chunks. */
async function messageAfter(chunks: readonly string[]): Promise<string> {
  const { completion } = await readChat(new Response(chunks.join('')))
  return JSON.stringify(completion.choices[0]?.message)
}

/** Sends chunk by chunk, does at each point what a reader may do, and sees that the whole message is there each time, and nothing twice. */
async function disturb(
  { url, upstream }: ServedPage,
  disturbance: (page: Page, sayNext: () => void) => Promise<Page>,
  isDue: (point: number) => boolean = () => true,
): Promise<void> {
  let page = await openPage(await openContext(), url)
  const call = await upstream.next()
  call.head()
  // Who leaves before the run's id is there has nothing to come back to.
  await page.waitForFunction(() => localStorage.getItem('run') !== null)
  for (let point = 0; point < POINTS; point++) {
    const sayNext = () => call.write(CHUNKS[point] ?? '')
    if (isDue(point)) page = await disturbance(page, sayNext)
    else sayNext()
    const expected = await messageAfter(CHUNKS.slice(0, point + 1))
    await expect.poll(() => messageOf(page), { timeout: 60_000 }).toBe(expected)
  }
  call.end(END)
  await page.waitForFunction(() => (window as unknown as PageState).outcome !== undefined)
  const { ending, completion } = await page.evaluate(() => (window as unknown as Required<PageState>).outcome)
  expect(ending).toMatchObject({ kind: 'complete', finishReason: 'tool_calls', lostEvents: 0 })
  expect(JSON.stringify(completion.choices[0]?.message)).toBe(await messageAfter([...CHUNKS, END]))
  expect(upstream.calls).toHaveLength(1)
}

test('a page that is reloaded at every point of an answer loses nothing and shows nothing twice', PATIENCE, async () => {
  await disturb(await servePage(core), async (page, sayNext) => {
    sayNext()
    await page.reload()
    return page
  })
})

test('nor does one whose connection is cut, and which is offline while the answer goes on', PATIENCE, async () => {
  const served = await servePage(core)
  await disturb(served, async (page, sayNext) => {
    await page.context().setOffline(true)
    served.cut()
    sayNext()
    await page.context().setOffline(false)
    return page
  })
})

test('nor one that is closed, and opened elsewhere', PATIENCE, async () => {
  const served = await servePage(core)
  await disturb(
    served,
    async (page, sayNext) => {
      const id = await runIdOf(page)
      await page.context().close()
      sayNext()
      return openPage(await openContext(), `${served.url}?run=${id}`)
    },
    isDueElsewhere,
  )
})

test('a stop after a resume ends the run upstream, and in the other tab', PATIENCE, async () => {
  const { url, upstream } = await servePage(core)
  const context = await openContext()
  const page = await openPage(context, url)
  const call = await upstream.next()
  call.head().say('half')
  await page.waitForFunction(() => (window as unknown as PageState).text === 'half')
  await page.reload()
  const other = await openPage(context, url)
  for (const tab of [page, other]) await tab.waitForFunction(() => (window as unknown as PageState).text === 'half')
  await page.evaluate(() => (window as unknown as PageState).stream.stop())
  await call.closed
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => (window as unknown as PageState).outcome !== undefined)
    expect(await tab.evaluate(() => (window as unknown as Required<PageState>).outcome.ending)).toEqual({ kind: 'stopped' })
  }
  expect(upstream.calls).toHaveLength(1)
})
