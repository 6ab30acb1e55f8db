import { expect, onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'
import type { ChatMessage } from '@rivulet/chat'
import { anAnswer, aQuestion, PROSE } from '../testing/messages.fixture.js'
import { Thread } from './Thread.js'
import type { ThreadActions, ThreadOfMessages, ThreadProps } from './ThreadProps.js'
import '../styles.css'

/** Turns from one number to another; each question holds its number as a word of its own. */
export function turns(from: number, to: number): ChatMessage[] {
  return Array.from({ length: to - from }, (_, index) => [
    aQuestion(`Question needle-${from + index}- about rain`, { id: `q${from + index}` }),
    anAnswer(`${PROSE}\n\nIt is **needle-${from + index}** answered.\n\n- one\n- two`, { id: `a${from + index}` }),
  ]).flat()
}

export function growing(text: string): ChatMessage {
  const { ending: _, ...answer } = anAnswer(text)
  return { ...answer, state: 'streaming' }
}

interface ShownThread {
  screen: RenderResult
  log: HTMLElement
  row: (id: string) => HTMLElement
  /** To the end, in pixels. */
  distance: () => number
  page: HTMLElement
  actions: () => ThreadActions
  top: (id: string) => number
  /** Without waiting for the page to come to rest. */
  draw: (next: readonly ChatMessage[]) => Promise<void>
  update: (next: readonly ChatMessage[]) => Promise<void>
}

/** A thread in a page of a fixed height, whose messages the test changes. */
export async function showThread(
  messages: readonly ChatMessage[],
  props: Partial<Extract<ThreadProps, ThreadOfMessages>> = {},
): Promise<ShownThread> {
  const style = document.createElement('style')
  style.textContent =
    '.page { display: flex; flex-direction: column; block-size: 400px } .page.lower { block-size: 220px } .page.narrow { inline-size: 300px }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  let actions: ThreadActions | null = null
  const page = (current: readonly ChatMessage[]) => (
    <div className="page">
      <Thread {...props} messages={current} actionsRef={(given) => void (actions = given)} />
    </div>
  )
  const screen = await render(page(messages))
  const log = screen.getByRole('log').element() as HTMLElement
  const row = (id: string) => log.querySelector(`[data-row="${id}"]`) as HTMLElement
  const distance = () => log.scrollHeight - log.clientHeight - log.scrollTop
  await atRest(log)
  return {
    screen,
    log,
    row,
    distance,
    page: log.closest('.page') as HTMLElement,
    actions: () => actions as unknown as ThreadActions,
    top: (id: string) => row(id).getBoundingClientRect().top - log.getBoundingClientRect().top,
    draw: (next) => screen.rerender(page(next)),
    update: async (next) => {
      await screen.rerender(page(next))
      await atRest(log)
    },
  }
}

export const frame = (): Promise<void> => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

/** A frame, and what waited for its turn behind it: what is told of rows that came near, and what React draws of that. */
const turn = (): Promise<void> => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** Rows that come near get their true height one frame after the other: waits until none is left to change. */
export async function atRest(log: HTMLElement): Promise<void> {
  for (let still = 0, before = ''; still < 4;) {
    await turn()
    const now = `${log.scrollHeight} ${log.scrollTop}`
    still = now === before ? still + 1 : 0
    before = now
  }
}

/** A turn of the wheel over the middle of an element, as the browser gets it from a mouse. */
export async function wheel(element: HTMLElement, deltaY: number): Promise<void> {
  const frameBox = window.frameElement?.getBoundingClientRect()
  const box = element.getBoundingClientRect()
  const scale = frameBox ? frameBox.width / window.innerWidth : 1
  const x = (frameBox?.left ?? 0) + (box.left + box.width / 2) * scale
  const y = (frameBox?.top ?? 0) + (box.top + box.height / 2) * scale
  const before = element.scrollTop
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY })
  await expect.poll(() => element.scrollTop).not.toBe(before)
  await atRest(element)
}
