import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createRelay, memoryStore } from '@rivulet/relay'
import { createGateway, toFetch, type GatewayExchange, type GatewayOptions } from '@rivulet/replay'
import { toNodeHandler } from '@rivulet/replay/node'
import { chromium, type Browser } from 'playwright'
import { build, type Rolldown } from 'vite'
import { steadyClock } from '../steadyClock.fixture.js'
import { PAGE_HTML, PAGE_MODULE } from './page.fixture.js'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  readonly findChromium: () => string | undefined
}

type Handler = (request: Request) => Promise<Response>

/** A gateway, and its own record of what it was asked. */
export interface ServedGateway {
  /** Beside the pages. */
  readonly baseURL: string
  /** Of every request for a completion, in order. */
  readonly requests: { readonly key: string | null; readonly questions: readonly string[]; readonly messages: readonly Sent[] }[]
  /** Requests that have ended, in the order of their ends. */
  readonly exchanges: GatewayExchange[]
  /** What a relay before it was asked, where there is one. */
  readonly relayed: string[]
  /** From now on it is in no need of time. */
  hurry(): void
  /** Breaks the connections to it, or to the relay before it. */
  cut(): void
}

interface Sent {
  readonly role: string
  readonly content: unknown
  readonly tool_calls?: readonly unknown[]
}

/** Pages with a chat and the gateways that they ask, on loopback, under names that are no names of this machine; and the browser that shows them. */
export class ChatSite {
  readonly #handlers = new Map<string, Handler>()
  readonly #closing: (() => Promise<void>)[] = []
  readonly #server: Server
  readonly browser: Browser
  /** What a page is made of, by the path. */
  readonly files: SiteFiles
  /** Has a secure context. */
  readonly origin: string
  /** Has none. */
  readonly plainOrigin: string

  private constructor(server: Server, browser: Browser, handlers: Map<string, Handler>, files: SiteFiles, port: number) {
    this.files = files
    this.#server = server
    this.#handlers = handlers
    this.browser = browser
    this.origin = secureOrigin(port)
    this.plainOrigin = `http://plain.test:${port}`
  }

  static async open(): Promise<ChatSite> {
    const handlers = new Map<string, Handler>()
    const files = await siteFiles()
    for (const [path, { contentType, body }] of files) {
      // A page whose origin is opaque loads its modules from another one.
      const headers = { 'content-type': contentType, 'access-control-allow-origin': '*' }
      const policy = { 'content-security-policy': 'sandbox allow-scripts' }
      handlers.set(path, async () => new Response(body, { headers: path === 'sandboxed' ? { ...headers, ...policy } : headers }))
    }
    const answer = toNodeHandler(async (request) => {
      const [, first = ''] = new URL(request.url).pathname.split('/')
      return handlers.get(first)?.(request) ?? new Response(null, { status: 404 })
    })
    const server = createServer((req, res) => void answer(req, res))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return new ChatSite(server, await openBrowser(port), handlers, files, port)
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.#server.closeAllConnections()
    this.#server.close()
    for (const close of this.#closing) await close()
  }

  /** A gateway that answers each request by the options of its turn, the last of them for all that follow. */
  gateway(...options: GatewayOptions[]): ServedGateway {
    const { gateway, handler } = recorded(options)
    return { ...gateway, ...this.#serve('gateway', handler) }
  }

  /** As `gateway`, behind a relay. */
  relayedGateway(...options: GatewayOptions[]): ServedGateway {
    const { gateway, handler } = recorded(options)
    const relay = createRelay({
      upstream: { baseURL: 'http://gateway.test/v1', apiKey: 'a-key', fetch: toFetch(handler) },
      authorize: () => 'ann',
      store: memoryStore(),
      limits: { runsPerMinute: 1000, readersAtOnce: 1000, detachedGraceMs: 60_000, lagMs: Infinity },
    })
    this.#closing.push(() => relay.close({ graceMs: 0 }))
    const served = this.#serve('relay', (request) => {
      const { pathname } = new URL(request.url)
      gateway.relayed.push(`${request.method} ${pathname.split('/').slice(3, 4).join()}`)
      return relay(request)
    })
    return { ...gateway, ...served }
  }

