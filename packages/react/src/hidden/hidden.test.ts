// A chat in a tab that is really hidden. Playwright has every page that it knows believe that it has the focus, and such a page is never hidden: the tabs here
// are opened by Chromium itself, and tell what they show.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createGateway, systemClock, type GatewayExchange } from '@rivulet/replay'
import { toNodeHandler } from '@rivulet/replay/node'
import { chromium } from 'playwright'
import { build, type Rolldown } from 'vite'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Sight } from './page.fixture.js'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

const eventually = <T>(check: () => T) => vi.waitFor(check, { timeout: 30_000, interval: 20 })

/** A site with the page and a gateway. `hurry` has the gateway take no more time. */
async function openSite() {
  const sights: Sight[] = []
  const exchanges: GatewayExchange[] = []
  let isHurried = false
  const clock = { now: () => systemClock.now(), sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(isHurried ? 0 : ms, signal) }
  const gateway = createGateway({
    tokensPerSecond: 10,
    timeToFirstTokenMs: 20,
    clock,
    onExchange: (exchange) => void exchanges.push(exchange),
  })
  const script = await bundle()
  const answer = toNodeHandler(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/v1/')) return gateway(request)
    if (pathname === '/page.js') return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    if (pathname === '/seen') sights.push((await request.json()) as Sight)
    return new Response('<!doctype html><meta charset="utf-8"><body><script type="module" src="/page.js"></script>', {
      headers: { 'content-type': 'text/html' },
    })
  })
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, sights, exchanges, last: () => sights.at(-1), hurry: () => void (isHurried = true) }
}

async function bundle(): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@rivulet/source', 'module', 'browser'] },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(new URL('page.fixture.tsx', import.meta.url)), output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput
  return output[0].code
}

async function openBrowser() {
  const { CHROMIUM_ARGS, findChromium } = (await import(
    new URL('../../../../.config/chromium.mjs', import.meta.url).href
  )) as ChromiumModule
  const executablePath = findChromium()
  const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
  onTestFinished(() => browser.close())
  const cdp = await browser.newBrowserCDPSession()
  /** Opens a tab before the others of its window. */
  const open = async (url: string) => (await cdp.send('Target.createTarget', { url })).targetId
  return { open, show: (targetId: string) => cdp.send('Target.activateTarget', { targetId }) }
}

test.skipIf(!process.env['LONG_SUITE'])(
  'a tab that is hidden goes on showing its answer without a frame, and is right when it is looked at again',
  async () => {
    const site = await openSite()
    const { open, show } = await openBrowser()
    const tab = await open(site.url)
    await eventually(() => expect(site.last()?.text.length).toBeGreaterThan(10))
    expect(site.last()).toMatchObject({ isHidden: false, phase: 'streaming', ending: '' })

    await open('about:blank')
    await eventually(() => expect(site.last()?.isHidden).toBe(true))
    const hiddenFrom = site.sights.length
    await eventually(() => expect(new Set(site.sights.slice(hiddenFrom).map(({ text }) => text)).size).toBeGreaterThanOrEqual(3))
    expect(site.last()).toMatchObject({ isHidden: true, phase: 'streaming', ending: '' })
    site.hurry()
    await eventually(() => expect(site.last()).toMatchObject({ isHidden: true, phase: 'idle', ending: 'complete' }))
    // It got no frame all that time.
    expect(new Set(site.sights.slice(hiddenFrom - 1).map(({ frames }) => frames)).size).toBe(1)
    const { text } = site.last()!
    expect(text.split('\n\n')).toHaveLength(3)
    expect(text).toMatch(/^Rain that falls[^]+\.$/)

    await show(tab)
    await eventually(() => expect(site.last()).toMatchObject({ isHidden: false, phase: 'idle', ending: 'complete', text }))
    expect(site.exchanges).toMatchObject([{ ending: 'complete' }])
  },
)
