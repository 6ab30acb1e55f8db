import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  findChromium(): string | undefined
}

/** The Chromium that every browser test of the workspace uses. */
export async function openBrowser(): Promise<Browser> {
  const found: ChromiumModule = await import(new URL('../../../../.config/chromium.mjs', import.meta.url).href)
  const executablePath = found.findChromium()
  return chromium.launch({ args: found.CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
}

export interface OpenPage {
  readonly page: Page
  /** Errors and warnings on the console, and errors that nobody caught. */
  readonly complaints: readonly string[]
}

/** A page with a browser profile of its own, showing `url`. Without a service worker, which would keep the whole page in each of these profiles. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block', ...options })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.text().startsWith('Service Worker registration blocked')) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return { page, complaints }
}

export async function send(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill(text)
  await field.press('Enter')
}

/** An empty chat, of the same page. */
export async function beginAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New chat' }).click()
  await page.getByRole('list', { name: 'Suggestions' }).waitFor()
}

/** The settings, opened. */
export async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('complementary', { name: 'Settings' })
  await settings.waitFor()
  return settings
}

/** From now on keeps every state in which the last answer's text is drawn. */
export async function watchAnswer(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const states: string[] = []
    Object.assign(window, { answerStates: states })
    new MutationObserver(() => {
      const text = [...document.querySelectorAll('[data-role="assistant"] .rivulet-markdown')].at(-1)?.textContent ?? ''
      if (text && text !== states.at(-1)) states.push(text)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { answerStates: string[] }).answerStates)
}

/** The last answer, once it is settled. */
export function settledAnswer(page: Page): Locator {
  return page.locator('.rivulet-message[data-role="assistant"][data-state="done"]').last()
}
