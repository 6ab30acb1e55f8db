import { commitCount, countCommits } from '../../rendering/page/commits.ts'
import { rest } from '../../rendering/page/frames.ts'
import { withoutSpace } from '../../documents/Writer.ts'
import type { Chat, Mounted } from './Chat.ts'
import { loadChat, type ChatKey } from './chats.ts'
import { gateway, installGateway } from './gateway.ts'
import { ANSWER_END, createHistory, type PastMessage } from './history.ts'
import { watchKeys } from './watchKeys.ts'

/** What was seen while an answer came. */
export interface Watched {
  /** React's. */
  readonly commits: number
  /** Milliseconds between frames. */
  readonly gapsMs: readonly number[]
  /** Milliseconds from a key press to the task behind the next frame, by the clock. */
  readonly keysMs: readonly number[]
}

/** What the page does when it is told to: it measures no cost itself. */
export interface ChatBenchPage {
  /** Loads a chat, and makes up its history. */
  load(key: ChatKey, count: number, answer: string): Promise<void>
  /** Mounts it and waits until the last message is shown. */
  mount(): Promise<void>
  /** Asks, and waits until the answer that comes is shown. */
  stream(): Promise<Watched>
  /** All that is shown, without white space and without what a chat adds of its own. */
  shown(): string
  /** Waits while a chat does what it left for later. */
  rest(): Promise<void>
}

/** Beyond any end. */
const FAR = 1e9
/** Longer than any of them takes. */
const PATIENCE_MS = 400_000

countCommits()

const scroller = document.querySelector<HTMLElement>('#scroller')
const field = document.querySelector('textarea')
let loaded: { chat: Chat; history: readonly PastMessage[] } | undefined
let mounted: { element: HTMLElement; sent: Mounted } | undefined

const page: ChatBenchPage = {
  async load(key, count, answer) {
    installGateway(answer)
    loaded = { chat: await loadChat(key), history: createHistory(count) }
  },
  async mount() {
    if (!loaded) throw new Error('Nothing is loaded.')
    const element = document.createElement('div')
    element.className = loaded.chat.scrolls ? 'scrolls' : ''
    scroller?.append(element)
    mounted = { element, sent: loaded.chat.mount(element, loaded.history) }
    await until(() => answersShown() >= Math.floor((loaded?.history.length ?? 0) / 2))
  },
  async stream() {
    const before = commitCount()
    const answers = answersShown()
    const gapsMs: number[] = []
    const keys = watchKeys()
    field?.focus()
    mounted?.sent.send()
    let last = 0
    let isOver = false
    const frame = (nowMs: number) => {
      if (last > 0) gapsMs.push(nowMs - last)
      last = nowMs
      if (!loaded?.chat.scrolls) scroller?.scrollTo(0, FAR)
      if (!isOver) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    await until(() => gateway.isDone)
    await until(() => answersShown() > answers)
    isOver = true
    return { commits: commitCount() - before, gapsMs, keysMs: keys.end() }
  },
  shown,
  rest,
}

/** Looked at seldom, so that looking costs little. */
async function until(holds: () => boolean): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > endMs) throw new Error('It was waited for in vain.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function answersShown(): number {
  return (mounted?.element.textContent.split(ANSWER_END).length ?? 1) - 1
}

function shown(): string {
  const copy = mounted?.element.cloneNode(true) as Element | undefined
  if (loaded?.chat.extras !== undefined) for (const extra of copy?.querySelectorAll(loaded.chat.extras) ?? []) extra.remove()
  return withoutSpace(copy?.textContent ?? '')
}

Object.assign(globalThis, { bench: page })
