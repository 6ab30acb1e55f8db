import { BUDGETS, judge, OURS, type Verdict } from '../budgets.ts'
import { CHATS_EVERYWHERE, FLOOR, SKIPPED_FLOOR } from '../chatting/beside.ts'
import { CHAT_PAGE, measureChat, type Chatting, type ChatSample } from '../chatting/measureChat.ts'
import type { ChatBenchPage } from '../chatting/page/main.ts'
import { keysMs, keysMsByRound, missedFrames, scriptMs, scriptMsPerCommit, taskMs } from '../chatting/seen.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import type { Failures } from '../Failures.ts'
import { inRounds } from '../inRounds.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { Table } from '../Report.ts'
import { byRound, ratioOf, ratiosOf, spreadOf, type Rounds } from '../spread.ts'
import type { Part } from './Part.ts'

const ANSWER_CHARS = 10 * 1024
const FEW = 10
const MANY = 1000
/** A round of all but the dear ones takes two minutes. */
const MAX_ROUNDS = 3
/** What ours leaves undone with so many messages: as everybody gets it who uses it, and told where it is measured. */
const FAR_ROWS = `; of ${OURS}, rows far from view are plain text until they come near, but where all are drawn`

const CHATS: readonly Chatting[] = [
  { key: 'rivulet', name: OURS },
  { key: 'rivuletById', name: `${OURS}, own rows by id` },
  { key: 'rivuletAllDrawn', name: `${OURS}, own rows by id, all of them drawn`, isDear: true },
  { key: 'rivuletThread', name: `${OURS}, own Thread of messages` },
  ...CHATS_EVERYWHERE.filter(({ name }) => name !== OURS),
  { key: 'assistantUiDeferred', name: 'assistant-ui, markdown deferred', isDear: true, isForFew: true },
  { key: 'naive', name: 'state set at each delta, react-markdown', isDear: true, isForFew: true },
]

const SIZES = ['few', 'many'] as const
type Size = (typeof SIZES)[number]
/** By round; undefined for one that was sat out. */
type Samples = readonly (ChatSample | undefined)[]
interface Chatted extends Readonly<Record<Size, Samples>> {
  readonly name: string
}

/** Whole chats in Chromium: an answer that comes while somebody types, with few messages before it and with many. */
export const chatBrowser: Part = async ({ rounds, scale, failures }, say) => {
  const browser = await BenchBrowser.start<ChatBenchPage>({ page: CHAT_PAGE, isPaced: true })
  try {
    const many = Math.round((MANY * scale) / 2) * 2
    const chatted = await measureAll(browser, many, scale, Math.min(rounds, MAX_ROUNDS), failures, say)
    return { tables: tablesOf(chatted, many, browser.version), verdicts: verdictsOf(chatted, many) }
  } finally {
    await browser.end()
  }
}

async function measureAll(
  browser: BenchBrowser<ChatBenchPage>,
  many: number,
  scale: number,
  rounds: number,
  failures: Failures,
  say: (what: string) => void,
): Promise<Chatted[]> {
  const answer = createAnswer(ANSWER_CHARS * scale, 1)
  const counts = { few: FEW, many }
  const entries = CHATS.flatMap((chatting) => SIZES.map((size) => ({ chatting, size })))
  const found = await inRounds(entries, {
    rounds,
    failures,
    nameOf: ({ chatting }) => chatting.name,
    sitsOut: ({ chatting, size }, round) =>
      size === 'few' ? chatting.isForFew === true && round > 0 : chatting.isForFew === true || (chatting.isDear === true && round > 0),
    sample: ({ chatting, size }) => measureChat(browser, chatting, counts[size], answer),
    onTurn: () => say('chats in Chromium'),
  })
  return CHATS.flatMap(({ name }) => {
    const of = (size: Size) => found.find(({ entry }) => entry.chatting.name === name && entry.size === size)?.samples ?? []
    return failures.has(name) ? [] : [{ name, few: of('few'), many: of('many') }]
  })
}

