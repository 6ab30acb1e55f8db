import { checkElements, checkShownWithin } from '../checks.ts'
import type { Document } from '../documents/Writer.ts'
import { withoutSpace } from '../documents/Writer.ts'
import type { BenchBrowser, Cost, MeasuredPage } from '../rendering/BenchBrowser.ts'
import { messageAt, questionAt } from './page/history.ts'
import type { ChatKey } from './page/chats.ts'
import type { ChatBenchPage, Followed, Watched } from './page/main.ts'
import type { DrawnRow } from './page/rows.ts'
import type { PacedAnswers } from './PacedAnswers.ts'

export const CHAT_PAGE = new URL('page/', import.meta.url)

/** A chat, by the name that is told. */
export interface Chatting {
  readonly key: ChatKey
  readonly name: string
  /** Shows the answer as it was written, in place of drawing it. */
  readonly showsSource?: boolean
  /** Takes so long with many messages that it has one turn only. */
  readonly isDear?: boolean
  /** Takes so long that it has one turn only, with few messages. */
  readonly isForFew?: boolean
}

export interface ChatSample extends Watched {
  /** Of mounting the history, the code being there already. */
  readonly mount: Cost
  /** From the question until its answer is whole and the page at rest, key presses included. */
  readonly stream: Cost
}

/** Of an answer that came over the network. */
export interface FollowedSample extends Followed {
  /** From the question until its answer is drawn and the page at rest, key presses included. */
  readonly stream: Cost
  /** From the last byte until all is drawn, by the clock. */
  readonly behindMs: number
}

/** How an answer that comes in step with the page's frames is measured. */
export interface Lockstep {
  /** Characters of its end, which alone is measured: what is before it comes at once. @defaultValue all */
  readonly tail?: number
  /** How many times as slow the processor is made while the answer comes. @defaultValue 1 */
  readonly throttle?: number
}

/** Between two presses of a key. */
const KEY_MS = 110
/** Once a page has come to rest. */
const SETTLE_MS = 300
/** So long before its end is due it is looked for. */
const EARLY_MS = 500

/** Has a chat of `count` messages answer once, on a page of its own, while somebody types. */
export function measureChat(
  browser: BenchBrowser<ChatBenchPage>,
  chatting: Chatting,
  count: number,
  answer: Document,
  { tail, throttle = 1 }: Lockstep = {},
): Promise<ChatSample> {
  return browser.withPage(async (page) => {
    await page.ask('load', chatting.key, count, answer.markdown, tail === undefined ? 0 : Math.max(0, answer.markdown.length - tail))
    const mount = await mountIn(page)
    if (tail !== undefined) {
      await page.ask('ask')
      await page.settled()
    }
    await page.throttle(throttle)
    let watched: Watched | undefined
    const stream = await page.costOf(async () => {
      watched = await whileTyping(page, () => page.ask('stream'))
    })
    await page.throttle(1)
    await checkChat(page, chatting, count, answer)
    return { ...keysSeen(chatting, watched), mount, stream }
  })
}

/** The same with an answer that comes over the network, as time goes by. */
export function followChat(
  browser: BenchBrowser<ChatBenchPage>,
  answers: PacedAnswers,
  chatting: Chatting,
  count: number,
  answer: Document,
  tokensPerSecond: number,
): Promise<FollowedSample> {
  return browser.withPage(async (page) => {
    await page.ask('load', chatting.key, count)
    await mountIn(page)
    answers.prepare(answer.markdown, tokensPerSecond)
    let followed: Followed | undefined
    const stream = await page.costOf(async () => {
      followed = await whileTyping(page, () => page.ask('follow', Math.max(0, answers.lengthMs - EARLY_MS)))
    })
    await checkChat(page, chatting, count, answer)
    const seen = keysSeen(chatting, followed)
    return { ...seen, stream, behindMs: seen.drawnAtMs - answers.endedAtMs }
  })
}

async function mountIn(page: MeasuredPage<ChatBenchPage>): Promise<Cost> {
  await page.settled()
  const cost = await page.costOf(() => page.ask('mount'))
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  await page.heapMb()
  return cost
}

async function whileTyping<Result>(page: MeasuredPage<ChatBenchPage>, what: () => Promise<Result>): Promise<Result> {
  const timer = setInterval(() => void page.pressKey(), KEY_MS)
  try {
    return await what()
  } finally {
    clearInterval(timer)
  }
}

/**
 * @throws where the questions of the history, or the answer, are not shown as they are, or where the answer, or a message of the history that is looked at, is
 * not drawn with the blocks that it has
 */
async function checkChat(page: MeasuredPage<ChatBenchPage>, chatting: Chatting, count: number, answer: Document) {
  const { name, showsSource } = chatting
  const shown = await page.ask('shown')
  for (let index = 0; index < count; index += 2) checkShownWithin(name, shown, withoutSpace(questionAt(index)))
  checkShownWithin(name, shown, showsSource ? withoutSpace(answer.markdown) : answer.shown)
  checkRows(chatting, await page.ask('rowsInView'), count, answer)
  // What is far from view may be less than drawn; once it is looked at it may not.
  await page.wheelToStart()
  await page.settled()
  const rows = await page.ask('rowsInView')
  if (!rows.some(({ place }) => place === 0)) throw new Error(`${name} does not show its first message.`)
  checkRows(chatting, rows, count, answer)
}

/** Behind the history stand the question and its answer. */
function checkRows({ name, showsSource }: Chatting, rows: readonly DrawnRow[], count: number, answer: Document): void {
  for (const { place, drawing } of rows) {
    const isAnswer = place === count + 1
    if (place > count + 1) throw new Error(`${name} shows more messages than there are.`)
    if (place === count || (isAnswer && showsSource)) continue
    const message = isAnswer ? answer : messageAt(place)
    checkShownWithin(name, withoutSpace(drawing.text), message.shown)
    checkElements(name, drawing.elements, message.elements)
  }
}

function keysSeen<Seen extends Watched>({ name }: Chatting, seen: Seen | undefined): Seen {
  if (!seen || seen.keysMs.length === 0) throw new Error(`${name} was shown no key.`)
  return seen
}
