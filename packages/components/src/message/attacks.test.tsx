// Strings that a model may be made to say, drawn on a server in every place of a message, parsed by Chromium with every host intercepted.
import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBreaches, HOSTILE, hostileRows } from '../testing/hostile.fixture.js'
import { Message } from './Message.js'
import { MessageDetails } from './MessageDetails.js'
import { plainText } from './plainText.js'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

const file = new URL('../../../../../shared/attacks/attacks.json', import.meta.url)
const shared = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name: string; markdown: string }[]) : []
const attacks = [...HOSTILE.map((said) => ({ name: JSON.stringify(said), markdown: said })), ...shared]

const nothing = () => undefined

/** Length is an attack on markdown, and tried there. */
const ENOUGH = 4000

describe.skipIf(shared.length === 0)(
  'hostile strings in every place of a message (../shared/attacks is needed)',
  { timeout: 120_000 },
  () => {
    let browser: Browser
    let page: Page
    const asked: string[] = []
    beforeAll(async () => {
      const { CHROMIUM_ARGS, findChromium } = (await import(
        new URL('../../../../.config/chromium.mjs', import.meta.url).href
      )) as ChromiumModule
      const executablePath = findChromium()
      browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
      page = await browser.newPage()
      await page.route('**', async (route) => {
        asked.push(route.request().url())
        await route.abort()
      })
    }, 120_000)
    afterAll(() => browser.close())

    test.each(attacks)('$name', async ({ markdown: said }) => {
      const rows = hostileRows(said.slice(0, ENOUGH))
      const markup = renderToString(
        <>
          {rows.map((message) => (
            <Message key={message.id} message={message} last onApprove={nothing} onReject={nothing} onRetry={nothing} />
          ))}
          {rows.map((message) => (
            <MessageDetails key={message.id} message={message} />
          ))}
        </>,
      )
      asked.length = 0
      await page.setContent(`<!doctype html><meta charset="utf-8"><title>Text</title><body>${markup}`)
      expect(await page.evaluate(findBreaches)).toEqual([])
      expect(asked).toEqual([])
      expect(() => plainText(said)).not.toThrow()
    })
  },
)
