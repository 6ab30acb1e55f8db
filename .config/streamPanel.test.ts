// The Stream panel in Storybook as it is built, driven by mouse and keyboard; and that a story at a moment is always the same, pixel for pixel.
import { type Browser, chromium, type Page } from 'playwright'
import type { PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'
import { serveShowroom } from './serveShowroom.ts'

// A busy machine may take long to open Storybook.
const patience = { timeout: 120_000 }
vi.setConfig({ testTimeout: 400_000 })

let server: PreviewServer
let browser: Browser
/** One for all tests: Storybook's scripts are fetched and compiled once. */
let page: Page
let address: string
/** What any page complained of since the test began. */
let complaints: string[] = []

beforeAll(async () => {
  const served = await serveShowroom()
  server = served.server
  address = served.address
  const executablePath = findChromium()
  browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  // What Storybook remembers of a page is gone when the next one opens, as in a browser that was never here before.
  await context.addInitScript(() => {
    if (window !== window.top) return
    localStorage.clear()
    sessionStorage.clear()
  })
  page = await context.newPage()
  page.setDefaultTimeout(patience.timeout)
  page.on('console', (message) => {
    // Storybook names an icon for the page around its stories only.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

/** Loads the page anew. Its accessibility is looked at elsewhere: here that would take most of the time. */
async function open(path: string): Promise<void> {
  const url = new URL(path, address)
  url.searchParams.set('globals', [url.searchParams.get('globals'), 'a11y.manual:!true'].filter(Boolean).join(';'))
  await page.goto(url.href)
}

const story = () => page.frameLocator('#storybook-preview-iframe')
const answerText = () => story().getByRole('article', { name: 'Assistant' }).textContent()
const position = () => page.getByRole('slider', { name: 'Position in the recording' })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const linked = () => new URL(page.url()).searchParams.get('stream') ?? ''

/** The panel, open, with a stream that stands at its moment. */
async function openPanel(id: string, stream: string): Promise<void> {
  await open(`?path=/story/${id}&addonPanel=rivulet/stream/panel&stream=${stream}`)
  await position().waitFor()
  await story().locator('[data-held]').waitFor()
}

async function expectPosition(text: RegExp): Promise<void> {
  await expect.poll(() => position().getAttribute('aria-valuetext'), patience).toMatch(text)
}

async function tokensOf(): Promise<number> {
  const [, tokens = ''] = /token ([\d,]+) of/.exec((await position().getAttribute('aria-valuetext')) ?? '') ?? []
  return Number(tokens.replaceAll(',', ''))
}

async function picture(id: string, token: number, theme: string): Promise<Buffer> {
  await open(`iframe.html?id=${id}&viewMode=story&globals=theme:${theme}&stream=token:${token}`)
  await page.locator('[data-held]').waitFor()
  await page.evaluate(async () => {
    await document.fonts.ready
    // What is drawn when there is time for it is there, too.
    await new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(resolve), { timeout: 10_000 }))
  })
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
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
  await openPanel('chat--stop-keeps-the-text', 'token:37')
  await expectPosition(/token 37 of 205$/)
  const at37 = await answerText()

  await press('Forward one token')
  await expectPosition(/token 38 of/)
  await expect.poll(answerText, patience).not.toBe(at37)
  await expect.poll(linked, patience).toBe('token:38')

  await position().focus()
  await page.keyboard.press('ArrowLeft')
  await expectPosition(/token 37 of/)
  await expect.poll(answerText, patience).toBe(at37)

  await page.getByLabel('Step by').selectOption('event')
  await position().focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.getByRole('region', { name: 'The event as it came' }).textContent(), patience).toContain('"content":')

  await page.getByLabel('Speed').selectOption('0.5')
  await position().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await expect.poll(tokensOf, patience).toBeGreaterThan(50)
  await position().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  const paused = await tokensOf()
  await expect.poll(linked, patience).toBe(`token:${paused};speed:0.5`)

  await page.keyboard.press('End')
  await expectPosition(/token 205 of 205$/)
  await expect.poll(() => story().getByRole('button', { name: 'Send' }).isVisible(), patience).toBe(true)
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(tokensOf, patience).toBeLessThan(205)
  await page.keyboard.press('Home')
  await expectPosition(/token 0 of/)

  const box = await position().boundingBox()
  if (!box) throw new Error('The timeline is not there to be dragged.')
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 5 })
  await page.mouse.up()
  await expectPosition(/^2\.5\d s of 5\.13 s/)

  await page.getByRole('switch', { name: 'Loop' }).click()
  await expect.poll(linked, patience).toMatch(/;loop$/)
  await press('As the story says')
  await expect.poll(linked, patience).toBe('')

  await page.locator('#chat--idle').click()
  await page.getByText('This story has no recording').waitFor()
})

test('a fault breaks the story, and a link leads to the same moment of it', async () => {
  await openPanel('message--streaming', 'token:37')
  await page.getByRole('button', { name: 'Faults' }).click()
  await page.getByRole('option', { name: /^Cut/ }).click()
  await page.keyboard.press('Escape')
  await page.getByLabel('After token, instead of at a byte').fill('20')
  await page.keyboard.press('Enter')
  await story().getByText('The connection ended before this answer was whole.').waitFor()
  await expect.poll(() => page.getByText('truncated', { exact: true }).isVisible(), patience).toBe(true)
  await expect.poll(linked, patience).toMatch(/;faults:cut:token=20$|^faults:cut:token=20$/)
  const drawn = () => story().getByRole('article').locator('.rivulet-markdown').textContent()
  const text = await drawn()
  const where = await position().getAttribute('aria-valuetext')

  await press('Copy a link to this moment')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied, patience).toContain('stream=')
  const link = await copied()
  await open(link)
  await story().getByText('The connection ended before this answer was whole.').waitFor()
  expect(await drawn()).toBe(text)
  await expect.poll(() => position().getAttribute('aria-valuetext'), patience).toBe(where)
  // Another story has the fault too, and its own moment.
  await page.locator('#message--reasoning-done').click()
  await story().getByText('The connection ended before this answer was whole.').waitFor()
  await expect.poll(linked, patience).toBe('faults:cut:token=20')
})
