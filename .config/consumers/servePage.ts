import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { createGateway } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** A gateway that takes whoever comes, as one behind a server that has the key. */
export function keylessGateway(): (request: Request) => Promise<Response> {
  const gateway = createGateway({ timeToFirstTokenMs: 20, tokensPerSecond: 60 })
  return async (request) => {
    const { url, method, signal } = request
    const body = method === 'POST' ? await request.text() : null
    return gateway(new Request(url, { method, body, signal, headers: { ...typeOf(request), authorization: 'Bearer any' } }))
  }
}

const typeOf = ({ headers }: Request) => ({ 'content-type': headers.get('content-type') ?? 'application/json' })

/** A folder as a static host serves it, with a gateway at `/v1` of the same origin. */
export async function servePage(folder: string, headers: Readonly<Record<string, string>> = {}): Promise<ServedHandler> {
  const gateway = keylessGateway()
  return serve(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/v1/')) return gateway(request)
    const file = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    const bytes = await readFile(join(folder, file)).catch(() => undefined)
    if (!bytes) return new Response('Not found', { status: 404, headers })
    return new Response(bytes, { headers: { ...headers, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' } })
  })
}
