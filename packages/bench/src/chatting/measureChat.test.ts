import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAnswer } from '../documents/createAnswer.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import { CHAT_PAGE, followChat, measureChat, type Chatting } from './measureChat.ts'
import { PacedAnswers } from './PacedAnswers.ts'
import type { ChatBenchPage } from './page/main.ts'

const OURS: Chatting = { key: 'rivulet', name: 'ours' }
const CHATS: readonly Chatting[] = [
  OURS,
  { key: 'rivuletById', name: 'ours by id' },
  { key: 'rivuletAllDrawn', name: 'ours by id, all drawn' },
  { key: 'rivuletThread', name: 'our thread' },
  { key: 'floor', name: 'floor', showsSource: true },
  { key: 'floorSkipped', name: 'skipping floor', showsSource: true },
  { key: 'aiSdk', name: 'AI SDK' },
  { key: 'aiSdkThrottled', name: 'AI SDK, throttled' },
  { key: 'tanStack', name: 'TanStack AI' },
  { key: 'naive', name: 'a naive chat' },
  { key: 'assistantUi', name: 'assistant-ui' },
  { key: 'assistantUiDeferred', name: 'assistant-ui, deferred' },
  { key: 'antDesignX', name: 'Ant Design X' },
]

const answer = createAnswer(1500, 1)

// The page with all the peers in it takes long to build.
describe.runIf(process.env['LONG_SUITE'])('whole chats in Chromium', () => {
  let browser: BenchBrowser<ChatBenchPage>
  const answers = new PacedAnswers()
  beforeAll(async () => {
    browser = await BenchBrowser.start({ page: CHAT_PAGE, conditions: ['@rivulet/source'], isPaced: true, answer: answers.listen })
  }, 120_000)
  afterAll(() => browser.end())

  test.each(CHATS)('$name shows history and answer, and has a cost', async (chatting) => {
    const { mount, stream, commits, gapsMs, keysMs } = await measureChat(browser, chatting, 10, answer)
    for (const { scriptMs, taskMs } of [mount, stream]) {
      expect(scriptMs).toBeGreaterThan(0)
      expect(taskMs).toBeGreaterThan(scriptMs)
    }
    expect(commits).toBeGreaterThan(5)
    expect(gapsMs.length).toBeGreaterThan(answer.markdown.length / 64 - 1)
    expect(keysMs.length).toBeGreaterThan(0)
  })

  test.each(CHATS)('$name reads the same from the network', async (chatting) => {
    const { stream, commits, behindMs } = await followChat(browser, answers, chatting, 10, answer, 400)
    expect(stream.scriptMs).toBeGreaterThan(0)
    expect(commits).toBeGreaterThan(1)
    expect(behindMs).toBeGreaterThanOrEqual(0)
  })

  test('of an end alone less is measured', async () => {
    const floor: Chatting = { key: 'floor', name: 'floor', showsSource: true }
    const { commits, chunks } = await measureChat(browser, floor, 10, answer, { tail: 640, throttle: 4 })
    // Of 16 characters, and one that ends it. How many of them one frame shows is the machine's.
    expect(chunks).toBe(640 / 16 + 1)
    expect(commits).toBeGreaterThan(5)
    expect(commits).toBeLessThan(2 * chunks)
  })

  test('ours shows ten thousand messages', async () => {
    const { commits } = await measureChat(browser, OURS, 10_000, answer)
    expect(commits).toBeGreaterThan(5)
  })

  test.each([OURS, { key: 'rivuletAllDrawn', name: 'ours by id, all drawn' } as const])(
    'of a long thread $name has the first messages in full once they are looked at',
    async (chatting) => {
      const { commits } = await measureChat(browser, chatting, 500, answer)
      expect(commits).toBeGreaterThan(5)
    },
  )

  test('what is not drawn has no speed', async () => {
    const other = { ...answer, elements: { ...answer.elements, li: answer.elements.li + 1 } }
    await expect(measureChat(browser, OURS, 10, other)).rejects.toThrow('× li in place of')
  })

  test('what is not shown has no speed', async () => {
    const other = { ...answer, shown: `${answer.shown}!` }
    await expect(measureChat(browser, OURS, 10, other)).rejects.toThrow('ours shows')
  })
})
