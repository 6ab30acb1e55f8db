import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { build, type Rolldown } from 'vite'
import type { AttackedPage } from './page.fixture.js'

declare global {
  // oxlint-disable-next-line no-var
  var page: AttackedPage
}

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

/** What a careful page allows: its own scripts and styles, images of anywhere, and no markup that is made of strings. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src * data: blob:; require-trusted-types-for 'script'"

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Text</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>'

/** With diagrams: Mermaid makes markup of strings, and styles with it. Scripts are let through, so that nothing but what draws holds them back. */
export const DIAGRAMS_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src * data: blob:"

export interface Attacked {
  readonly page: Page
  /** Hosts other than its own that the page asked for anything. */
  readonly asked: Set<string>
  close(): Promise<void>
}

let bundled: ReturnType<typeof bundlePage> | undefined

/** The page as it is published, on loopback, in a Chromium whose every other host is intercepted. Pages of one file of tests share what was bundled. */
export async function openAttackedPage(policy: string = POLICY): Promise<Attacked> {
  bundled ??= bundlePage()
  const files = await bundled
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname.slice(1)
    const file = name === '' ? { type: 'text/html', body: PAGE } : files.get(name)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', 'content-security-policy': policy })
    response.end(file?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const asked = await interceptOthers(context, origin)
  const page = await context.newPage()
  await page.goto(origin)
  await page.waitForFunction(() => 'page' in globalThis)
  return {
    page,
    asked,
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function interceptOthers(context: BrowserContext, origin: string): Promise<Set<string>> {
  const asked = new Set<string>()
  await context.route(
    (url) => url.origin !== origin && /^(?:https?|wss?):$/.test(url.protocol),
    async (route) => {
      asked.add(new URL(route.request().url()).host)
      await route.abort()
    },
  )
  return asked
}

async function openBrowser(): Promise<Browser> {
  const { CHROMIUM_ARGS, findChromium } = (await import(
    new URL('../../../../.config/chromium.mjs', import.meta.url).href
  )) as ChromiumModule
  const executablePath = findChromium()
  return chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
}

async function bundlePage(): Promise<Map<string, { type: string; body: string | Uint8Array }>> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Vite looks at the process for what it makes of JSX, and in a test that is not production.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    resolve: { conditions: ['@rivulet/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { page: fileURLToPath(new URL('page.fixture.tsx', import.meta.url)) },
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput
  const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' }
  return new Map(
    built.output.map((file) => [
      file.fileName,
      { type: types[file.fileName.split('.').at(-1) ?? ''] ?? 'font/woff2', body: file.type === 'chunk' ? file.code : file.source },
    ]),
  )
}
