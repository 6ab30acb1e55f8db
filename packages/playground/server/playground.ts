import { createServer } from 'node:http'
import { createServer as createViteServer } from 'vite'
import config from '../vite.config.ts'
import { builtPagePlugin } from './builtPagePlugin.ts'
import { gatewayPlugin } from './gatewayPlugin.ts'
import { listenOnFreePort } from './listen.ts'
import type { ServeOptions } from './options.ts'

export interface Playground {
  readonly url: string
  readonly port: number
  /** Ends at once, with what is still open. */
  close(): Promise<void>
}

/** The page, its gateways and Vite's hot updates, all on one port. */
export async function startPlayground({ port, host, built, upstream }: Omit<ServeOptions, 'notes'>): Promise<Playground> {
  const server = createServer()
  const vite = await createViteServer({
    ...config,
    configFile: false,
    clearScreen: false,
    logLevel: 'warn',
    plugins: [...(config.plugins ?? []), gatewayPlugin(upstream), built ? builtPagePlugin(upstream) : null],
    // What was built needs nothing made ready.
    ...(built ? { optimizeDeps: { noDiscovery: true } } : {}),
    server: { ...config.server, ...(built ? { warmup: {} } : {}), middlewareMode: true, hmr: { server }, allowedHosts: [host] },
  })
  server.on('request', vite.middlewares)
  const close = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await vite.close()
  }
  try {
    const bound = await listenOnFreePort(server, port, host)
    return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`, port: bound, close }
  } catch (error) {
    await close()
    throw error
  }
}
