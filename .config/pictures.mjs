// Takes the pictures of the parts' README from the built Storybook (`pnpm run storybook:build` first): `pnpm run pictures`.
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { preview } from 'vite'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = fileURLToPath(new URL('../packages/components/docs', import.meta.url))

const DESKTOP = { width: 1040, height: 720 }
const PHONE = { width: 390, height: 760 }

/** @type {readonly { name: string, story: string, globals?: string, viewport: { width: number, height: number } }[]} */
const PICTURES = [
  { name: 'chat-light', story: 'chat--approval', viewport: DESKTOP },
  { name: 'chat-dark', story: 'chat--streaming', globals: 'theme:dark', viewport: DESKTOP },
  { name: 'chat-right-to-left', story: 'chat--right-to-left', globals: 'direction:rtl', viewport: PHONE },
  { name: 'chat-phone', story: 'chat--streaming', viewport: PHONE },
  { name: 'look-paper', story: 'chat--approval', globals: 'look:paper', viewport: DESKTOP },
  { name: 'look-console', story: 'chat--approval', globals: 'look:console;theme:dark', viewport: DESKTOP },
]

if (!existsSync(`${root}/storybook-static/iframe.html`))
  throw new Error('Storybook is not built, so there is nothing to take pictures of: run pnpm run storybook:build first.')
mkdirSync(docs, { recursive: true })
const server = await preview({
  configFile: false,
  logLevel: 'silent',
  root,
  build: { outDir: 'storybook-static' },
  preview: { host: '127.0.0.1', port: 0 },
})
const executablePath = findChromium()
const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) })
try {
  for (const { name, story, globals = '', viewport } of PICTURES) {
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
    await page.goto(new URL(`iframe.html?id=${story}&viewMode=story&globals=${globals}`, server.resolvedUrls?.local[0]).href)
    // The story's play function has done its work when nothing has changed for a while.
    await page.waitForFunction(() => document.querySelector('.rivulet-message') !== null)
    await page.waitForTimeout(6000)
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await page.screenshot({ path: `${docs}/${name}.png`, animations: 'disabled', caret: 'hide' })
    await page.close()
  }
} finally {
  await browser.close()
  await server.close()
}
