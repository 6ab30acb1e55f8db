import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAnswer } from '../documents/createAnswer.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import { CHAT_PAGE, measureChat, type Chatting } from './measureChat.ts'
import type { ChatBenchPage } from './page/main.ts'

const OURS: Chatting = { key: 'rivulet', name: 'ours' }
const CHATS: readonly Chatting[] = [
  OURS,
  { key: 'rivuletById', name: 'ours by id' },
  { key: 'floor', name: 'floor', showsSource: true },
  { key: 'floorSkipped', name: 'skipping floor', showsSource: true },
  { key: 'aiSdk', name: 'AI SDK' },
  { key: 'aiSdkThrottled', name: 'AI SDK, throttled' },
  { key: 'assistantUi', name: 'assistant-ui' },
  { key: 'antDesignX', name: 'Ant Design X' },
]

const answer = createAnswer(1500, 1)

// The page with all the peers in it takes long to build.
describe.runIf(process.env['LONG_SUITE'])('whole chats in Chromium', () => {
  let browser: BenchBrowser<ChatBenchPage>
  beforeAll(async () => {
    browser = await BenchBrowser.start({ page: CHAT_PAGE, conditions: ['@rivulet/source'], isPaced: true })
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

  test('ours shows ten thousand messages', async () => {
    const { commits } = await measureChat(browser, OURS, 10_000, answer)
    expect(commits).toBeGreaterThan(5)
  })

  test('what is not shown has no speed', async () => {
    const other = { ...answer, shown: `${answer.shown}!` }
    await expect(measureChat(browser, OURS, 10, other)).rejects.toThrow('ours shows')
  })
})
