// The way of a new user, taken from README.md and Start.mdx and followed step by step: what they have run is run, what they have written is written, and what
// comes of it is used in Chromium. What it needs beside the packages comes from the registry, in its newest version as its reader would get it, so that it is in
// the long suite only.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { cloneRepository } from './consumers/cloneRepository.ts'
import { isSaidAlways, openBrowser, openPage } from './consumers/openPage.ts'
import { openTerminal, type Terminal } from './consumers/openTerminal.ts'
import { type Step, stepsOf, writeFile } from './consumers/steps.ts'
import { expectStyled, tryChat } from './consumers/tryChat.ts'
import { read } from './docs/readDocuments.ts'
import { freePort } from './freePort.mjs'
import { publishedFolders, readManifest } from './packPackages.ts'

const README = 'README.md'
const START = '.storybook/docs/start/Start.mdx'

const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 120_000, interval: 100 })

const inReadme = stepsOf(README).filter(({ section }) => section === 'Start in five minutes')
const inStart = stepsOf(START)
const isOfTheChat = ({ section }: Step) => /^[123]\. /.test(section)

/** What stands in for both installs for as long as the packages are not on npm, and how it is made: as a document says. */
function tarballsIn(document: string): { make: string; install: string } {
  const [, make = '', install = ''] =
    /The packages are not on npm yet[^]*?run\s`([^`]+)`\sin a clone[^]*?`(npm install [^`]+)`\sin place of both installs/.exec(
      read(document),
    ) ?? []
  return { make, install }
}

/** Without where it stands, in any order. */
const plain = (steps: readonly Step[]): string[] =>
  steps.map(({ place: _place, section: _section, ...step }) => JSON.stringify(step)).toSorted()

test('both documents lead to a chat by the same steps', () => {
  expect(plain(inStart.filter(isOfTheChat))).toEqual(plain(inReadme))
  expect(inReadme.filter(({ does }) => does === 'write')).toHaveLength(3)
  expect(tarballsIn(START)).toEqual(tarballsIn(README))
  expect(tarballsIn(README)).toEqual({ make: expect.stringMatching(/./), install: expect.stringMatching(/\.tgz/) })
})

describe.skipIf(!process.env['LONG_SUITE'])('somebody who follows them', () => {
  const home = mkdtempSync(join(tmpdir(), 'rivulet-start-'))
  const clone = join(home, 'rivulet')
  const minutes: string[] = []
  let browser: Browser
  /** Ports that the documents name and somebody else on this machine has, with one in the place of each. */
  const taken = new Map<string, string>()
  const onFreePorts = (text: string) => text.replaceAll(/\b(?:8787|6006)\b/g, (port) => taken.get(port) ?? port)
  /** It names no port, and says itself what to do where its own is taken. */
  const served = (command: string) => (taken.has('8787') ? `${command} --port 8787` : command)

  async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now()
    try {
      return await work()
    } finally {
      minutes.push(`${((performance.now() - startedMs) / 60_000).toFixed(2).padStart(7)} min  ${what}`)
    }
  }

  beforeAll(async () => {
    browser = await openBrowser()
    for (const port of ['8787', '6006']) if (!(await isFree(Number(port)))) taken.set(port, String(await freePort()))
    mkdirSync(clone)
    cloneRepository(clone)
    const terminal = openTerminal(clone)
    try {
      const { make } = tarballsIn(README)
      await timed(`${README}: ${make}`, () => terminal.run(make))
    } finally {
      await terminal.close()
    }
  }, 3_600_000)

  afterAll(async () => {
    await browser?.close()
    rmSync(home, { recursive: true, force: true })
    process.stdout.write(`\nEach step of a new user:\n${minutes.join('\n')}\n`)
  }, 300_000)

  test('finds a tarball of each package in the clone', () => {
    const names = publishedFolders().map((folder) => {
      const { name, version } = readManifest(folder)
      return `${name.slice(1).replace('/', '-')}-${version}.tgz`
    })
    expect(readdirSync(join(clone, 'tarballs')).toSorted()).toEqual(names.toSorted())
  })

  test('has a chat, a test of it and a story of it', { timeout: 3_600_000 }, async () => {
    // Of its own for each try.
    const folder = mkdtempSync(join(home, 'from-nothing-'))
    symlinkSync(clone, join(folder, 'rivulet'), 'junction')
    const terminal = openTerminal(folder)
    onTestFinished(() => terminal.close(), 60_000)
    for (const step of [...inReadme, ...inStart.filter((each) => !isOfTheChat(each))]) await take(step, terminal)
    await timed('what the template has: npm run build', () => terminal.run('npm run build'))
    expect(minutes.join('\n')).toMatch(/storybook dev/)
  })

  async function take(step: Step, terminal: Terminal): Promise<void> {
    if (step.does === 'write') {
      writeFile(terminal.folder(), { ...step, code: onFreePorts(step.code) })
      return
    }
    const { place } = step
    const commands = onFreePorts(withTarballs(step.commands).replace(/^npx rivulet-replay serve$/, served))
    const said = `${basename(place)} ${commands.replaceAll('\n', '; ')}`
    const [, use] = LASTING.find(([program]) => program.test(commands)) ?? []
    if (use) {
      const address = await timed(said, () => terminal.start(commands))
      await timed('    in Chromium', () => use(address))
      return
    }
    const printed = await timed(said, () => terminal.run(commands))
    if (/vitest run/.test(commands)) expect(printed).toMatch(/Tests\s+1 passed \(1\)/)
  }

  /** Programs that go on until they are ended, and what their reader does with each. */
  const LASTING: [program: RegExp, use: (address: string) => Promise<void>][] = [
    [/^npx rivulet-replay serve\b/, async (address) => expect(onFreePorts(read(README))).toContain(`<SupportChat baseURL="${address}" />`)],
    [/^npx vite$/, useChat],
    [/^npx storybook dev\b/, lookAtStory],
  ]

  async function useChat(address: string): Promise<void> {
    const { page, complaints } = await openPage(browser, address)
    await tryChat(page)
    await expectStyled(page)
    const [, sentence = ''] = /Open the address that Vite prints, ask for ([^.]*), and press Stop/.exec(read(README)) ?? []
    const words = [...sentence.matchAll(/`(\w+)`/g)].map(([, word = '']) => word)
    expect(words.length).toBeGreaterThan(1)
    for (const word of words) await askFor(word, page)
    expect(complaints.filter((text) => !isSaidAlways(text))).toEqual([])
    await page.close()
  }

  /** The story by itself, held where its parameters say and in the reader's colours; and the panel below it. */
  async function lookAtStory(address: string): Promise<void> {
    const story = inStart.flatMap((step) => (step.does === 'write' && step.path.endsWith('.stories.tsx') ? [step.code] : [])).join('')
    const colours = inStart.flatMap((step) => (step.does === 'write' && step.isAdded ? [step.code] : [])).join('')
    const [, token = ''] = /at: \{ token: (\d+) \}/.exec(story) ?? []
    const [, accent = ''] = /--rivulet-accent: (.+);/.exec(colours) ?? []
    const [, radius = ''] = /--rivulet-radius-large: (.+);/.exec(colours) ?? []

    const { page, complaints } = await openPage(browser, `${address}iframe.html?id=support-chat--answering&viewMode=story`)
    await eventually(async () =>
      expect((await page.getByRole('article', { name: 'Assistant' }).textContent())?.length).toBeGreaterThan(200),
    )
    expect(await page.getByRole('button', { name: 'Stop', exact: true }).isVisible()).toBe(true)
    const look = await page.locator('.rivulet-chat').evaluate((chat) => ({
      accent: getComputedStyle(chat).getPropertyValue('--rivulet-accent'),
      radius: getComputedStyle(chat.querySelector('.rivulet-composer')!).borderRadius,
    }))
    expect(look).toEqual({ accent, radius })
    expect(complaints.filter((text) => !isSaidAlways(text))).toEqual([])

    await page.goto(`${address}?path=/story/support-chat--answering&addonPanel=rivulet/stream/panel`)
    const position = page.getByRole('slider', { name: 'Position in the recording' })
    await eventually(async () => expect(await position.getAttribute('aria-valuetext')).toMatch(new RegExp(`token ${token} of`)))
    await page.getByRole('button', { name: 'Forward one token', exact: true }).click()
    await eventually(async () => expect(await position.getAttribute('aria-valuetext')).toMatch(new RegExp(`token ${Number(token) + 1} of`)))
    await page.close()
  }
})

/** Asks, and waits until the answer is whole. */
async function askFor(word: string, page: Page): Promise<void> {
  const answers = page.getByRole('log').locator('.rivulet-message[data-role="assistant"]')
  const before = await answers.count()
  await page.getByRole('textbox', { name: 'Message' }).fill(word)
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await answers.count()).toBeGreaterThan(before))
  await eventually(async () => expect(await answers.last().getAttribute('data-ending')).toBe('complete'))
}

const isOurs = (line: string): boolean => /^npm install .*@rivulet\//.test(line)

/** The two lines that cannot be run yet become the one that the document says to run in their place. */
function withTarballs(commands: string): string {
  const lines = commands.split('\n')
  const first = lines.findIndex(isOurs)
  return lines.flatMap((line, at) => (isOurs(line) ? (at === first ? [tarballsIn(README).install] : []) : [line])).join('\n')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
