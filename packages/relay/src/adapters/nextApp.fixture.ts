import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const NEXT = '16.4.6'

const packages = fileURLToPath(new URL('../../..', import.meta.url))

/** The module that a Next.js application would have, and its route: as the README has it. */
const FILES: Readonly<Record<string, string>> = {
  'app/relay.js': `import { createRelay, memoryStore } from '@rivulet/relay'

export const relay = createRelay({
  upstream: { baseURL: process.env.UPSTREAM, apiKey: 'the-key' },
  authorize: (request) => request.headers.get('x-user'),
  store: memoryStore(),
  limits: { detachedGraceMs: 1500, statusWaitMs: 200, readerStallMs: 1000, runBytes: 268_435_456 },
})
`,
  'app/api/chat/[...path]/route.js': `import { relay } from '../../../relay.js'

export const dynamic = 'force-dynamic'
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

const run = promisify(execFile)

/** A Next.js application with a relay, made of the packages as they are published, built and started. Needs the registry and a minute. */
export async function startNextApp(upstream: string): Promise<NextApp> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-next-'))
  // Building imports the routes, and with them the relay.
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '', NODE_ENV: 'production' as const, UPSTREAM: upstream }
  let child: ChildProcess | undefined
  const close = async () => {
    if (child && child.exitCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await install(folder, env)
    const bin = join(folder, 'node_modules/next/dist/bin/next')
    await run(process.execPath, [bin, 'build'], { cwd: folder, env, maxBuffer: 2 ** 24 })
    const port = await freePort()
    const started = spawn(process.execPath, [bin, 'start', '-H', '127.0.0.1', '-p', String(port)], { cwd: folder, env })
    child = started
    let printed = ''
    for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
    const baseURL = `http://127.0.0.1:${port}/api/chat`
    while (!(await isUp(`${baseURL}/health`))) {
      if (started.exitCode !== null) throw new Error(`Next.js ended with ${started.exitCode}:\n${printed}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return { baseURL, printed: () => printed, close }
  } catch (error) {
    await close()
    throw error
  }
}

const isUp = (url: string) =>
  fetch(url)
    .then(({ ok }) => ok)
    .catch(() => false)

async function install(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const dependencies = { next: NEXT, react: '^19', 'react-dom': '^19', ...dependenciesOf('core'), ...dependenciesOf('relay') }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--include=optional'], {
    cwd: folder,
    env,
  })
  for (const name of ['core', 'relay']) publish(name, join(folder, 'node_modules/@rivulet', name))
}

interface Manifest {
  dependencies: Record<string, string>
  publishConfig: { exports: object }
  exports: object
}

const manifestOf = (name: string) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as Manifest

/** What a package needs from the registry, as it is installed here. */
function dependenciesOf(name: string): Record<string, string> {
  const names = Object.keys(manifestOf(name).dependencies).filter((dependency) => !dependency.startsWith('@rivulet/'))
  const versionOf = (dependency: string) =>
    (JSON.parse(readFileSync(join(packages, name, 'node_modules', dependency, 'package.json'), 'utf8')) as { version: string }).version
  return Object.fromEntries(names.map((dependency) => [dependency, versionOf(dependency)]))
}

/** Puts a package where an application has it. */
function publish(name: string, target: string): void {
  const dist = join(packages, name, 'dist')
  if (!existsSync(dist)) throw new Error(`${dist} is not there: run npm run build first.`)
  cpSync(dist, join(target, 'dist'), { recursive: true })
  const { publishConfig, ...manifest } = manifestOf(name)
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, exports: publishConfig.exports }))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
