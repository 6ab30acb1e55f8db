// Parts in Next.js: the application of NextRelay.mdx, file by file as it stands there, with a page beside it that a server component draws. Built of the packages
// as they are published and used in Chromium: installed from the registry, in the long suite only.
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createProject, type Project } from './consumers/createProject.ts'
import { openBrowser, openPage } from './consumers/openPage.ts'
import type { RunningProgram } from './consumers/runCommand.ts'
import { keylessGateway } from './consumers/servePage.ts'
import { stepsOf, writeFile } from './consumers/steps.ts'
import { expectStyled, tryChat } from './consumers/tryChat.ts'

const NEXT = 'node_modules/next/dist/bin/next'
const files = stepsOf('.storybook/docs/recipes/NextRelay.mdx').flatMap((step) => (step.does === 'write' ? [step] : []))
const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 60_000, interval: 50 })

test('the page has every file of the application', () => {
  expect(files.map(({ path }) => path)).toEqual([
    'app/relay.ts',
    'app/api/chat/[...path]/route.ts',
    'app/guest/route.ts',
    'app/SupportChat.tsx',
    'app/page.tsx',
    'app/globals.css',
  ])
})

describe.skipIf(!process.env['LONG_SUITE'])('in Next.js', () => {
  let gateway: ServedHandler
  let project: Project
  let browser: Browser
  let app: RunningProgram

  beforeAll(async () => {
    gateway = await serve(keylessGateway())
    browser = await openBrowser()
    project = await createProject('next-parts', new URL('../packages/examples/consumers/nextjs/', import.meta.url))
    for (const file of files) writeFile(project.folder, file)
    const env = { GATEWAY_URL: `${gateway.url}/v1` }
    await project.run(process.execPath, [NEXT, 'build'], env)
    app = await project.start(process.execPath, [NEXT, 'start', '-H', '127.0.0.1', '-p', 'PORT'], env, '/api/chat/health')
  }, 900_000)

  afterAll(async () => {
    await browser?.close()
    await project?.close()
    await gateway?.close()
  }, 120_000)

  test('the chat of the recipe answers, and goes on after a reload', { timeout: 300_000 }, async () => {
    const { page, complaints } = await openPage(browser, `${app.url}/guest`)
    expect(page.url()).toBe(`${app.url}/`)
    await tryChat(page)
    await expectStyled(page)

    await page.getByRole('textbox', { name: 'Message' }).fill('markdown')
    await page.keyboard.press('Enter')
    const answer = () => page.getByRole('article', { name: 'Assistant' }).last()
    const text = async () => (await answer().locator('.rivulet-markdown').textContent()) ?? ''
    await eventually(async () => expect((await text()).length).toBeGreaterThan(100))
    const before = (await text()).slice(0, 60)
    await page.reload()
    await eventually(async () => expect(await answer().getAttribute('data-ending')).toBe('complete'))
    expect(await text()).toContain(before)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('a server component draws Markdown and parts, and a chat beside them', { timeout: 300_000 }, async () => {
    const html = await (await fetch(`${app.url}/drawn`)).text()
    for (const drawn of [
      'From <strong>nine</strong> to five',
      'Answered by <em>people</em>.',
      'As it was written.',
      '<strong>nine</strong> on.',
    ])
      expect(html).toContain(drawn)

    const { page, complaints } = await openPage(browser, `${app.url}/guest`)
    await page.goto(`${app.url}/drawn`)
    await expectStyled(page)
    await expectActing(page)
    expect(complaints).toEqual([])
    await page.close()
  })
})

/** What the server drew is taken over: what is pressed acts. */
async function expectActing(page: Page): Promise<void> {
  const hours = page.locator('.rivulet-markdown').first()
  await eventually(async () => {
    await hours.getByRole('button', { name: /^Back to/ }).click()
    expect(await hours.locator('[data-footnote="1"]').evaluate((call) => call === document.activeElement)).toBe(true)
  })
  await hours.getByRole('button', { name: /^Cop/ }).click()
  await eventually(async () => expect(await hours.locator('.rivulet-copy').getAttribute('data-outcome')).not.toBe(null))

  const chat = page.locator('main')
  await chat.getByRole('textbox', { name: 'Message' }).fill('Write a haiku')
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await chat.getByRole('log').textContent()).toContain('Read: the river speaks.'))
}
