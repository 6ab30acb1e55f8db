import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import type { Plugin } from 'vite'
import { CONTENT_POLICY } from './contentPolicy.ts'
import { withGateways } from './gatewayPlugin.ts'
import { UsageError, type Upstream } from './options.ts'

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))

/**
 * Serves the page as it was built, in place of its sources.
 *
 * @throws {UsageError} where nothing was built
 */
export function builtPagePlugin(upstream: Upstream | undefined): Plugin {
  if (!existsSync(`${DIST}index.html`)) throw new UsageError('there is no built page. Run npm run build, or leave --built out.')
  const page = withGateways(readFileSync(`${DIST}index.html`, 'utf8'), upstream)
  // Looked up at each request: it may be built again meanwhile.
  const assets = sirv(DIST, { dev: true })
  return {
    name: 'rivulet:built-page',
    configureServer({ middlewares }) {
      middlewares.use((req, res, next) => {
        if (req.url !== '/') return assets(req, res, next)
        res.setHeader('content-type', 'text/html')
        res.setHeader('content-security-policy', CONTENT_POLICY)
        // The service worker asks for it anew each time, and so shall others.
        res.setHeader('cache-control', 'no-cache')
        res.end(page)
      })
    },
  }
}
