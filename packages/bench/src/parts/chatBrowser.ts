import { BUDGETS, judge, OURS, type Verdict } from '../budgets.ts'
import { CHATTING as BESIDE, FLOOR, SKIPPED_FLOOR } from '../chatting/beside.ts'
import { CHAT_PAGE, measureChat, type Chatting, type ChatSample } from '../chatting/measureChat.ts'
import type { ChatBenchPage } from '../chatting/page/main.ts'
import { keysMs, missedFrames, take } from '../chatting/seen.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import type { Failures } from '../Failures.ts'
import { inTurn } from '../inTurn.ts'
import { BenchBrowser } from '../rendering/BenchBrowser.ts'
import type { Table } from '../Report.ts'
import { ratioOf, ratiosOf, spreadOf, type Rounds } from '../spread.ts'
import type { Part } from './Part.ts'

const ANSWER_CHARS = 10 * 1024
const FEW = 10
const MANY = 1000
/** A round of all but the dear ones takes two minutes. */
const MAX_ROUNDS = 3

const CHATTING: readonly Chatting[] = [
  { key: 'rivulet', name: OURS },
  { key: 'rivuletById', name: `${OURS}, own rows by id` },
  { key: 'rivuletThread', name: `${OURS}, own Thread of messages` },
  ...BESIDE.filter(({ name }) => name !== OURS),
  { key: 'tanStack', name: 'TanStack AI and streamdown', isDear: true },
  { key: 'naive', name: 'state set at each delta, react-markdown', isDear: true, isForFew: true },
]

/** By round; undefined for one that was sat out. */
type Samples = readonly (ChatSample | undefined)[]
type Size = 'few' | 'many'
interface Chatted {
  readonly name: string
  readonly few: Samples
  readonly many: Samples
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
  const entries = CHATTING.map((chatting) => ({ chatting, few: [] as (ChatSample | undefined)[], many: [] as (ChatSample | undefined)[] }))
  for (let round = 0; round < rounds; round++) {
    for (const entry of inTurn(entries, round)) {
      const { chatting } = entry
      const sample = (count: number) => failures.attempt(chatting.name, () => measureChat(browser, chatting, count, answer))
      if (!chatting.isForFew || round === 0) entry.few[round] = await sample(FEW)
      if (!chatting.isDear || (round === 0 && !chatting.isForFew)) entry.many[round] = await sample(many)
      say('chats in Chromium')
    }
  }
  const found = entries.filter(({ chatting }) => !failures.has(chatting.name))
  return found.map(({ chatting: { name }, ...samples }) => ({ name, ...samples }))
}

const script = ({ stream }: ChatSample): number => stream.scriptMs
const task = ({ stream }: ChatSample): number => stream.taskMs
const perCommit = ({ stream, commits }: ChatSample): number => stream.scriptMs / commits

const growthOf = ({ few, many }: Chatted): Rounds => ratiosOf(take(many, perCommit), take(few, perCommit))

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
    title: `chats in Chromium ${version}, an answer after ${count.toLocaleString('en')} messages while somebody types: CPU of the main thread`,
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
        spreadOf(take(one[size], script)),
        ratioOf(take(one[size], script), take(floor[size], script)),
        spreadOf(take(one[size], ({ stream }) => stream.layoutMs)),
        spreadOf(take(one[size], task)),
        ratioOf(take(one[size], task), take(floor[size], task)),
        spreadOf(take(one[size], ({ commits }) => commits)),
        spreadOf(take(one[size], perCommit)),
        ...(size === 'many' ? [spreadOf(growthOf(one))] : []),
        spreadOf(take(one[size], missedFrames)),
        spreadOf([keysMs(one[size], 0.95)]),
        spreadOf(take(one[size], ({ mount }) => mount.taskMs)),
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
      figures('few', (one) => ratiosOf(take(one.few, script), take(floor.few, script))),
    ),
    judge(BUDGETS.chatGrowth, `${many} against ${FEW}`, figures('many', growthOf)),
    judge(
      BUDGETS.chatTask,
      many,
      figures('many', (one) => ratiosOf(take(one.many, task), take(floor.many, task))),
    ),
    judge(
      BUDGETS.chatMount,
      many,
      figures('many', (one) => take(one.many, ({ mount }) => mount.taskMs)),
    ),
    judge(
      BUDGETS.chatKeys,
      many,
      figures('many', (one) => keysMs(one.many, 0.95) / keysMs(skipped.many, 0.95)),
    ),
    judge(
      BUDGETS.chatFrames,
      many,
      figures('many', (one) => differences(take(one.many, missedFrames), take(skipped.many, missedFrames))),
    ),
  ]
}
