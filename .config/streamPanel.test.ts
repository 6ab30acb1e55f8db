// The Stream panel in Storybook as it is built, driven by mouse and keyboard; and that a story at a moment is always the same, pixel for pixel.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import type { PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'
import { serveShowroom } from './serveShowroom.ts'

// A busy machine may take long to open Storybook.
const patience = { timeout: 40_000 }
vi.setConfig({ testTimeout: 240_000 })

let server: PreviewServer
let browser: Browser
/** One for all pages: Storybook's scripts are fetched and compiled once. */
let context: BrowserContext
let address: string
/** What any page complained of since the test began. */
let complaints: string[] = []

beforeAll(async () => {
  const served = await serveShowroom()
  server = served.server
  address = served.address
  const executablePath = findChromium()
  browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) })
  context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  // What Storybook remembers of a page is gone when the next one opens, as in a browser that was never here before.
  await context.addInitScript(() => window === window.top && localStorage.clear())
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

afterEach(async () => {
  await Promise.all(context.pages().map((page) => page.close()))
  expect(complaints.splice(0)).toEqual([])
})

/** A page of its own. Its accessibility is looked at elsewhere: here that would take most of the time. */
async function open(path: string): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(patience.timeout)
  page.on('console', (message) => {
    // Storybook names an icon for the page around its stories only.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const url = new URL(path, address)
  url.searchParams.set('globals', [url.searchParams.get('globals'), 'a11y.manual:!true'].filter(Boolean).join(';'))
  await page.goto(url.href)
  return page
}

const story = (page: Page) => page.frameLocator('#storybook-preview-iframe')
const position = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const linked = (page: Page) => new URL(page.url()).searchParams.get('stream') ?? ''

/** The panel, open, with a stream that stands at its moment. */
async function openPanel(id: string, stream: string): Promise<Page> {
  const page = await open(`?path=/story/${id}&addonPanel=rivulet/stream/panel&stream=${stream}`)
  await position(page).waitFor()
  await story(page).locator('[data-held]').waitFor()
  return page
}

async function expectPosition(page: Page, text: RegExp): Promise<void> {
  await expect.poll(() => position(page).getAttribute('aria-valuetext'), patience).toMatch(text)
}

async function tokensOf(page: Page): Promise<number> {
  const [, tokens = ''] = /token ([\d,]+) of/.exec((await position(page).getAttribute('aria-valuetext')) ?? '') ?? []
  return Number(tokens.replaceAll(',', ''))
}

async function picture(id: string, token: number, theme: string): Promise<Buffer> {
  const page = await open(`iframe.html?id=${id}&viewMode=story&globals=theme:${theme}&stream=token:${token}`)
  await page.locator('[data-held]').waitFor()
  await page.evaluate(() => document.fonts.ready)
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await page.close()
  return taken
}

describe('a story paused at token 37', () => {
  const stories = [
    ['message--reasoning-streaming', 'dark'],
    ['chat--live', 'light'],
    ['chat--right-to-left', 'light'],
  ] as const
  test.each(process.env['LONG_SUITE'] === undefined ? stories.slice(0, 1) : stories)(
    '%s draws the same pixels each time, and others at token 38',
    async (id, theme) => {
      const [one, other, later] = [await picture(id, 37, theme), await picture(id, 37, theme), await picture(id, 38, theme)]
      expect(one.equals(other)).toBe(true)
      expect(one.equals(later)).toBe(false)
    },
  )
})

test('plays, pauses, steps and scrubs, by mouse and by keyboard', async () => {
  const page = await openPanel('chat--stop-keeps-the-text', 'token:37')
  await expectPosition(page, /token 37 of 205$/)
  const text = () => story(page).getByRole('article', { name: 'Assistant' }).textContent()
  const at37 = await text()

  await press(page, 'Forward one token')
  await expectPosition(page, /token 38 of/)
  await expect.poll(text, patience).not.toBe(at37)
  await expect.poll(() => linked(page), patience).toBe('token:38')

  await position(page).focus()
  await page.keyboard.press('ArrowLeft')
  await expectPosition(page, /token 37 of/)
  await expect.poll(text, patience).toBe(at37)

  await page.getByLabel('Step by').selectOption('event')
  await position(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.getByRole('region', { name: 'The event as it came' }).textContent(), patience).toContain('"content":')

  await page.getByLabel('Speed').selectOption('0.5')
  await position(page).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await expect.poll(() => tokensOf(page), patience).toBeGreaterThan(50)
  await position(page).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  const paused = await tokensOf(page)
  await expect.poll(() => linked(page), patience).toBe(`token:${paused};speed:0.5`)

  await page.keyboard.press('End')
  await expectPosition(page, /token 205 of 205$/)
  await expect.poll(() => story(page).getByRole('button', { name: 'Send' }).isVisible(), patience).toBe(true)
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => tokensOf(page), patience).toBeLessThan(205)
  await page.keyboard.press('Home')
  await expectPosition(page, /token 0 of/)

  const box = await position(page).boundingBox()
  if (!box) throw new Error('The timeline is not there to be dragged.')
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 5 })
  await page.mouse.up()
  await expectPosition(page, /^2\.5\d s of 5\.13 s/)

  await page.getByRole('switch', { name: 'Loop' }).click()
  await expect.poll(() => linked(page), patience).toMatch(/;loop$/)
  await press(page, 'As the story says')
  await expect.poll(() => linked(page), patience).toBe('')

  await page.locator('#chat--idle').click()
  await page.getByText('This story has no recording').waitFor()
})

test('a fault breaks the story, and a link leads to the same moment of it', async () => {
  const page = await openPanel('message--streaming', 'token:37')
  await page.getByRole('button', { name: 'Faults' }).click()
  await page.getByRole('option', { name: /^Cut/ }).click()
  await page.keyboard.press('Escape')
  await page.getByLabel('After token, instead of at a byte').fill('20')
  await page.keyboard.press('Enter')
  await story(page).getByText('The connection ended before this answer was whole.').waitFor()
  await expect.poll(() => page.getByText('truncated', { exact: true }).isVisible(), patience).toBe(true)
  await expect.poll(() => linked(page), patience).toMatch(/;faults:cut:token=20$|^faults:cut:token=20$/)
  const drawn = (shown: Page) => story(shown).getByRole('article').locator('.rivulet-markdown').textContent()
  const text = await drawn(page)
  const where = await position(page).getAttribute('aria-valuetext')

  await press(page, 'Copy a link to this moment')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await page.close()

  const anew = await open(link)
  await story(anew).getByText('The connection ended before this answer was whole.').waitFor()
  expect(await drawn(anew)).toBe(text)
  await expect.poll(() => position(anew).getAttribute('aria-valuetext'), patience).toBe(where)
  // Another story has the fault too, and its own moment.
  await anew.locator('#message--reasoning-done').click()
  await story(anew).getByText('The connection ended before this answer was whole.').waitFor()
  await expect.poll(() => linked(anew), patience).toBe('faults:cut:token=20')
})
