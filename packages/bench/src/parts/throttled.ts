import { CHATS_EVERYWHERE, FLOOR } from '../chatting/beside.ts'
import { CHAT_PAGE, measureChat, type Chatting, type ChatSample } from '../chatting/measureChat.ts'
import type { ChatKey } from '../chatting/page/chats.ts'
import type { ChatBenchPage } from '../chatting/page/main.ts'
import { keysMs, missedFrames, scriptMs, scriptMsPerCommit, taskMs, taskMsPerCommit } from '../chatting/seen.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import { inRounds } from '../inRounds.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { Table } from '../Report.ts'
import { byRound, ratioOf, spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

const RATES = [1, 4, 6] as const
type Rate = (typeof RATES)[number]
/** They take more than a minute where the processor is slowest. */
const NOT_AT_SLOWEST: readonly ChatKey[] = ['tanStack']
const chatsAt = (rate: Rate): readonly Chatting[] =>
  rate === 6 ? CHATS_EVERYWHERE.filter(({ key }) => !NOT_AT_SLOWEST.includes(key)) : CHATS_EVERYWHERE
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
  const entries = RATES.flatMap((rate) => chatsAt(rate).map((chatting) => ({ chatting, rate })))
  const browser = await BenchBrowser.start<ChatBenchPage>({ page: CHAT_PAGE, isPaced: true })
  try {
    const found = await inRounds(entries, {
      rounds: Math.min(rounds, MAX_ROUNDS),
      failures,
      nameOf: ({ chatting }) => chatting.name,
      sitsOut: ({ chatting }, round) => chatting.isDear === true && round > 0,
      sample: ({ chatting, rate }) => measureChat(browser, chatting, MESSAGES, answer, { tail: TAIL_CHARS, throttle: rate }),
      onTurn: () => say('chats on a slower processor'),
    })
    const all = found.map(({ entry: { chatting, rate }, samples }) => ({ name: chatting.name, rate, samples }))
    return { tables: RATES.map((rate) => tableOf(all, rate, TAIL_CHARS, browser.version)), verdicts: [] }
  } finally {
    await browser.end()
  }
}

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
        spreadOf(byRound(samples, scriptMs)),
        ratioOf(byRound(samples, scriptMs), byRound(floor, scriptMs)),
        spreadOf(byRound(samples, taskMs)),
        ratioOf(byRound(samples, taskMs), byRound(floor, taskMs)),
        spreadOf(byRound(samples, ({ commits }) => commits)),
        spreadOf(byRound(samples, scriptMsPerCommit)),
        spreadOf(byRound(samples, taskMsPerCommit)),
        spreadOf(byRound(samples, ({ longestTaskMs }) => longestTaskMs)),
        spreadOf(byRound(samples, missedFrames)),
        spreadOf([keysMs(samples, 0.5)]),
        spreadOf([keysMs(samples, 0.95)]),
      ],
    })),
  }
}
