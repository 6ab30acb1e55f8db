// The two recipes that make an application with a relay, followed as their reader would: what they have run is run, what they have written is written, and then an
// answer goes on after a reload. What they need beside the packages comes from the registry, in its newest version, so that it is in the long suite only.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { isSaidAlways, openBrowser, openPage } from './consumers/openPage.ts'
import { openTerminal, type Terminal } from './consumers/openTerminal.ts'
import { type Step, stepsOf, writeFile } from './consumers/steps.ts'
import { borrowTarballs, returnTarballs } from './consumers/tarballs.ts'
import { expectStyled } from './consumers/tryChat.ts'
import { read } from './docs/readDocuments.ts'
import { freePort } from './freePort.mjs'

const START = '.storybook/docs/start/Start.mdx'
const NEXT = '.storybook/docs/recipes/NextRelay.mdx'
const HONO = '.storybook/docs/recipes/HonoRelay.mdx'
const TRY = 'Try it without a key'

const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 120_000, interval: 100 })

/** What a recipe has its reader do until the chat can be used. */
function stepsUntilTried(document: string): Step[] {
  const steps = stepsOf(document)
  return steps.slice(0, steps.findLastIndex(({ section }) => section === TRY) + 1)
}

/** The programs that are started in other terminals, and the page that is opened first. */
function saidOf(document: string): { programs: string[]; first: string } {
  const [, after = ''] = read(document).split(`\n## ${TRY}\n`)
  const programs = [...after.matchAll(/in a (?:second|third)(?: terminal)? `([^`]+)`/gi)].map(([, program = '']) => program)
  return { programs, first: /Open `([^`]+)` of/.exec(after)?.[1] ?? '' }
}

test('each recipe says what is written, what is started and what is opened', () => {
  expect([saidOf(NEXT), saidOf(HONO)]).toEqual([
    { programs: ['npm run dev'], first: '/guest' },
    { programs: ['node server.ts', 'npx vite'], first: '/api/guest' },
  ])
  for (const document of [NEXT, HONO]) expect(stepsUntilTried(document).filter(({ does }) => does === 'write').length).toBeGreaterThan(2)
})

describe.skipIf(!process.env['LONG_SUITE'])('somebody who follows', () => {
  let browser: Browser
  let tarballs: string

  beforeAll(async () => {
    browser = await openBrowser()
    tarballs = join(dirname(Object.values(borrowTarballs())[0] ?? ''), '*.tgz')
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    returnTarballs()
  }, 120_000)

  test('the one for Next.js has an answer that goes on after a reload', { timeout: 1_800_000 }, async () => {
    await follow(stepsUntilTried(NEXT), saidOf(NEXT))
  })

  test('the one with Hono, in the application of the first page, too', { timeout: 1_800_000 }, async () => {
    const application = stepsOf(START).filter((step) => /^[13]\. /.test(step.section) && !isProgram(step))
    await follow([...application, ...stepsUntilTried(HONO)], saidOf(HONO))
  })

  async function follow(steps: readonly Step[], { programs, first }: ReturnType<typeof saidOf>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'rivulet-recipe-'))
    const terminal = openTerminal(folder)
    onTestFinished(async () => {
      await terminal.close()
      rmSync(folder, { recursive: true, force: true })
    }, 120_000)
    const ports = new Map([
      ['8787', String(await freePort())],
      ['3000', String(await freePort())],
    ])
    const onFreePorts = (text: string) => text.replaceAll(/\b(?:8787|3000)\b/g, (port) => ports.get(port) ?? port)
    for (const step of steps) {
      if (step.does === 'write') writeFile(terminal.folder(), { ...step, code: onFreePorts(step.code) })
      else await take(step.commands, terminal, ports.get('8787') ?? '')
    }
    let address = ''
    for (const program of programs)
      address = await terminal.start(program === 'npm run dev' ? `${program} -- -p ${ports.get('3000')}` : program)
    await comeBack(new URL(first, address).href)
  }

  async function take(commands: string, terminal: Terminal, port: string): Promise<void> {
    const lines = commands.split('\n').map(withTarballs)
    const program = lines.findIndex((line) => line === 'npx rivulet-replay serve')
    await terminal.run((program < 0 ? lines : lines.slice(0, program)).join('\n'))
    if (program >= 0) await terminal.start(`${lines[program]} --port ${port}`)
  }

  /** What cannot be had from npm yet is installed from what was packed, with the same others beside it. */
  function withTarballs(line: string): string {
    if (!/^npm install .*@rivulet\//.test(line)) return line
    return [...line.split(' ').filter((word) => !word.startsWith('@rivulet/')), tarballs].join(' ')
  }

  /** Asks, reloads while the answer grows, and sees it go on to its end, whole and once. */
  async function comeBack(address: string): Promise<void> {
    const { page, complaints } = await openPage(browser, address)
    const field = page.getByRole('textbox', { name: 'Message' })
    // A page that a server rendered takes what is typed once it is hydrated.
    await eventually(async () => {
      await field.fill('markdown')
      await field.press('Enter')
      expect(await field.inputValue()).toBe('')
    })
    await expectStyled(page)
    await eventually(async () => expect((await answerOf(page)).length).toBeGreaterThan(100))
    const before = (await answerOf(page)).slice(0, 100)
    expect(await endingOf(page)).toBeNull()
    await page.reload()
    await eventually(async () => expect(await endingOf(page)).toBe('complete'))
    const whole = await answerOf(page)
    expect(whole.slice(0, 100)).toBe(before)
    expect(whole.length).toBeGreaterThan(1000)
    expect(await answers(page).count()).toBe(1)
    expect(complaints.filter((text) => !isSaidAlways(text))).toEqual([])
    await page.close()
  }
})

const isProgram = (step: Step): boolean => step.does === 'run' && step.commands.startsWith('npx ')

const answers = (page: Page) => page.getByRole('log').locator('.rivulet-message[data-role="assistant"]')
const answerOf = async (page: Page): Promise<string> => (await answers(page).last().locator('.rivulet-markdown').textContent()) ?? ''
const endingOf = (page: Page): Promise<string | null> => answers(page).last().getAttribute('data-ending')
