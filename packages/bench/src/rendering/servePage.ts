import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defaultClientConditions, type Rolldown } from 'vite'

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

export interface Served {
  readonly origin: string
  close(): void
}

/**
 * A page as it would be published, from memory, on loopback.
 * @param page the folder of its `index.html`
 * @param conditions by which packages are resolved, before those of every browser
 * @param answer answers what is no file of the page's
 */
export async function servePage(page: URL, conditions: readonly string[], answer: RequestListener = refuse): Promise<Served> {
  const root = fileURLToPath(page)
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    root,
    mode: 'production',
    plugins: [react()],
    resolve: { conditions: [...conditions, ...defaultClientConditions] },
    build: { write: false, target: 'esnext', modulePreload: false, rolldownOptions: { input: `${root}index.html` } },
  })) as Rolldown.RolldownOutput
  const files = new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]))
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname.slice(1) || 'index.html'
    const body = files.get(path)
    if (body === undefined) return answer(request, response)
    response.writeHead(200, { 'content-type': TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const refuse: RequestListener = (_, response) => void response.writeHead(404).end()
