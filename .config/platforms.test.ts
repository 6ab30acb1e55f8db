// The published core on the runtimes that people use. Node itself is here; the others are fetched from the registry, 100 MB each, in the long
// suite only. Browsers: platforms.browser.test.ts; React Native: reactNative.test.ts.
import { spawn } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTCOME } from './platforms/outcome.js'
import { serveGateways } from './serveGateways.js'

const platforms = fileURLToPath(new URL('platforms/', import.meta.url))
const program = join(platforms, 'run.mjs')
const folder = mkdtempSync(join(tmpdir(), 'rivulet-platforms-'))
let gateways: Awaited<ReturnType<typeof serveGateways>>
beforeAll(async () => {
  gateways = await serveGateways()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await gateways.close()
})

interface Printed {
  /** Of the runtime and what it is made of or compatible with, so that none is taken for another. */
  readonly versions: Record<string, string>
  readonly outcome: unknown
}

/** What the program printed. Not waited for in a blocking way: the gateways are served from here. */
async function run(command: string, args: string[]): Promise<Printed> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  const child = spawn(command, args, { env, shell: process.platform === 'win32' })
  let output = ''
  let complaints = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const line = /^\{.*\}$/m.exec(output)
  if (status !== 0 || !line) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${output}${complaints}`)
  return JSON.parse(line[0]) as Printed
}

test('Node', async () => {
  const { outcome, versions } = await run(process.execPath, [program, `${gateways.url}/here`])
  expect(outcome).toEqual(OUTCOME)
  expect(versions['node']).toBe(process.versions.node)
})

const denoFlags = ['--quiet', '--no-config', '--node-modules-dir=manual', '--allow-net=127.0.0.1', '--allow-env', '--allow-read']
const FETCHED: [name: string, version: string, command: (url: string) => string[], calledItself?: string][] = [
  ['node', '22.12.0', (url) => ['node', program, url]],
  ['deno', '2.9.6', (url) => ['deno', 'run', ...denoFlags, program, url]],
  ['bun', '1.4.5', (url) => ['bun', program, url]],
  ['workerd', '1.20261117.1', (url) => ['workerd', 'test', writeWorkerdConfig(url)], 'Cloudflare-Workers'],
]

describe.skipIf(!process.env['LONG_SUITE'])('in the long suite only, since it is fetched from the registry', () => {
  test.each(FETCHED)('%s %s', { timeout: 600_000 }, async (name, version, command, calledItself = version) => {
    const args = ['-y', '--prefer-offline', '-p', `${name}@${version}`, '--', ...command(`${gateways.url}/${name}`)]
    const { outcome, versions } = await run('npx', args)
    expect(outcome).toEqual(OUTCOME)
    expect(versions[name]).toBe(calledItself)
  })
})

/** workerd has no file system: each module is named in its configuration, and a bare specifier is looked for beside the module that imports it. */
function writeWorkerdConfig(url: string): string {
  const packages = fileURLToPath(new URL('../packages', import.meta.url))
  for (const [from, to] of [
    [platforms, ''],
    [`${packages}/core/dist`, '@rivulet/core'],
    [`${packages}/core/node_modules/eventsource-parser/dist`, '@rivulet/core/eventsource-parser'],
  ] as const)
    cpSync(from, join(folder, to), { recursive: true, dereference: true })
  // The first module is the one that is run.
  const files = ['workerd.mjs', 'check.mjs', ...globSync('@rivulet/core/**/*.js', { cwd: folder })]
  const modules = files.map((file) => `(name = "${file}", esModule = embed "${file}")`)
  const entries = ['@rivulet/core', '@rivulet/core/eventsource-parser'].map(
    (name) => `(name = "${name}", esModule = "export * from './${name.split('/').at(-1)}/index.js'")`,
  )
  const file = join(folder, 'config.capnp')
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "check", worker = (
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback",
      bindings = [(name = "GATEWAYS", text = "${url}")],
      modules = [${[...modules, ...entries].join(',\n')}]
    )),
    (name = "loopback", network = (allow = ["private"]))
  ]
);
`,
  )
  return file
}
