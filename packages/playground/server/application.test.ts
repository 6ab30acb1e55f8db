// The playground as people use it from day to day: what they wrote is there again, can be taken along, and is there without a server.
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, test, type TestContext } from 'vitest'
import { openBrowser, openPage, openSettings, send, settledAnswer } from './testing/openBrowser.ts'
import { freePort, spawnPlayground, type SpawnedPlayground } from './testing/spawnPlayground.ts'

let browser: Browser
let playground: SpawnedPlayground

beforeAll(async () => {
  ;[browser, playground] = await Promise.all([openBrowser(), spawnPlayground(['--port', '0'])])
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
})

/** A page with a profile of its own, whose console has to stay silent to the end of the test. */
async function open(
  { expect, onTestFinished }: TestContext,
  address = playground.url,
  options?: Parameters<typeof openPage>[2],
): Promise<Page> {
  const { page, complaints } = await openPage(browser, address, options)
  onTestFinished(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return page
}

const list = (page: Page): Locator => page.getByRole('navigation', { name: 'Conversations' })
const answerText = (page: Page): Promise<string> => page.locator('[data-role="assistant"] .rivulet-markdown').last().innerText()

async function transfer(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Export and import' })
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Export and import' }).click()
  await dialog.getByRole('button', { name, exact: true }).click()
}

test.concurrent('on a phone that opens it over the local network, without a secure context, it is asked and answers', async (context) => {
  const page = await open(context, 'about:blank')
  await page.addInitScript(() => {
    for (const owner of [Crypto, Navigator, Window]) {
      for (const name of ['randomUUID', 'subtle', 'locks', 'clipboard', 'serviceWorker', 'caches'])
        Reflect.deleteProperty(owner.prototype, name)
    }
    for (const name of ['caches', 'cookieStore']) Reflect.deleteProperty(window, name)
  })
  await page.goto(playground.url)
  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  context.expect(await page.evaluate(() => 'randomUUID' in crypto || 'locks' in navigator)).toBe(false)
})

test.concurrent('two conversations are kept, each at its address; an answer goes on over a reload; one is renamed, pinned and deleted', async (context) => {
  const { expect } = context
  const page = await open(context)
  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  const first = page.url()
  await page.keyboard.press('Control+Shift+O')
  await page.getByRole('list', { name: 'Suggestions' }).waitFor()
  await send(page, 'Write three paragraphs of prose')
  await page
    .locator('[data-role="assistant"] .rivulet-markdown')
    .filter({ hasText: /\w{20}|\w+ \w+ \w+/ })
    .waitFor()
  const begun = await answerText(page)
  await page.reload()
  await settledAnswer(page).waitFor()
  expect((await answerText(page)).startsWith(begun.slice(0, 10))).toBe(true)
  expect(await answerText(page)).toContain('honest')
  expect(await page.getByText(/cut off|stopped/i).count()).toBe(0)

  await page.goto(first)
  await page.getByText('Packets leave the spring').waitFor()
  const rows = list(page).getByRole('link')
  await expect.poll(() => rows.allInnerTexts()).toEqual(['Write three paragraphs of prose', 'Write a haiku'])

  await rows.filter({ hasText: 'haiku' }).press('F2')
  await list(page).getByRole('textbox', { name: 'New title' }).fill('Rain')
  await page.keyboard.press('Enter')
  await list(page).getByRole('link', { name: 'Rain' }).waitFor()
  await list(page).getByRole('button', { name: 'Actions for “Rain”' }).click()
  await page.getByRole('menuitem', { name: 'Pin' }).click()
  await list(page).getByRole('region', { name: 'Pinned' }).getByRole('link', { name: 'Rain' }).waitFor()
  // The menu gives the focus back when it has gone.
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await list(page).locator('input:focus').waitFor()
  await page.keyboard.type('prose')
  await expect.poll(() => rows.allInnerTexts()).toEqual(['Write three paragraphs of prose'])
  // What is in no title is found in what was said, and leads there.
  await page.keyboard.press('Control+a')
  await page.keyboard.type('leave the SPRING')
  const found = list(page).getByRole('region', { name: 'In messages' }).getByRole('link')
  await expect.poll(() => found.locator('mark').allInnerTexts()).toEqual(['leave the spring'])
  await found.click()
  await page.locator('.rivulet-markdown').getByText('Packets leave the spring').waitFor()
  expect(page.url()).toMatch(/#\/c\/[^/]+\/[^/]+$/)
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await page.reload()
  await list(page).getByRole('link', { name: 'Rain' }).press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('list', { name: 'Suggestions' }).waitFor()
  await expect.poll(() => rows.allInnerTexts()).toEqual(['Write three paragraphs of prose'])
})

test.concurrent('what is exported can be imported elsewhere and is the same; a file that is none changes nothing and says why', async (context) => {
  const { expect } = context
  const page = await open(context)
  await send(page, 'Show formulas and a diagram')
  await page.getByRole('img', { name: /^Diagram/ }).waitFor()
  await page.locator('.katex').first().waitFor()
  await settledAnswer(page).waitFor()
  const text = await answerText(page)
  const [json] = await Promise.all([page.waitForEvent('download'), transfer(page, 'Export all as JSON')])
  await page.getByText('1 conversation exported.').waitFor()
  const [markdown] = await Promise.all([page.waitForEvent('download'), transfer(page, 'Export as Markdown')])
  expect(markdown.suggestedFilename()).toBe('Show-formulas-and-a-diagram.md')
  expect(await readFile(await markdown.path(), 'utf8')).toMatch(
    /^# Show formulas and a diagram\n\n## You\n\nShow formulas and a diagram\n\n## Assistant \(\S+\)\n\nHow long is a reader/,
  )
  const file = await json.path()

  // Here it is already.
  const chosen = page.getByLabel('File to import')
  await chosen.setInputFiles(file)
  await page.getByText('0 conversations imported. 1 conversation was here already.').waitFor()
  await expect.poll(() => list(page).getByRole('link').count()).toBe(1)

  const other = await open(context)
  await other.getByRole('button', { name: 'Export and import' }).click()
  const broken = join(tmpdir(), `rivulet-broken-${process.pid}.json`)
  const whole = await readFile(file, 'utf8')
  for (const [content, reason] of [
    [whole.slice(0, whole.length / 2), /no JSON/],
    ['{"conversations":[]}', /no conversations of the playground/],
    [whole.replace('"version":1', '"version":99'), /later version/],
  ] as const) {
    await writeFile(broken, content)
    await other.getByLabel('File to import').setInputFiles(broken)
    await other.getByRole('alert').filter({ hasText: reason }).waitFor()
    expect(await list(other).getByRole('link').count()).toBe(0)
  }
  await other.getByLabel('File to import').setInputFiles(file)
  await other.getByText('1 conversation imported.').waitFor()
  await other.keyboard.press('Escape')
  await list(other).getByRole('link', { name: 'Show formulas' }).click()
  await settledAnswer(other).waitFor()
  await expect.poll(() => answerText(other)).toBe(text)
})

test.concurrent('a tool that deletes waits for leave, and one that asks is answered in a form', async (context) => {
  const { expect } = context
  const page = await open(context)
  const settings = await openSettings(page)
  await settings.getByRole('switch', { name: 'Tools' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Call the tool delete_file, which asks you first' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('The tool answered:', { exact: true }).waitFor()
  await expect.poll(() => answerText(page)).toContain('deleted: notes/ideas.md')
  await send(page, 'Call the tool ask_reader')
  await page.getByRole('combobox', { name: 'Which river shall I write about?' }).fill('The Elbe')
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect.poll(() => answerText(page)).toContain('answer: The Elbe')
})

test.concurrent('one question goes to two gateways, and both answers stand side by side; an object of a schema grows', async (context) => {
  const { expect } = context
  const page = await open(context, `${playground.url}#/compare`)
  await page.getByLabel('Second gateway').selectOption('infinityblue')
  const asked: string[] = []
  page.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname))
  await send(page, 'Write a haiku')
  for (const name of ['First', 'Second']) {
    const column = page.getByRole('region', { name, exact: true })
    await column.locator('[data-role="assistant"][data-state="done"]').waitFor()
    expect(await column.innerText()).toContain('Packets leave the spring')
  }
  expect(asked.toSorted()).toEqual(['infery', 'infinityblue'].map((id) => `/gateways/${id}/v1/chat/completions`))
  await page.getByRole('complementary', { name: 'Events' }).getByText('[DONE]').first().waitFor()

  await page.getByRole('link', { name: 'Structured' }).click()
  await page.getByLabel('Schema').selectOption('ticket')
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByText('Whole, and as the schema wants it').waitFor()
  await page.getByRole('region', { name: 'The object' }).getByText('urgency').waitFor()
})

test.concurrent('without its server the page comes up, is read and exported, and what is sent waits', async (context) => {
  const { expect } = context
  context.skip(!process.env['PLAYGROUND_BUILT'], 'the page from its sources has no service worker')
  const port = String(await freePort())
  let own = await spawnPlayground(['--port', port])
  context.onTestFinished(async () => {
    await own.stop()
  })
  const page = await open(context, own.url, { serviceWorkers: 'allow' })
  await send(page, 'Write a haiku')
  await settledAnswer(page).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  await own.stop()
  await page.reload()
  await page.getByText('Offline.').waitFor()
  await page.getByText('Packets leave the spring').waitFor()
  await page.getByRole('link', { name: 'Compare' }).click()
  await page.getByLabel('First gateway').waitFor()
  await list(page).getByRole('link', { name: 'Write a haiku' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), transfer(page, 'Export as Markdown')])
  expect(download.suggestedFilename()).toBe('Write-a-haiku.md')
  await page.keyboard.press('Escape')

  await send(page, 'Show me a refusal')
  const waiting = page.getByRole('region', { name: 'Waiting to be sent' })
  await waiting.getByText('Show me a refusal').waitFor()
  await page.reload()
  await waiting.getByText('Show me a refusal').waitFor()

  own = await spawnPlayground(['--port', port])
  await expect.poll(() => settledAnswer(page).innerText(), { timeout: 60_000 }).toContain("I can't help with that")
  await expect.poll(() => waiting.count()).toBe(0)
  await expect.poll(() => page.getByText('Offline.').count()).toBe(0)
})
