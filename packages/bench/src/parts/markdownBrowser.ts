import { BUDGETS, judge, OURS, type Budget, type Verdict } from '../budgets.ts'
import { createAnswer } from '../documents/createAnswer.ts'
import type { Failures } from '../Failures.ts'
import { joined, type Document } from '../documents/Writer.ts'
import { STEP } from '../engines/Engine.ts'
import { inRounds } from '../inRounds.ts'
import { BenchBrowser, type Cost } from '../rendering/BenchBrowser.ts'
import {
  measureRemoved,
  measureRendering,
  RENDERING_PAGE,
  type Contestant,
  type RenderingSample,
  type Subjects,
} from '../rendering/measureRendering.ts'
import type { BenchPage } from '../rendering/page/main.ts'
import type { Removed } from '../rendering/page/Removals.ts'
import type { Table } from '../Report.ts'
import { byRound, ratioOf, ratiosOf, spreadOf, type Rounds, type Spread } from '../spread.ts'
import type { Part } from './Part.ts'

const KB = 1024
const SHORT = 10 * KB
const LONG = 100 * KB
/** The end that is streamed: more than one turn of all kinds of blocks. */
const TAIL = 4 * KB
/** Each takes a minute. */
const MAX_ROUNDS = 3
/** A dear one has its turn in every fifth, or it would take longer than all others together. */
const DEAR_ROUNDS = 5

/** Judged by the same budgets. */
const OUR_KINDS: readonly Contestant[] = [
  { key: 'rivulet', name: OURS },
  { key: 'rivuletHighlighted', name: `${OURS}, code highlighted` },
]
const CONTESTANTS: readonly Contestant[] = [
  ...OUR_KINDS,
  { key: 'streamdown', name: 'streamdown' },
  { key: 'reactMarkdown', name: 'react-markdown', isDear: true },
  { key: 'reactMarkdownByBlock', name: 'react-markdown, memoised by block', isDear: true },
  { key: 'markdownToJsx', name: 'markdown-to-jsx' },
  { key: 'xMarkdown', name: '@ant-design/x-markdown', isDear: true },
  { key: 'assistantUi', name: "assistant-ui's markdown", isDear: true },
  { key: 'streamingMarkdown', name: 'streaming-markdown, no React' },
  { key: 'plain', name: 'plain text in one element', draws: 'source' },
  { key: 'nothing', name: 'nothing drawn', draws: 'nothing' },
]

interface Rendered {
  readonly name: string
  readonly removed: Removed
  /** By round; undefined for one that was sat out. */
  readonly samples: readonly (RenderingSample | undefined)[]
}

/** Markdown drawn in Chromium while it grows, one update a frame. */
export const markdownBrowser: Part = async ({ rounds, scale, failures }, say) => {
  const subjects = subjectsOf(scale)
  const browser = await BenchBrowser.start<BenchPage>({ page: RENDERING_PAGE })
  try {
    const rendered = await measureAll(browser, subjects, Math.min(rounds, MAX_ROUNDS), failures, say)
    return {
      tables: tablesOf(rendered, subjects, browser.version),
      verdicts: OUR_KINDS.flatMap(({ name }) => verdictsOf(rendered, name, subjects)),
    }
  } finally {
    await browser.end()
  }
}

function subjectsOf(scale: number): Subjects {
  const end = createAnswer(TAIL, 2)
  const withEnd = (chars: number): Document => joined(createAnswer(chars * scale - TAIL, 1), end)
  return { answer: createAnswer(SHORT * scale, 3), short: withEnd(SHORT), long: withEnd(LONG), tail: end.markdown.length }
}

async function measureAll(
  browser: BenchBrowser<BenchPage>,
  subjects: Subjects,
  rounds: number,
  failures: Failures,
  say: (what: string) => void,
): Promise<Rendered[]> {
  const found = await inRounds(CONTESTANTS, {
    rounds,
    failures,
    nameOf: ({ name }) => name,
    sitsOut: ({ isDear }, round) => isDear === true && round % DEAR_ROUNDS > 0,
    sample: (contestant, round) => measureRendering(browser, contestant, subjects, round),
    onTurn: () => say('markdown in Chromium'),
  })
  const rendered: Rendered[] = []
  for (const { entry, samples } of found) {
    const removed = await failures.attempt(entry.name, () => measureRemoved(browser, entry, subjects))
    if (removed) rendered.push({ name: entry.name, samples, removed })
    say('markdown in Chromium, elements removed')
  }
  return rendered
}

const lengthOf = ({ markdown }: Document): string => `${markdown.length.toLocaleString('en')} characters`

