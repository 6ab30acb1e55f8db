import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDrawing } from '../checks.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import { joined } from '../documents/Writer.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import type { BenchPage } from './page/main.ts'
import { measureRemoved, measureRendering, RENDERING_PAGE, type Contestant, type Subjects } from './measureRendering.ts'

const RIVULET: Contestant = { key: 'rivulet', name: 'ours' }
/** The peers draw the same answer; that our own is drawn and measured is seen each time. */
const OTHERS = [
  'rivuletHighlighted',
  'streamdown',
  'reactMarkdown',
  'reactMarkdownByBlock',
  'markdownToJsx',
  'xMarkdown',
  'assistantUi',
  'streamingMarkdown',
] as const

const answer = createAnswer(3000, 1)
const end = createAnswer(1000, 2)
const subjects: Subjects = { answer, short: joined(answer, end), long: joined(joined(answer, answer), end), tail: end.markdown.length }

let browser: BenchBrowser<BenchPage>
beforeAll(async () => {
  browser = await BenchBrowser.start({ page: RENDERING_PAGE, conditions: ['@rivulet/source'] })
}, 120_000)
afterAll(() => browser.end())

describe('what is drawn in Chromium', () => {
  test.each(process.env['LONG_SUITE'] ? (['rivulet', ...OTHERS] as const) : (['rivulet'] as const))(
    '%s draws an answer as it is',
    async (key) => {
      await browser.withPage(async (page) => {
        await page.ask('mount', key)
        await page.ask('stream', { text: answer.markdown, from: 0, step: 500 })
        await page.settled()
        checkDrawing({ key, name: key }, await page.ask('drawing'), answer)
      })
    },
  )

  test('a beginning is not taken for the answer', async () => {
    await browser.withPage(async (page) => {
      await page.ask('mount', 'rivulet')
      await page.ask('draw', answer.markdown.slice(0, -20), true)
      await page.settled()
      const drawing = await page.ask('drawing')
      expect(() => checkDrawing(RIVULET, drawing, answer)).toThrow('ours shows')
    })
  })
})

test.runIf(process.env['LONG_SUITE'])('everything has a cost, and React commits once a frame at most', async () => {
  const { answer: streamed, commits, short, long, whole, heapMb, heapInAllMb } = await measureRendering(browser, RIVULET, subjects, 1)
  for (const { scriptMs, layoutMs, taskMs } of [streamed, short, long, whole]) {
    expect(scriptMs).toBeGreaterThan(0)
    expect(layoutMs).toBeGreaterThan(0)
    expect(taskMs).toBeGreaterThan(scriptMs)
  }
  expect(commits).toBeGreaterThan(10)
  expect(commits).toBeLessThanOrEqual(Math.ceil(answer.markdown.length / 64))
  expect(heapMb).toBeGreaterThan(0)
  expect(heapInAllMb).toBeGreaterThan(heapMb)
})

describe('while it is watched what is removed', () => {
  const watched = createAnswer(1500, 1)

  test('ours removes nothing', async () => {
    expect(await measureRemoved(browser, RIVULET, { answer: watched })).toEqual({ elements: 0, closed: 0, replacedMost: 0 })
  })

  test('what is drawn otherwise has no count', async () => {
    const other = { ...createAnswer(200, 1), shown: 'another' }
    await expect(measureRemoved(browser, RIVULET, { answer: other })).rejects.toThrow('ours shows')
  })
})
