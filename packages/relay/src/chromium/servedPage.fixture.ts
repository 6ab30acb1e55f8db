import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { toNodeHandler } from '@rivulet/replay/node'
import { chromium, type Browser } from 'playwright'
import { onTestFinished } from 'vitest'
import { build } from 'vite'
import { createRelay } from '../createRelay.js'
import { memoryStore } from '../store/memoryStore.js'
import { startUpstream, type TestUpstream } from '../upstream.fixture.js'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

export async function openBrowser(): Promise<Browser> {
  const { CHROMIUM_ARGS, findChromium } = (await import(
    new URL('../../../../.config/chromium.mjs', import.meta.url).href
  )) as ChromiumModule
  const executablePath = findChromium()
  return chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
}

/**
 * The smallest page that keeps a run over reloads: it remembers the run's id and shows the answer. `?run=` names a run that another tab began.
 * What it holds is on `window`: `text`, `stream`, and `outcome` once there is one.
 */
const PAGE = `<!doctype html><meta charset="utf-8"><title>A run</title><link rel="icon" href="data:,"><script type="module">
import { createChatClient } from '/core.js'

const remember = ({ headers }) => localStorage.setItem('run', headers.get('x-rivulet-run') ?? '')
const client = createChatClient({ baseURL: location.origin + '/v1', headers: { 'x-user': 'ann' } })
const id = new URLSearchParams(location.search).get('run') ?? localStorage.getItem('run')
const stream = id ? client.resume(id) : client.stream({ model: 'm', messages: [{ role: 'user', content: 'Go on' }] }, { onResponse: remember })

Object.assign(window, { stream, text: '' })
try {
  for await (const { choices } of stream) window.text += choices[0]?.delta.content ?? ''
} catch {}
window.outcome = await stream.result
</script>`

export interface ServedPage {
  url: string
  upstream: TestUpstream
  /** Breaks every connection that is open. */
  cut(): void
}

/** The page and its relay on one origin. */
export async function servePage(core: string): Promise<ServedPage> {
  const upstream = await startUpstream()
  const relay = createRelay({
    upstream: { baseURL: upstream.baseURL },
    authorize: (request) => request.headers.get('x-user'),
    store: memoryStore(),
    limits: { runsPerMinute: 1000, readersAtOnce: 1000 },
  })
  const answer = toNodeHandler(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/core.js') return new Response(core, { headers: { 'content-type': 'text/javascript' } })
    return pathname === '/' ? new Response(PAGE, { headers: { 'content-type': 'text/html' } }) : relay(request)
  })
  const server = createServer((req, res) => void answer(req, res))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await relay.close({ graceMs: 0 })
    await upstream.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, upstream, cut: () => server.closeAllConnections() }
}

/** The core as one module for a page. */
export async function bundleCore(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@rivulet/source', 'module', 'browser'] },
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('../../../core/src/index.ts', import.meta.url)), formats: ['es'] },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (!first || !('output' in first)) throw new Error('Vite built nothing.')
  return first.output[0].code
}
