import { CHATTING, FLOOR } from '../chatting/beside.ts'
import { CHAT_PAGE, measureChat, type ChatSample } from '../chatting/measureChat.ts'
import type { ChatBenchPage } from '../chatting/page/main.ts'
import { keysMs, missedFrames, take } from '../chatting/seen.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import { inTurn } from '../inTurn.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { Table } from '../Report.ts'
import { ratioOf, spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

const RATES = [1, 4, 6] as const
const MESSAGES = 100
const ANSWER_CHARS = 10 * 1024
/** The end of the answer, which alone is measured: long enough for some presses of a key, however quick the run. */
const TAIL_CHARS = 2 * 1024
/** A round of all but the dear ones takes two minutes, and nothing is judged by it. */
const MAX_ROUNDS = 2

interface Throttled {
  readonly name: string
  readonly rate: number
  readonly samples: readonly (ChatSample | undefined)[]
}

/** Whole chats on a slower processor: the end of an answer, while somebody types. */
export const throttled: Part = async ({ rounds, failures }, say) => {
  const answer = createAnswer(ANSWER_CHARS, 1)
  const entries = RATES.flatMap((rate) => CHATTING.map((chatting) => ({ chatting, rate, samples: [] as (ChatSample | undefined)[] })))
  const browser = await BenchBrowser.start<ChatBenchPage>({ page: CHAT_PAGE, isPaced: true })
  try {
    for (let round = 0; round < Math.min(rounds, MAX_ROUNDS); round++) {
      for (const { chatting, rate, samples } of inTurn(entries, round)) {
        if (chatting.isDear && round > 0) continue
        samples[round] = await failures.attempt(chatting.name, () =>
          measureChat(browser, chatting, MESSAGES, answer, { tail: TAIL_CHARS, throttle: rate }),
        )
        say('chats on a slower processor')
      }
    }
    const found = entries.filter(({ chatting }) => !failures.has(chatting.name))
    const all = found.map(({ chatting: { name }, rate, samples }) => ({ name, rate, samples }))
    return { tables: RATES.map((rate) => tableOf(all, rate, TAIL_CHARS, browser.version)), verdicts: [] }
  } finally {
    await browser.end()
  }
}

const script = ({ stream }: ChatSample): number => stream.scriptMs
const task = ({ stream }: ChatSample): number => stream.taskMs
const scriptPerCommit = ({ stream, commits }: ChatSample): number => stream.scriptMs / commits
const taskPerCommit = ({ stream, commits }: ChatSample): number => stream.taskMs / commits

function tableOf(all: readonly Throttled[], rate: number, chars: number, version: string): Table {
  const rows = all.filter((one) => one.rate === rate)
  const floor = rows.find(({ name }) => name === FLOOR)?.samples ?? []
  return {
    title: `chats in Chromium ${version}, the last ${Math.round(chars).toLocaleString('en')} characters of an answer after ${MESSAGES} messages while somebody types, processor ${rate} × as slow: CPU of the main thread`,
    columns: [
      'script, ms',
      '× floor',
      'all, ms',
      '× floor',
      "React's commits",
      'script a commit, ms',
      'all a commit, ms',
      'longest task from 50 ms on, ms',
      'frames missed',
      'key to paint p50, ms',
      'p95, ms',
    ],
    rows: rows.map(({ name, samples }) => ({
      name,
      figures: [
        spreadOf(take(samples, script)),
        ratioOf(take(samples, script), take(floor, script)),
        spreadOf(take(samples, task)),
        ratioOf(take(samples, task), take(floor, task)),
        spreadOf(take(samples, ({ commits }) => commits)),
        spreadOf(take(samples, scriptPerCommit)),
        spreadOf(take(samples, taskPerCommit)),
        spreadOf(take(samples, ({ longestTaskMs }) => longestTaskMs)),
        spreadOf(take(samples, missedFrames)),
        spreadOf([keysMs(samples, 0.5)]),
        spreadOf([keysMs(samples, 0.95)]),
      ],
    })),
  }
}
