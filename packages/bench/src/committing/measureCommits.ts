import type { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { CommittingKey } from './page/chats.ts'
import type { Committed, CommitPage } from './page/main.ts'

export const COMMIT_PAGE = new URL('page/', import.meta.url)

/** Messages that are there when the question is asked. */
const HISTORY = 10

/** Has a chat answer once, on a page of its own, and counts what React does meanwhile. The page waits until the whole answer is shown. */
export function measureCommits(browser: BenchBrowser<CommitPage>, key: CommittingKey, answer: string): Promise<Committed> {
  return browser.withPage(async (page) => {
    await page.ask('mount', key, HISTORY, answer)
    return page.ask('stream', answer)
  })
}
