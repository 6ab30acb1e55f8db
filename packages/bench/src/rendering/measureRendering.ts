import { checkDrawing } from '../checks.ts'
import type { Document } from '../documents/Writer.ts'
import { STEP } from '../engines/Engine.ts'
import type { BenchBrowser, Cost, MeasuredPage } from './BenchBrowser.ts'
import type { BenchPage } from './page/main.ts'
import type { Removed } from './page/Removals.ts'
import type { RendererKey } from './page/renderers.ts'

export const RENDERING_PAGE = new URL('page/', import.meta.url)

/** A renderer, by the name that is told. */
export interface Contestant {
  readonly key: RendererKey
  readonly name: string
  /** What it draws in place of the document, where it reads no markdown. */
  readonly draws?: 'source' | 'nothing'
  /** Takes so long that it has its turn in every fifth round only. */
  readonly isDear?: boolean
}

/** What is drawn. All of it has the same kinds of blocks in it. */
export interface Subjects {
  /** An answer that is streamed from its beginning. */
  readonly answer: Document
  /** A short and a long one with the same end, of which only that is streamed. */
  readonly short: Document
  readonly long: Document
  /** Characters of that end. */
  readonly tail: number
}

/** What drawing cost one renderer in one round. */
export interface RenderingSample {
  readonly answer: Cost
  /** React's commits meanwhile. */
  readonly commits: number
  /** For each step of the end of the short one, and of the long one. */
  readonly short: Cost
  readonly long: Cost
  /** The long one drawn at once, as after a reload. */
  readonly whole: Cost
  /** The heap with the long one drawn: beyond what was in use before, and in all. */
  readonly heapMb: number
  readonly heapInAllMb: number
}

/** Draws everything once. Each figure that compiling strikes is taken on a page of its own, the two that are compared with each other on one that is warm. */
export async function measureRendering(
  browser: BenchBrowser<BenchPage>,
  contestant: Contestant,
  subjects: Subjects,
  round: number,
): Promise<RenderingSample> {
  const streamed = await browser.withPage((page) => measureStreams(page, contestant, subjects, round))
  const whole = await browser.withPage((page) => measureWhole(page, contestant, subjects))
  const heap = await browser.withPage((page) => measureHeap(page, contestant, subjects))
  return { ...streamed, whole, ...heap }
}

/** Characters that come in a frame where it is watched what is removed: the more often a text is cut, the more of its marks are cut in two. */
const WATCHED_STEP = 16

/** Elements that are removed while an answer grows: the same each time. */
export function measureRemoved(
  browser: BenchBrowser<BenchPage>,
  contestant: Contestant,
  { answer }: Pick<Subjects, 'answer'>,
): Promise<Removed> {
  return browser.withPage(async (page) => {
    await page.ask('mount', contestant.key)
    const removed = await page.ask('watch', { text: answer.markdown, from: 0, step: WATCHED_STEP })
    await page.settled()
    checkDrawing(contestant, await page.ask('drawing'), answer)
    return removed
  })
}

async function measureStreams(
  page: MeasuredPage<BenchPage>,
  contestant: Contestant,
  { answer, short, long, tail }: Subjects,
  round: number,
) {
  await page.ask('mount', contestant.key)
  let commits = 0
  const cost = await page.costOf(async () => {
    commits = await page.ask('stream', { text: answer.markdown, from: 0, step: STEP })
  })
  checkDrawing(contestant, await page.ask('drawing'), answer)
  const ends: Cost[] = []
  for (const document of round % 2 === 0 ? [short, long] : [long, short]) {
    await page.ask('unmount')
    ends.push(await costOfEnd(page, contestant, document, tail))
    checkDrawing(contestant, await page.ask('drawing'), document)
  }
  if (round % 2 !== 0) ends.reverse()
  const [shortCost, longCost] = ends
  if (!shortCost || !longCost) throw new Error('There are two lengths.')
  return { answer: cost, commits, short: shortCost, long: longCost }
}

/** For each step. */
async function costOfEnd(page: MeasuredPage<BenchPage>, { key }: Contestant, { markdown }: Document, tail: number): Promise<Cost> {
  const from = await drawBeginning(page, key, markdown, tail)
  const { scriptMs, layoutMs, taskMs } = await page.costOf(() => page.ask('stream', { text: markdown, from, step: STEP }))
  const steps = Math.ceil((markdown.length - from) / STEP)
  return { scriptMs: scriptMs / steps, layoutMs: layoutMs / steps, taskMs: taskMs / steps }
}

async function drawBeginning(page: MeasuredPage<BenchPage>, key: RendererKey, text: string, tail: number): Promise<number> {
  await page.ask('mount', key)
  const from = text.length - tail
  await page.ask('draw', text.slice(0, from), false)
  await page.settled()
  return from
}

async function measureWhole(page: MeasuredPage<BenchPage>, contestant: Contestant, { long }: Subjects): Promise<Cost> {
  await page.ask('mount', contestant.key)
  const cost = await page.costOf(() => page.ask('draw', long.markdown, true))
  checkDrawing(contestant, await page.ask('drawing'), long)
  return cost
}

async function measureHeap(page: MeasuredPage<BenchPage>, contestant: Contestant, { long, tail }: Subjects) {
  await page.ask('mount', contestant.key)
  const beforeMb = await page.heapMb()
  await page.ask('unmount')
  const from = await drawBeginning(page, contestant.key, long.markdown, tail)
  await page.ask('stream', { text: long.markdown, from, step: STEP })
  await page.settled()
  const heapInAllMb = await page.heapMb()
  checkDrawing(contestant, await page.ask('drawing'), long)
  return { heapMb: heapInAllMb - beforeMb, heapInAllMb }
}
