import { chromium, type Browser, type Page } from 'playwright'
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs'

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  return chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
}

/** What Vite, Next.js and React say in every application under development. */
export const isSaidAlways = (text: string): boolean => /^(?:%c)?(?:\[(?:vite|HMR|Fast Refresh)\]|.*React DevTools)/.test(text)

/** A page of a new profile, and whatever its console was told. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } })
  const complaints: string[] = []
  page.on('console', (message) => {
    // A page that names no icon is asked for one by the browser.
    if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    // What a page closes by itself, by Stop or by leaving, fails by that.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`)
  })
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  return { page, complaints }
}