const growthOf = ({ few, many }: Chatted): Rounds => ratiosOf(byRound(many, scriptMsPerCommit), byRound(few, scriptMsPerCommit))

/** Within each round. */
function differences(figures: Rounds, base: Rounds): Rounds {
  return figures.map((figure, round) => {
    const without = base[round] ?? undefined
    return typeof figure !== 'number' || without === undefined ? undefined : figure - without
  })
}

/** Not all have a turn with many messages. */
const measuredWith = (chatted: readonly Chatted[], size: Size): Chatted[] => chatted.filter((one) => one[size].length > 0)

function named(chatted: readonly Chatted[], name: string): Chatted {
  const found = chatted.find((one) => one.name === name)
  if (!found) throw new Error(`${name} was not measured.`)
  return found
}

function tablesOf(chatted: readonly Chatted[], many: number, version: string): Table[] {
  const floor = named(chatted, FLOOR)
  return (
    [
      ['few', FEW],
      ['many', many],
    ] as const
  ).map(([size, count]) => ({
    title: `chats in Chromium ${version}, an answer after ${count.toLocaleString('en')} messages while somebody types: CPU of the main thread${size === 'many' ? FAR_ROWS : ''}`,
    columns: [
      'script, ms',
      '× floor',
      'style and layout, ms',
      'all, ms',
      '× floor',
      "React's commits",
      'script a commit, ms',
      ...(size === 'many' ? ['× with few'] : []),
      'frames missed',
      'key to paint p95, ms',
      'mounting, ms',
    ],
    rows: measuredWith(chatted, size).map((one) => ({
      name: one.name,
      figures: [
        spreadOf(byRound(one[size], scriptMs)),
        ratioOf(byRound(one[size], scriptMs), byRound(floor[size], scriptMs)),
        spreadOf(byRound(one[size], ({ stream }) => stream.layoutMs)),
        spreadOf(byRound(one[size], taskMs)),
        ratioOf(byRound(one[size], taskMs), byRound(floor[size], taskMs)),
        spreadOf(byRound(one[size], ({ commits }) => commits)),
        spreadOf(byRound(one[size], scriptMsPerCommit)),
        ...(size === 'many' ? [spreadOf(growthOf(one))] : []),
        spreadOf(byRound(one[size], missedFrames)),
        spreadOf([keysMs(one[size], 0.95)]),
        spreadOf(byRound(one[size], ({ mount }) => mount.taskMs)),
      ],
    })),
  }))
}

function verdictsOf(chatted: readonly Chatted[], count: number): Verdict[] {
  const floor = named(chatted, FLOOR)
  const skipped = named(chatted, SKIPPED_FLOOR)
  const figures = (size: Size, figureOf: (one: Chatted) => number | Rounds) =>
    measuredWith(chatted, size).map((one) => ({ name: one.name, figure: figureOf(one) }))
  const few = `${FEW} messages`
  const many = `${count.toLocaleString('en')} messages`
  return [
    judge(
      BUDGETS.chatScript,
      few,
      figures('few', (one) => ratiosOf(byRound(one.few, scriptMs), byRound(floor.few, scriptMs))),
    ),
    judge(BUDGETS.chatGrowth, `${many} against ${FEW}`, figures('many', growthOf)),
    judge(
      BUDGETS.chatTask,
      many,
      figures('many', (one) => ratiosOf(byRound(one.many, taskMs), byRound(floor.many, taskMs))),
    ),
    judge(
      BUDGETS.chatMount,
      many,
      figures('many', (one) => byRound(one.many, ({ mount }) => mount.taskMs)),
    ),
    judge(
      BUDGETS.chatKeys,
      many,
      figures('many', (one) => ratiosOf(keysMsByRound(one.many, 0.95), keysMsByRound(skipped.many, 0.95))),
    ),
    judge(
      BUDGETS.chatFrames,
      many,
      figures('many', (one) => differences(byRound(one.many, missedFrames), byRound(skipped.many, missedFrames))),
    ),
  ]
}
