import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTextAnswer } from '../answers/Answer.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import { COMMIT_PAGE, measureCommits } from './measureCommits.ts'
import type { CommittingKey } from './page/chats.ts'
import type { CommitPage } from './page/main.ts'

const OURS: readonly CommittingKey[] = ['rivulet', 'rivuletById']
const PEERS: readonly CommittingKey[] = ['aiSdk', 'aiSdkThrottled', 'tanStack', 'assistantUi', 'antDesignX']

const { text } = createTextAnswer(100, 3)

// The page with all the peers in it takes long to build.
describe.runIf(process.env['LONG_SUITE'])("React's commits in Chromium", () => {
  let browser: BenchBrowser<CommitPage>
  beforeAll(async () => {
    browser = await BenchBrowser.start({ page: COMMIT_PAGE, conditions: ['@rivulet/source'], isPaced: true })
  }, 120_000)
  afterAll(() => browser.end())

  test.each(OURS)('%s commits once a frame at most, and draws no other message', async (key) => {
    const { chunks, commits, commitsByFrame, rendersOfAnswer, rendersOfOthers } = await measureCommits(browser, key, text)
    // One for each four characters, with what comes before and after them.
    expect(chunks).toBe(Math.ceil(text.length / 4) + 2)
    expect(Math.max(...commitsByFrame)).toBe(1)
    // And those that show the end.
    expect(commits).toBeLessThanOrEqual(commitsByFrame.length + 3)
    expect(rendersOfAnswer).toBeGreaterThan(5)
    expect(rendersOfOthers).toBe(0)
  })

  test.each(PEERS)('%s shows the answer, and its commits and renders are counted', async (key) => {
    const { commits, rendersOfAnswer } = await measureCommits(browser, key, text)
    expect(commits).toBeGreaterThan(5)
    // One that is throttled draws as often as its interval goes into the time that the machine takes.
    expect(rendersOfAnswer).toBeGreaterThan(2)
  })
})