const growthOf = ({ samples }: Rendered): Rounds =>
  ratiosOf(
    byRound(samples, ({ long }) => long.scriptMs),
    byRound(samples, ({ short }) => short.scriptMs),
  )

function tablesOf(all: readonly Rendered[], { answer, short, long }: Subjects, version: string): Table[] {
  const ours = all.find(({ name }) => name === OURS)
  if (!ours) throw new Error(`${OURS} was not measured.`)
  const rowsOf = (figuresOf: (rendered: Rendered) => (Spread | undefined)[]) =>
    all.map((rendered) => ({ name: rendered.name, figures: figuresOf(rendered) }))
  const costs = (rendered: Rendered, cost: (sample: RenderingSample) => Cost): Spread[] => {
    const script = (of: Rendered) => byRound(of.samples, (sample) => cost(sample).scriptMs)
    return [
      spreadOf(script(rendered)),
      ratioOf(script(rendered), script(ours)),
      spreadOf(byRound(rendered.samples, (sample) => cost(sample).layoutMs)),
      spreadOf(byRound(rendered.samples, (sample) => cost(sample).taskMs)),
    ]
  }
  const [answerChars, shortChars, longChars] = [answer, short, long].map(lengthOf)
  const columns = ['script, ms', `× ${OURS}`, 'style and layout, ms', 'all, ms']
  return [
    {
      title: `markdown in Chromium ${version}, an answer of ${answerChars}, ${STEP} a frame: CPU of the main thread`,
      columns: [...columns, "React's commits", 'elements removed', 'from closed blocks', 'replacements in an open one'],
      rows: rowsOf((rendered) => [
        ...costs(rendered, (sample) => sample.answer),
        spreadOf(byRound(rendered.samples, ({ commits }) => commits)),
        ...[rendered.removed.elements, rendered.removed.closed, rendered.removed.replacedMost].map((count) => spreadOf([count])),
      ]),
    },
    {
      title: `one update of ${STEP} characters at the end of ${shortChars}, and of ${longChars}`,
      columns: [
        'short: script, ms',
        `× ${OURS}`,
        'style and layout, ms',
        'all, ms',
        'long: script, ms',
        `× ${OURS}`,
        'style and layout, ms',
        'all, ms',
        'script, long / short',
      ],
      rows: rowsOf((rendered) => [
        ...costs(rendered, (sample) => sample.short),
        ...costs(rendered, (sample) => sample.long),
        spreadOf(growthOf(rendered)),
      ]),
    },
    {
      title: `${longChars} drawn at once, as after a reload, and the heap with them`,
      columns: [...columns, 'heap of the page in all, MB', 'beyond the mounted page, MB'],
      rows: rowsOf((rendered) => [
        ...costs(rendered, (sample) => sample.whole),
        spreadOf(byRound(rendered.samples, ({ heapInAllMb }) => heapInAllMb)),
        spreadOf(byRound(rendered.samples, ({ heapMb }) => heapMb)),
      ]),
    },
  ]
}

function verdictsOf(all: readonly Rendered[], kind: string, { answer, long }: Subjects): Verdict[] {
  const others = all.filter(({ name }) => name === kind || !OUR_KINDS.some((ours) => ours.name === name))
  const verdict = (budget: Budget, circumstances: string, figureOf: (rendered: Rendered) => number | Rounds) =>
    judge(
      budget,
      `${circumstances}, ${kind}`,
      others.map((rendered) => ({ name: rendered.name === kind ? OURS : rendered.name, figure: figureOf(rendered) })),
    )
  const inEachRound = (figure: (sample: RenderingSample) => number) => (rendered: Rendered) => byRound(rendered.samples, figure)
  const [answerChars, longChars] = [answer, long].map(lengthOf)
  return [
    verdict(
      BUDGETS.drawAnswer,
      `${answerChars} streamed`,
      inEachRound((sample) => sample.answer.scriptMs),
    ),
    verdict(
      BUDGETS.drawCommit,
      `at ${longChars}`,
      inEachRound((sample) => sample.long.scriptMs),
    ),
    verdict(BUDGETS.drawGrowth, `at ${longChars}`, growthOf),
    verdict(
      BUDGETS.drawHeap,
      `at ${longChars}`,
      inEachRound((sample) => sample.heapInAllMb),
    ),
    verdict(BUDGETS.removedClosed, `${answerChars} streamed`, ({ removed }) => removed.closed),
    verdict(BUDGETS.replacedOpen, `${answerChars} streamed`, ({ removed }) => removed.replacedMost),
  ]
}
