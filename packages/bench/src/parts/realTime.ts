import { CHATS_EVERYWHERE, FLOOR } from '../chatting/beside.ts'
import { CHAT_PAGE, followChat, type FollowedSample } from '../chatting/measureChat.ts'
import { PacedAnswers } from '../chatting/PacedAnswers.ts'
import type { ChatBenchPage } from '../chatting/page/main.ts'
import { keysMs, missedFrames, scriptMs, taskMs } from '../chatting/seen.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import type { Document } from '../documents/Writer.ts'
import { inRounds } from '../inRounds.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { Table } from '../Report.ts'
import { byRound, ratioOf, spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

/** How fast an answer comes, and how long it is: five seconds of it, or three where it comes fastest. */
const PACES = [
  { tokensPerSecond: 20, chars: 400 },
  { tokensPerSecond: 200, chars: 4_000 },
  { tokensPerSecond: 2_000, chars: 24_000 },
] as const
const MESSAGES = 10
/** A round of all but the dear ones takes a minute and a half, and nothing is judged by it. */
const MAX_ROUNDS = 2

interface Pace {
  readonly tokensPerSecond: number
  readonly answer: Document
}

interface Followed {
  readonly name: string
  readonly pace: Pace
  readonly samples: readonly (FollowedSample | undefined)[]
}

/** Whole chats with an answer that comes over the network as fast as models write, while somebody types. */
export const realTime: Part = async ({ rounds, scale, failures }, say) => {
  const paces = PACES.map(({ tokensPerSecond, chars }): Pace => ({ tokensPerSecond, answer: createAnswer(chars * scale, 1) }))
  const entries = paces.flatMap((pace) => CHATS_EVERYWHERE.map((chatting) => ({ chatting, pace })))
  const answers = new PacedAnswers()
  const browser = await BenchBrowser.start<ChatBenchPage>({ page: CHAT_PAGE, isPaced: true, answer: answers.listen })
  try {
    const found = await inRounds(entries, {
      rounds: Math.min(rounds, MAX_ROUNDS),
      failures,
      nameOf: ({ chatting }) => chatting.name,
      sitsOut: ({ chatting }, round) => chatting.isDear === true && round > 0,
      sample: ({ chatting, pace }) => followChat(browser, answers, chatting, MESSAGES, pace.answer, pace.tokensPerSecond),
      onTurn: () => say('chats in real time'),
    })
    const all = found.map(({ entry: { chatting, pace }, samples }) => ({ name: chatting.name, pace, samples }))
    return { tables: paces.map((pace) => tableOf(all, pace, browser.version)), verdicts: [] }
  } finally {
    await browser.end()
  }
}

const seconds = ({ askedAtMs, drawnAtMs }: FollowedSample): number => (drawnAtMs - askedAtMs) / 1000
const scriptPerSecond = (sample: FollowedSample): number => scriptMs(sample) / seconds(sample)
const taskPerSecond = (sample: FollowedSample): number => taskMs(sample) / seconds(sample)

function tableOf(all: readonly Followed[], pace: Pace, version: string): Table {
  const rows = all.filter((one) => one.pace === pace)
  const floor = rows.find(({ name }) => name === FLOOR)?.samples ?? []
  return {
    title: `chats in Chromium ${version}, ${pace.tokensPerSecond.toLocaleString('en')} tokens a second over the network, ${pace.answer.markdown.length.toLocaleString('en')} characters after ${MESSAGES} messages while somebody types: CPU of the main thread`,
    columns: [
      'script a second, ms',
      'all a second, ms',
      'all, × floor',
      "React's commits",
      'frames missed',
      'longest task from 50 ms on, ms',
      'key to paint p50, ms',
      'p95, ms',
      'behind the last byte, ms',
      'from question to the end, s',
    ],
    rows: rows.map(({ name, samples }) => ({
      name,
      figures: [
        spreadOf(byRound(samples, scriptPerSecond)),
        spreadOf(byRound(samples, taskPerSecond)),
        ratioOf(byRound(samples, taskMs), byRound(floor, taskMs)),
        spreadOf(byRound(samples, ({ commits }) => commits)),
        spreadOf(byRound(samples, missedFrames)),
        spreadOf(byRound(samples, ({ longestTaskMs }) => longestTaskMs)),
        spreadOf([keysMs(samples, 0.5)]),
        spreadOf([keysMs(samples, 0.95)]),
        spreadOf(byRound(samples, ({ behindMs }) => behindMs)),
        spreadOf(byRound(samples, seconds)),
      ],
    })),
  }
}
