import { ANSWERS, parseRecording } from '@rivulet/replay'
import { readFile } from 'node:fs/promises'
import type { Browser, Locator } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { beginAnew, openBrowser, openPage, openSettings, send, settledAnswer, watchAnswer, type OpenPage } from './testing/openBrowser.ts'
import { spawnPlayground, type SpawnedPlayground } from './testing/spawnPlayground.ts'

let browser: Browser
let playground: SpawnedPlayground
const opened: OpenPage[] = []

beforeAll(async () => {
  ;[browser, playground] = await Promise.all([openBrowser(), spawnPlayground(['--port', '0'])])
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
})

afterEach(async () => {
  const pages = opened.splice(0)
  await Promise.all(pages.map(({ page }) => page.context().close()))
  expect(pages.flatMap(({ complaints }) => complaints)).toEqual([])
})

async function open(options?: Parameters<typeof openPage>[2]) {
  const each = await openPage(browser, playground.url, options)
  opened.push(each)
  return each.page
}

function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((each) => each === document.activeElement)
}

describe('a streamed answer', () => {
  test('grows before a first visitor’s eyes, with every figure and its raw events, which are saved as a recording', async () => {
    const page = await open()
    const ask = async () => {
      const states = await watchAnswer(page)
      await send(page, 'Write a haiku')
      await settledAnswer(page).waitFor()
      return states()
    }
    let grown = await ask()
    // A busy machine draws fewer states of it, and one that has no time for a second may draw its end alone, but not each time.
    for (let tries = 1; grown.length < 3 && tries < 3; tries++) {
      await beginAnew(page)
      grown = await ask()
    }
    expect(grown.length).toBeGreaterThan(2)
    for (const [index, state] of grown.entries()) expect(grown[index + 1] ?? state).toContain(state)

    const figures = page.getByLabel('Figures of the last answer')
    await expect.poll(() => figures.innerText()).toMatch(/First token\s+\d+ ms|First token\s+[\d.]+ s/)
    expect(await figures.innerText()).toMatch(/Speed\s+[\d.]+ tokens\/s\s+Usage\s+\d+ → \d+ tokens\s+Credits\s+[\d.]+/)
    await page
      .getByRole('region', { name: /^Events of \d/ })
      .getByText('[DONE]')
      .waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save recording' }).click()])
    expect(download.suggestedFilename()).toMatch(/^rivulet-[\d-]+\.stream\.jsonl$/)
    const recording = parseRecording(await readFile(await download.path(), 'utf8'))
    expect(recording.events.map(([, , kind]) => kind)).toEqual(expect.arrayContaining(['request', 'response', 'data', 'end']))
  })

  test('goes on while a new chat is open, which is empty; it is kept, and marked, when the reader stops it', async () => {
    const page = await open()
    // So long an answer that it is not whole before the slowest machine has come back to it.
    await send(page, 'Write a giant answer')
    await page.locator('[data-role="assistant"] .rivulet-markdown').filter({ hasText: /\w{3}/ }).waitFor()
    await beginAnew(page)
    await page.getByRole('img', { name: 'An answer is being written' }).waitFor()
    await page.getByRole('link', { name: 'Write a giant answer' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('You stopped this answer').first().waitFor()
    expect(await settledAnswer(page).locator('.rivulet-markdown').innerText()).not.toBe('')
    await page
      .getByText(/Closed by this page/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Send' }).waitFor()
  })

  test('that fails after some tokens keeps them and offers another try', async () => {
    const page = await open()
    await send(page, 'Fail with an error')
    await page.getByRole('alert').waitFor()
    expect(await page.locator('[data-role="assistant"] .rivulet-markdown').innerText()).toContain('All went well at first')
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('region', { name: /^Events of 2/ }).waitFor()
    await expect.poll(() => hasFocus(page.getByRole('log'))).toBe(true)
    await page.getByRole('alert').waitFor()
  })
})

test('a list of models that cannot be had is one line in the settings, with its cause and another try', async () => {
  const page = await open()
  let refusing = true
  await page.route('**/models', (route) =>
    refusing ? route.fulfill({ json: { error: { message: 'Not today', code: 'no_list' } } }) : route.continue(),
  )
  await page.reload()
  const settings = await openSettings(page)
  const note = settings.getByRole('status')
  const detail = note.getByRole('paragraph')
  await note.getByText('The models could not be listed.').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await detail.isVisible()).toBe(false)
  await note.getByText('The models could not be listed.').click()
  await expect.poll(() => detail.innerText()).not.toBe('')
  refusing = false
  await note.getByRole('button', { name: 'Retry' }).click()
  await settings.getByRole('button', { name: 'Model' }).click()
  await expect.poll(() => settings.getByRole('option').count()).toBeGreaterThan(0)
  expect(await hasFocus(page.locator('body'))).toBe(false)
})

test('an empty chat suggests what can be asked, one press away', async () => {
  const page = await open()
  const suggestions = page.getByRole('list', { name: 'Suggestions' }).getByRole('button')
  await expect.poll(() => suggestions.allInnerTexts()).toEqual(ANSWERS.map(({ title }) => title))
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await suggestions.filter({ hasText: 'Arabic' }).click()
  await expect.poll(() => hasFocus(page.getByRole('textbox', { name: 'Message' }))).toBe(true)
  await settledAnswer(page).waitFor()
  expect(await settledAnswer(page).innerText()).toMatch(/\p{Script=Arabic}/u)
})

test('settings outlive a reload, and are what is sent; with the switch off, the reply comes in one piece', async () => {
  const page = await open()
  const settings = await openSettings(page)
  await settings.getByLabel('Gateway').selectOption('infinityblue')
  await settings.getByLabel('System prompt').fill('Be brief.')
  await settings.getByLabel('Temperature', { exact: true }).fill('0.3')
  await settings.getByRole('radio', { name: 'Dark theme' }).check()
  await page.reload()
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await (await openSettings(page)).getByLabel('Gateway').inputValue()).toBe('infinityblue')
  await page.keyboard.press('Escape')

  const request = page.waitForRequest((each) => each.method() === 'POST')
  await send(page, 'Write a haiku')
  const { temperature, stream, messages } = (await request).postDataJSON()
  expect({ temperature, stream, messages }).toEqual({
    temperature: 0.3,
    stream: true,
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Write a haiku' },
    ],
  })
  expect((await request).url()).toContain('/gateways/infinityblue/v1/')
  await settledAnswer(page).waitFor()

  await (await openSettings(page)).getByRole('switch', { name: 'Stream' }).uncheck()
  await page.keyboard.press('Escape')
  await beginAnew(page)
  const states = await watchAnswer(page)
  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  expect(await states()).toHaveLength(1)
  await page
    .getByRole('region', { name: /^Events of/ })
    .getByText('body', { exact: true })
    .waitFor()
  const figures = page.getByLabel('Figures of the last answer')
  await expect.poll(() => figures.innerText()).toMatch(/Whole reply\s+[\d.]+ m?s\s+Speed\s+–/)
})

test('on a phone, settings and events are sheets', async () => {
  const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const settings = page.getByRole('complementary', { name: 'Settings' })
  expect(await settings.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Settings' }).click()
  await settings.getByLabel('Gateway').selectOption('tokenhub')
  await page.keyboard.press('Escape')
  await settings.waitFor({ state: 'hidden' })
  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  await page.getByRole('button', { name: 'Events' }).click()
  await page.getByRole('complementary', { name: 'Events' }).getByText('[DONE]').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
