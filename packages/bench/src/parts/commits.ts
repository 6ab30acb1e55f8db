import { BUDGETS, judge, OURS } from '../budgets.ts'
import { createTextAnswer } from '../answers/Answer.ts'
import { COMMIT_PAGE, measureCommits } from '../committing/measureCommits.ts'
import type { CommittingKey } from '../committing/page/chats.ts'
import type { Committed, CommitPage } from '../committing/page/main.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import { spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

/** Tokens of the answer. */
const TOKENS = 300
/** Work is counted, and hardly differs from round to round. */
const MAX_ROUNDS = 3
const QUICK: readonly string[] = ['rivulet', 'rivuletById']

const CHATS: Readonly<Record<CommittingKey, string>> = {
  rivulet: OURS,
  rivuletById: `${OURS}, rows by id`,
  aiSdk: 'AI SDK, useChat',
  aiSdkThrottled: 'AI SDK, useChat, throttled to 50 ms',
  tanStack: 'TanStack AI, useChat',
  assistantUi: 'assistant-ui',
  antDesignX: 'Ant Design X, useXChat',
}

interface Counted {
  readonly name: string
  readonly samples: readonly Committed[]
}

/** What React does in Chromium while an answer comes in four network chunks a frame. Counted, not timed. */
export const commits: Part = async ({ rounds, scale, isQuick, failures }, say) => {
  const { text } = createTextAnswer(Math.round(TOKENS * scale), 31)
  const browser = await BenchBrowser.start<CommitPage>({ page: COMMIT_PAGE, isPaced: true })
  try {
    const counted: Counted[] = []
    for (const [key, name] of Object.entries(CHATS) as [CommittingKey, string][]) {
      if (isQuick && !QUICK.includes(key)) continue
      const samples: Committed[] = []
      for (let round = 0; round < Math.min(rounds, MAX_ROUNDS); round++) {
        const sample = await failures.attempt(name, () => measureCommits(browser, key, text))
        if (sample) samples.push(sample)
        say("React's commits")
      }
      if (!failures.has(name)) counted.push({ name, samples })
    }
    return {
      tables: [
        {
          title: `React's commits in Chromium ${browser.version} while an answer comes in four network chunks a frame, after 10 messages`,
          columns: ['commits', 'a network chunk', 'a frame', 'most in a frame', 'renders of the answer', 'of other messages'],
          rows: counted.map(({ name, samples }) => ({ name, figures: COLUMNS.map((of) => spreadOf(samples.map(of))) })),
        },
      ],
      verdicts: [
        judge(BUDGETS.commits, 'four network chunks a frame', figuresOf(counted, mostInAFrame)),
        judge(
          BUDGETS.rerenders,
          'four network chunks a frame',
          figuresOf(counted, ({ rendersOfOthers }) => rendersOfOthers),
        ),
      ],
    }
  } finally {
    await browser.end()
  }
}

const mostInAFrame = ({ commitsByFrame }: Committed): number => spreadOf(commitsByFrame).max

const COLUMNS: readonly ((sample: Committed) => number)[] = [
  (sample) => sample.commits,
  ({ commits: count, chunks }) => count / chunks,
  ({ commits: count, commitsByFrame }) => count / commitsByFrame.length,
  mostInAFrame,
  ({ rendersOfAnswer }) => rendersOfAnswer,
  ({ rendersOfOthers }) => rendersOfOthers,
]

const figuresOf = (counted: readonly Counted[], of: (sample: Committed) => number) =>
  counted.map(({ name, samples }) => ({ name, figure: samples.map(of) }))
