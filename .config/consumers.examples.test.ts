// The page that lists the examples, as `pnpm --filter @rivulet/examples dev` serves it. It bundles all that they import, so that it stands in the long suite.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isSaidAlways, openBrowser, openPage } from './consumers/openPage.ts'

const root = fileURLToPath(new URL('../packages/examples/', import.meta.url))

describe.skipIf(!process.env['LONG_SUITE'])('the page of the examples', () => {
  let server: ViteDevServer
  let browser: Browser
  let url: string

  beforeAll(async () => {
    expect(JSON.parse(readFileSync(`${root}package.json`, 'utf8'))).toMatchObject({ scripts: { dev: 'vite' } })
    server = await createServer({ root, logLevel: 'error', server: { port: 0 }, cacheDir: 'node_modules/.vite-test' })
    await server.listen()
    url = server.resolvedUrls?.local[0] ?? ''
    browser = await openBrowser()
  }, 300_000)

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  }, 60_000)

  test('it lists them, and each is drawn and has nothing to complain of', { timeout: 300_000 }, async () => {
    const { page, complaints } = await openPage(browser, url)
    const links = await page.locator('.gallery a').evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).search))
    expect(links.length).toBeGreaterThanOrEqual(8)
    for (const link of links) {
      await page.goto(url + link)
      await page.locator('textarea:visible, .bubble, .ticket').first().waitFor()
    }
    expect(complaints.filter((text) => !isSaidAlways(text))).toEqual([])
    await page.close()
  })

  test('they are answered without a key', async () => {
    const { page } = await openPage(browser, `${url}?supportChat`)
    await page.getByRole('button', { name: 'Write a haiku' }).click()
    await vi.waitFor(async () => expect(await page.getByRole('log').textContent()).toContain('Read: the river speaks.'), {
      timeout: 30_000,
    })
    await page.close()
  })
})
