import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NEXT = 'node_modules/next/dist/bin/next'

/** The module that a Next.js application would have, and its route: as the README has it. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    private: true,
    type: 'module',
    dependencies: { '@rivulet/relay': '*', next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' },
  }),
  'app/relay.js': `import { createRelay, memoryStore } from '@rivulet/relay'

export const relay = createRelay({
  upstream: { baseURL: process.env.UPSTREAM, apiKey: 'the-key' },
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
  limits: { detachedGraceMs: 6000, statusWaitMs: 200, readerStallMs: 3500, runBytes: 268_435_456, lagMs: Infinity },
})
`,
  'app/api/chat/[...path]/route.js': `import { relay } from '../../../relay.js'

export { relay as GET, relay as POST, relay as OPTIONS }
`,
}

export interface NextApp {
  /** Ends before `/chat/completions`. */
  baseURL: string
  /** All that it has printed. */
  printed(): string
  close(): Promise<void>
}

/** What makes a project of packed packages, outside of this package. */
interface ProjectModule {
  createProject: (name: string, source: URL) => Promise<Project>
}

interface Project {
  run: (command: string, args: string[], env: Record<string, string>) => Promise<string>
  start: (command: string, args: string[], env: Record<string, string>, path: string) => Promise<{ url: string; printed: () => string }>
  close: () => Promise<void>
}

/** A Next.js application with a relay, made of the packages as they are published, built and started. Needs the registry and a minute. */
export async function startNextApp(upstream: string): Promise<NextApp> {
  const project = await createApp()
  // Building imports the routes, and with them the relay.
  const env = { NODE_ENV: 'production', UPSTREAM: upstream }
  try {
    await project.run(process.execPath, [NEXT, 'build'], env)
    const args = [NEXT, 'start', '-H', '127.0.0.1', '-p', 'PORT']
    const { url, printed } = await project.start(process.execPath, args, env, '/api/chat/health')
    return { baseURL: `${url}/api/chat`, printed, close: () => project.close() }
  } catch (error) {
    await project.close()
    throw error
  }
}

async function createApp(): Promise<Project> {
  const { href } = new URL('../../../../.config/consumers/createProject.ts', import.meta.url)
  const { createProject } = (await import(href)) as ProjectModule
  const source = mkdtempSync(join(tmpdir(), 'rivulet-next-'))
  try {
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(source, file)), { recursive: true })
      writeFileSync(join(source, file), text)
    }
    return await createProject('nextjs-relay', pathToFileURL(`${source}/`))
  } finally {
    rmSync(source, { recursive: true, force: true })
  }
}