  #serve(kind: string, handler: Handler): Pick<ServedGateway, 'baseURL' | 'cut'> {
    const name = `${kind}-${this.#handlers.size}`
    let open = new AbortController()
    this.#handlers.set(name, async (request) => {
      const response = await handler(request)
      if (!response.body) return response
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      response.body.pipeTo(writable, { signal: open.signal }).catch(() => undefined)
      return new Response(readable, response)
    })
    const cut = () => {
      open.abort()
      open = new AbortController()
    }
    return { baseURL: `/${name}/v1`, cut }
  }
}

type Recorded = Omit<ServedGateway, 'baseURL' | 'cut'>

function recorded(options: readonly GatewayOptions[]): { gateway: Recorded; handler: Handler } {
  const { clock, hurry } = steadyClock()
  const gateway: Recorded = { requests: [], exchanges: [], relayed: [], hurry }
  const handlers = (options.length > 0 ? options : [{}]).map((each) =>
    createGateway({
      dialect: 'infery',
      timeToFirstTokenMs: 20,
      clock,
      ...each,
      onExchange: (exchange) => gateway.exchanges.push(exchange),
    }),
  )
  const handler = async (request: Request): Promise<Response> => {
    if (!request.url.endsWith('/chat/completions') || request.method !== 'POST') return handlers[0]!(request)
    const body = await request.text()
    const { messages } = JSON.parse(body) as { messages: Sent[] }
    const questions = messages.flatMap(({ role, content }) => (role === 'user' ? [content as string] : []))
    const handle = handlers[Math.min(gateway.requests.length, handlers.length - 1)]!
    gateway.requests.push({ key: request.headers.get('idempotency-key'), questions, messages })
    const { url, method, headers, signal } = request
    return handle(new Request(url, { method, headers, body, signal }))
  }
  return { gateway, handler: orNothing(handler) }
}

/** Where who asked has left before it was said what for, or while it was. */
function orNothing(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request)
    } catch (error) {
      if (!request.signal.aborted) throw error
      return new Response(null, { status: 204 })
    }
  }
}

/** Named otherwise than this machine: what is asked of `localhost` needs no network. */
const secureOrigin = (port: number): string => `http://chat.test:${port}`

async function openBrowser(port: number): Promise<Browser> {
  const { CHROMIUM_ARGS, findChromium } = (await import(
    new URL('../../../../.config/chromium.mjs', import.meta.url).href
  )) as ChromiumModule
  const executablePath = findChromium()
  return chromium.launch({
    args: [
      ...CHROMIUM_ARGS,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      `--unsafely-treat-insecure-origin-as-secure=${secureOrigin(port)}`,
      '--js-flags=--expose-gc',
    ],
    ...(executablePath ? { executablePath } : {}),
  })
}

type SiteFiles = ReadonlyMap<string, { readonly contentType: string; readonly body: string }>

async function siteFiles(): Promise<SiteFiles> {
  const html = { contentType: 'text/html', body: PAGE_HTML }
  const modules = (await bundlePage()).map(({ fileName, code }) => [fileName, { contentType: 'text/javascript', body: code }] as const)
  // On `sandboxed` a page has no origin, and with that no site data.
  return new Map([['', html], ['sandboxed', html], ['nothing', { ...html, body: '' }], ...modules])
}

async function bundlePage(): Promise<Rolldown.OutputChunk[]> {
  const entry = fileURLToPath(new URL('page.js', import.meta.url))
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    // With React's warnings.
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { conditions: ['@rivulet/source', 'module', 'browser', 'development'] },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? PAGE_MODULE : undefined),
      },
    ],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js' } },
    },
  })) as Rolldown.RolldownOutput
  return built.output.filter((file) => file.type === 'chunk')
}
