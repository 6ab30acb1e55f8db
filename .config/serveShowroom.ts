import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { preview, type PreviewServer } from 'vite'

export const SHOWROOM: string = fileURLToPath(new URL('../storybook-static', import.meta.url))

/** Serves Storybook as it was built. `base` is the path below which it stands, with a slash at both ends. */
export async function serveShowroom(base = '/'): Promise<{ server: PreviewServer; address: string }> {
  if (!existsSync(`${SHOWROOM}/iframe.html`))
    throw new Error('Storybook is not built, so there is nothing to look at: run npm run build first.')
  const server = await preview({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('..', import.meta.url)),
    base,
    // What is not there is 404, and not the page of the whole.
    appType: 'mpa',
    build: { outDir: 'storybook-static' },
    preview: { host: '127.0.0.1', port: 0 },
  })
  return { server, address: server.resolvedUrls?.local[0] ?? '' }
}
