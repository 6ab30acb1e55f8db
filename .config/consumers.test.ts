// Projects of somebody else, in packages/examples/consumers, made of the packages as they are published. What they need beside comes from the registry, so that
// only the first is tried without the long suite. Next.js: consumers.nextjs.test.ts.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createProject, type Project, type ProjectOptions } from './consumers/createProject.ts'
import { openBrowser, openPage } from './consumers/openPage.ts'
import { runCommand } from './consumers/runCommand.ts'
import { keylessGateway, servePage } from './consumers/servePage.ts'
import { expectStyled, tryChat } from './consumers/tryChat.ts'
import { packTarballs } from './packPackages.ts'

const HAIKU = 'Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.'
const CHAT = {
  haiku: HAIKU,
  tool: expect.stringContaining('It is clear in Cairo.'),
  stopped: 'stopped',
  retried: 'complete',
  attempts: 2,
}

const DENO = ['--quiet', '--no-config', '--node-modules-dir=manual', '--allow-net=127.0.0.1', '--allow-env', '--allow-read']
const RUNTIMES: readonly [command: string, ...args: string[]][] = [
  [process.execPath],
  ['npx', '-y', '--prefer-offline', '-p', 'deno@2.9.6', '--', 'deno', 'run', ...DENO],
  ['npx', '-y', '--prefer-offline', '-p', 'bun@1.4.5', '--', 'bun'],
]

const folderOf = (name: string) => new URL(`../packages/examples/consumers/${name}/`, import.meta.url)

let gateway: ServedHandler
beforeAll(async () => {
  gateway = await serve(keylessGateway())
})
afterAll(() => gateway.close())

test('a plain Node script has core by import and by require', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-node-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(fileURLToPath(folderOf('node')), folder, { recursive: true })
  const core = join(folder, 'node_modules/@rivulet/core')
  mkdirSync(core, { recursive: true })
  const { '@rivulet/core': tarball = '' } = packTarballs(join(folder, 'tarballs'))
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', core])
  const parser = fileURLToPath(new URL('../packages/core/node_modules/eventsource-parser', import.meta.url))
  symlinkSync(realpathSync(parser), join(dirname(core), '../eventsource-parser'), 'junction')
  for (const script of ['ask.mjs', 'ask.cjs']) {
    const printed = await runCommand({ name: script, cwd: folder, command: process.execPath, args: [script, `${gateway.url}/v1`] })
    expect(printed.trim()).toBe(`${HAIKU}\n(complete)`)
  }
})

/** Builds a project and serves what came of it, beside a gateway, for as long as the test runs. */
async function buildAndServe(project: Project, output: string): Promise<string> {
  await project.run('npm', ['run', 'build'])
  const served = await servePage(join(project.folder, output))
  onTestFinished(() => served.close())
  return `${served.url}/`
}

describe.skipIf(!process.env['LONG_SUITE'])('in the long suite only, since they are installed from the registry', () => {
  const projects: Project[] = []
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all(projects.map((project) => project.close()))
  }, 120_000)

  async function install(name: string, folder: string, options?: ProjectOptions): Promise<Project> {
    const project = await createProject(name, folderOf(folder), options)
    projects.push(project)
    return project
  }

  /** The whole of it: what a person does, how it looks, and that the console was told nothing. */
  async function expectChat(url: string): Promise<Page> {
    const { page, complaints } = await openPage(browser, url)
    await tryChat(page)
    await expectStyled(page)
    expect(complaints).toEqual([])
    return page
  }

  const REACT_18 = { react: '18.3.1', 'react-dom': '18.3.1', '@types/react': '18.3.28', '@types/react-dom': '18.3.7' }
  const VITE: [name: string, options?: ProjectOptions][] = [['vite-react-19'], ['vite-react-18', { dependencies: REACT_18 }]]
  test.each(VITE)('%s: strictly typed, built and used', { timeout: 600_000 }, async (name, options) => {
    await expectChat(await buildAndServe(await install(name, 'vite', options), 'dist'))
  })

  test('React Router renders it on the server, mounts the relay as a route, and takes it over', { timeout: 600_000 }, async () => {
    const project = await install('react-router', 'react-router')
    await project.run('npm', ['run', 'build'])
    // What `npm start` runs; npm would leave it behind when it is ended itself.
    const server = ['node_modules/.bin/react-router-serve', './build/server/index.js']
    const app = await project.start(process.execPath, server, { GATEWAY_URL: `${gateway.url}/v1`, GATEWAY_KEY: 'any' })
    expect(await (await fetch(app.url)).text()).toContain('<strong>What</strong> can I do for you?')
    await expectChat(`${app.url}/`)
  })

  test('a page without a bundler, by an import map', { timeout: 600_000 }, async () => {
    await expectChat(await buildAndServe(await install('import-map', 'import-map'), '.'))
  })

  test('a conversation without a page, on Node, Deno and Bun', { timeout: 600_000 }, async () => {
    const project = await install('chat-script', 'chat-script')
    for (const [command, ...args] of RUNTIMES) {
      const printed = await project.run(command, [...args, 'chat.mjs', `${gateway.url}/v1`], { GATEWAY_KEY: 'any' })
      expect(JSON.parse(printed)).toEqual(CHAT)
    }
  })
})
