import { commitCount, countCommits } from '../../rendering/page/commits.ts'
import { rest } from '../../rendering/page/frames.ts'
import { withoutSpace } from '../../documents/Writer.ts'
import type { Chat, Mounted } from './Chat.ts'
import { loadChat, type ChatKey } from './chats.ts'
import { gateway, goOn, installGateway } from './gateway.ts'
import { ANSWER_END, createHistory, type PastMessage } from './history.ts'
import { rowsInView, type DrawnRow } from './rows.ts'
import { until } from './until.ts'
import { watchFrames } from './watchFrames.ts'
import { watchKeys } from './watchKeys.ts'
import { watchTasks } from './watchTasks.ts'
import { whenPainted } from './whenPainted.ts'

/** What was seen while an answer came. */
export interface Watched {
  /** React's. */
  readonly commits: number
  /** Network chunks, where they come in step with the page's frames; else 0. */
  readonly chunks: number
  /** Milliseconds between frames. */
  readonly gapsMs: readonly number[]
  /** Milliseconds from a key press to the task behind the next frame, by the clock. */
  readonly keysMs: readonly number[]
  /** Milliseconds by the clock; 0 where none took 50 or longer. */
  readonly longestTaskMs: number
}

/** What comes over the network, as time goes by. */
export interface Followed extends Watched {
  /** When the question was asked, and when the whole answer had been drawn: milliseconds since 1970. */
  readonly askedAtMs: number
  readonly drawnAtMs: number
}

/** What the page does when it is told to: it measures no cost itself. */
export interface ChatBenchPage {
  /**
   * Loads a chat, and makes up its history.
   * @param answer that comes in step with the page's frames; the server's where there is none
   * @param from the length of its beginning, which comes at once
   */
  load(key: ChatKey, count: number, answer?: string, from?: number): Promise<void>
  /** Mounts it and waits until the last message is shown. */
  mount(): Promise<void>
  /** Asks, so that the beginning of the answer comes. */
  ask(): void
  /** Asks, where that was not done yet, and waits until the whole answer is shown. */
  stream(): Promise<Watched>
  /** Asks, and waits until the answer is drawn, looking for its end in each frame once so much time has passed. */
  follow(lookFromMs: number): Promise<Followed>
  /** All that is shown, without white space and without what a chat adds of its own. */
  shown(): string
  /** The messages that are in view, and the last one. */
  rowsInView(): readonly DrawnRow[]
  /** Waits while a chat does what it left for later. */
  rest(): Promise<void>
}

/** Beyond any end. */
const FAR = 1e9
const PATIENCE_MS = 400_000
/** Of each network chunk: 64 characters a frame. */
const EVENTS = 4

countCommits()

const scroller = document.querySelector<HTMLElement>('#scroller')
const field = document.querySelector('textarea')
let loaded: { chat: Chat; history: readonly PastMessage[] } | undefined
let isAsked = false
let mounted: { element: HTMLElement; sent: Mounted } | undefined

const page: ChatBenchPage = {
  async load(key, count, answer, from = 0) {
    if (answer !== undefined) installGateway(answer, { events: EVENTS, from })
    loaded = { chat: await loadChat(key), history: createHistory(count) }
  },
  async mount() {
    if (!loaded) throw new Error('Nothing is loaded.')
    const element = document.createElement('div')
    element.className = loaded.chat.scrolls ? 'scrolls' : ''
    scroller?.append(element)
    mounted = { element, sent: loaded.chat.mount(element, loaded.history) }
    await until(() => answersShown() >= Math.floor((loaded?.history.length ?? 0) / 2), PATIENCE_MS)
  },
  ask() {
    mounted?.sent.send()
    isAsked = true
  },
  stream: () =>
    watched(async () => {
      if (!isAsked) page.ask()
      goOn()
      await until(() => gateway.isDone, PATIENCE_MS)
      await until(isAnswered, PATIENCE_MS)
    }),
  async follow(lookFromMs) {
    const askedAtMs = Date.now()
    let drawnAtMs = 0
    const seen = await watched(async () => {
      page.ask()
      await new Promise((resolve) => setTimeout(resolve, lookFromMs))
      await until(isAnswered, PATIENCE_MS, requestAnimationFrame)
      await new Promise<void>((resolve) => whenPainted(resolve))
      drawnAtMs = Date.now()
    })
    return { ...seen, askedAtMs, drawnAtMs }
  },
  shown,
  rowsInView() {
    const { element, chat, viewport } = current()
    return rowsInView(element, viewport, chat)
  },
  rest,
}

function current() {
  if (!mounted || !loaded || !scroller) throw new Error('Nothing is mounted.')
  return { element: mounted.element, chat: loaded.chat, viewport: scroller }
}

async function watched(what: () => Promise<void>): Promise<Watched> {
  const before = { commits: commitCount(), chunks: gateway.chunks }
  const keys = watchKeys()
  const tasks = watchTasks()
  field?.focus()
  const frames = watchFrames(() => {
    if (!loaded?.chat.scrolls) scroller?.scrollTo(0, FAR)
  })
  await what()
  return {
    commits: commitCount() - before.commits,
    chunks: gateway.chunks - before.chunks,
    gapsMs: frames.end(),
    keysMs: keys.end(),
    longestTaskMs: tasks.end(),
  }
}

function isAnswered(): boolean {
  return answersShown() > Math.floor((loaded?.history.length ?? 0) / 2)
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
