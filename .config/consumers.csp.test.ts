// A page that may run and style itself with its own files alone, and make no markup of strings: everything that a chat can open is opened, and no policy is
// violated. Installed from the registry, so in the long suite only.
import { join } from 'node:path'
import type { ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createProject, type Project } from './consumers/createProject.ts'
import { openBrowser } from './consumers/openPage.ts'
import { servePage } from './consumers/servePage.ts'
import { expectStyled, tryChat } from './consumers/tryChat.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Keeps what a page violates, from its first script on. */
function keepViolations(): void {
  const kept: string[] = []
  Object.assign(window, { violations: kept })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) => {
    kept.push(`${violatedDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`)
  })
}

const violations = (page: Page) => page.evaluate(() => (window as unknown as { violations: string[] }).violations)
const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 60_000, interval: 50 })

describe.skipIf(!process.env['LONG_SUITE'])('under a strict policy with Trusted Types', () => {
  let browser: Browser
  let project: Project
  let served: ServedHandler
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    project = await createProject('strict-csp', new URL('../packages/examples/consumers/strict-csp/', import.meta.url))
    await project.run('npm', ['run', 'build'])
    served = await servePage(join(project.folder, 'dist'), { 'content-security-policy': POLICY })
    page = await browser.newPage({ viewport: { width: 1000, height: 800 } })
    page.setDefaultTimeout(60_000)
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.addInitScript(keepViolations)
    await page.goto(`${served.url}/`)
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await project?.close()
  }, 120_000)

  async function expectNothingViolated(): Promise<void> {
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
  }

  async function ask(question: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Message' }).fill(question)
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await page.locator('.rivulet-chat').getAttribute('data-phase')).not.toBe('idle'))
    await eventually(async () => expect(await page.locator('.rivulet-chat').getAttribute('data-phase')).toBe('idle'))
  }

  test('the policy holds: what it forbids is told', async () => {
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await eventually(async () => expect(await violations(page)).toEqual([expect.stringMatching(/^style-src-attr: inline/)]))
    complaints.length = 0
    await page.reload()
  })

  test('a chat answers, stops and tries again', async () => {
    await tryChat(page)
    await expectStyled(page)
    await expectNothingViolated()
  })

  test('markdown with code in colours and with formulas', { timeout: 120_000 }, async () => {
    await ask('markdown')
    await eventually(async () => expect(await page.locator('pre code span[class]').count()).toBeGreaterThan(10))
    await ask('formulas')
    await eventually(async () => expect(await page.locator('.katex').count()).toBeGreaterThan(2))
    await expectNothingViolated()
  })

  test('menus, lists, dialogs, files and reasoning', { timeout: 120_000 }, async () => {
    await ask('riddle')
    await page.getByRole('button', { name: /^Model/ }).click()
    await page.getByRole('option').first().click()
    await page.locator('[data-action="details"]').last().hover()
    await page.locator('.rivulet-details-layer').waitFor()
    await page.keyboard.press('Escape')

    await page.locator('input[type=file]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Some notes') })
    await page.getByText('notes.txt').first().waitFor()

    const list = page.getByRole('navigation')
    await list.locator('li').first().hover()
    await list
      .getByRole('button', { name: /actions|more|options/i })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await expectNothingViolated()
  })
})
