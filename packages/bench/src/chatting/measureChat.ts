import { checkShownWithin } from '../checks.ts'
import type { Document } from '../documents/Writer.ts'
import { withoutSpace } from '../documents/Writer.ts'
import type { BenchBrowser, Cost, MeasuredPage } from '../rendering/BenchBrowser.ts'
import { questionAt } from './page/history.ts'
import type { ChatKey } from './page/chats.ts'
import type { ChatBenchPage, Watched } from './page/main.ts'

export const CHAT_PAGE = new URL('page/', import.meta.url)

/** A chat, by the name that is told. */
export interface Chatting {
  readonly key: ChatKey
  readonly name: string
  /** Shows the answer as it was written, in place of drawing it. */
  readonly showsSource?: boolean
  /** Takes so long with many messages that it has one turn only. */
  readonly isDear?: boolean
}

export interface ChatSample extends Watched {
  /** Of mounting the history, the code being there already. */
  readonly mount: Cost
  /** From the question until its answer is whole and the page at rest, key presses included. */
  readonly stream: Cost
}

/** Between two presses of a key. */
const KEY_MS = 110
/** Once a page has come to rest. */
const SETTLE_MS = 300

/** Has a chat of `count` messages answer once, on a page of its own, while somebody types. */
export function measureChat(
  browser: BenchBrowser<ChatBenchPage>,
  { key, name, showsSource }: Chatting,
  count: number,
  answer: Document,
): Promise<ChatSample> {
  return browser.withPage(async (page) => {
    await page.ask('load', key, count, answer.markdown)
    await page.settled()
    const mount = await page.costOf(() => page.ask('mount'))
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    await page.heapMb()
    let watched: Watched | undefined
    const stream = await page.costOf(async () => {
      watched = await whileTyping(page, () => page.ask('stream'))
    })
    const shown = await page.ask('shown')
    for (let index = 0; index < count; index += 2) checkShownWithin(name, shown, withoutSpace(questionAt(index)))
    checkShownWithin(name, shown, showsSource ? withoutSpace(answer.markdown) : answer.shown)
    if (!watched || watched.keysMs.length === 0) throw new Error(`${name} was shown no key.`)
    return { ...watched, mount, stream }
  })
}

async function whileTyping<Result>(page: MeasuredPage<ChatBenchPage>, what: () => Promise<Result>): Promise<Result> {
  const timer = setInterval(() => void page.pressKey(), KEY_MS)
  try {
    return await what()
  } finally {
    clearInterval(timer)
  }
}
