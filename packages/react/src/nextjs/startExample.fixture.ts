import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = fileURLToPath(new URL('../../..', import.meta.url))
/** What the example needs of this repository, packed as it is published. */
const PACKED = ['core', 'chat', 'react', 'relay']
const INSTALL = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--include=optional']

export interface RunningExample {
  readonly url: string
  /** All that it has printed. */
  readonly printed: () => string
  readonly close: () => Promise<void>
}

const run = promisify(execFile)

/** `packages/examples/nextjs`, built in a folder of its own and started. Needs the registry and a minute. */
export async function startExample(gatewayUrl: string): Promise<RunningExample> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-nextjs-'))
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_OPTIONS: '',
    NODE_ENV: undefined,
    GATEWAY_URL: gatewayUrl,
    GATEWAY_KEY: 'the-key',
  } as unknown as NodeJS.ProcessEnv
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
    await run(process.execPath, [bin, 'build'], { cwd: folder, env, maxBuffer: 2 ** 24 }).catch(tellAll)
    const port = await freePort()
    child = spawn(process.execPath, [bin, 'start', '-H', '127.0.0.1', '-p', String(port)], { cwd: folder, env })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text))
    const url = `http://127.0.0.1:${port}/`
    while (!(await isUp(`${url}api/chat/health`))) {
      if (child.exitCode !== null) throw new Error(`Next.js ended with ${child.exitCode}:\n${printed}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return { url, printed: () => printed, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function install(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  cpSync(join(packages, 'examples/nextjs'), folder, { recursive: true })
  const file = join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }
  for (const name of PACKED) {
    const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', folder], { cwd: join(packages, name), env })
    const { filename } = JSON.parse(stdout) as { filename: string }
    manifest.dependencies[`@rivulet/${name}`] = `file:${filename}`
  }
  writeFileSync(file, JSON.stringify(manifest))
  await run('npm', INSTALL, { cwd: folder, env }).catch(tellAll)
}

/** What a program printed before it failed is why it did. */
function tellAll(error: Error & { stdout?: string; stderr?: string }): never {
  throw new Error(`${error.message}\n${error.stdout}${error.stderr}`, { cause: error })
}

const isUp = (url: string) =>
  fetch(url)
    .then(({ ok }) => ok)
    .catch(() => false)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
