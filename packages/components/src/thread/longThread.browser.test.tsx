// A thousand messages, most of them plain text: all that a page does with text reaches them, and nothing that is held is taken away.
import { Profiler, useSyncExternalStore } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import type { ChatMessage } from '@rivulet/chat'
import { Message } from '../message/Message.js'
import { anAnswer } from '../testing/messages.fixture.js'
import { Thread } from './Thread.js'
import { atRest, frame, growing, showThread, turns } from './thread.fixture.js'

const TURNS = 500
const history = turns(0, TURNS)
const seen = () => document.elementFromPoint(200, 200)?.closest('.rivulet-rows')
const textGroups = (log: HTMLElement) => log.querySelectorAll('.rivulet-rows[data-text]').length

test('most of it is plain text, none of it what is seen or what is last', async () => {
  const { log, row } = await showThread(history)
  expect(textGroups(log)).toBeGreaterThan(20)
  expect(log.querySelectorAll('[data-row]')).toHaveLength(2 * TURNS)
  expect(row(`a${TURNS - 1}`).querySelector('.rivulet-markdown')).not.toBeNull()
  log.scrollTop = log.scrollHeight / 2
  await expect.poll(() => seen()?.hasAttribute('data-text')).toBe(false)
  expect(seen()?.querySelector('.rivulet-markdown')).not.toBeNull()
})

/** Chromium has it; the standard does not. */
const findInPage = (text: string) =>
  (window as unknown as { find: (text: string, caseSensitive: boolean, backwards: boolean, wrapAround: boolean) => boolean }).find(
    text,
    false,
    false,
    true,
  )

test('find in page, select all and the accessibility tree reach every message', async () => {
  const { log, screen } = await showThread(history)
  expect(findInPage('It is needle-14 answered')).toBe(true)
  const found = getSelection()
  expect(found?.anchorNode && log.contains(found.anchorNode)).toBe(true)
  found?.selectAllChildren(log)
  const text = found?.toString() ?? ''
  for (let turn = 0; turn < TURNS; turn += 49) {
    expect(text).toContain(`Question needle-${turn}- about rain`)
    expect(text).toContain(`It is needle-${turn} answered.`)
  }
  found?.removeAllRanges()
  await expect.element(screen.getByRole('group', { name: 'Messages 33 to 64' })).toBeInTheDocument()
})

test('on paper every message is drawn in full, and text again after', async () => {
  const { log } = await showThread(history)
  dispatchEvent(new Event('beforeprint'))
  expect(textGroups(log)).toBe(0)
  expect(log.querySelectorAll('.rivulet-markdown')).toHaveLength(TURNS)
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => textGroups(log)).toBeGreaterThan(20)
})

test('a jump to a message that is far away shows it drawn, at the upper edge', async () => {
  const { actions, log, row, top } = await showThread(history)
  expect(row('a20').querySelector('.rivulet-markdown')).toBeNull()
  expect(actions().scrollToMessage('a20')).toBe(true)
  expect(row('a20').querySelector('.rivulet-markdown')).not.toBeNull()
  await atRest(log)
  expect(Math.abs(top('a20'))).toBeLessThan(6)
  expect(actions().scrollToMessage('nobody')).toBe(false)
})

test('what holds the selection or the focus stays as it is while it is scrolled away, and no longer', async () => {
  const { actions, log, row } = await showThread(history)
  actions().scrollToMessage('a20')
  await atRest(log)
  const paragraph = row('a20').querySelector('p')
  getSelection()?.selectAllChildren(paragraph as Node)
  const selected = getSelection()?.toString()
  actions().scrollToEnd()
  await atRest(log)
  await frame()
  expect(paragraph?.isConnected).toBe(true)
  expect(getSelection()?.toString()).toBe(selected)
  getSelection()?.removeAllRanges()
  await expect.poll(() => paragraph?.isConnected).toBe(false)
})

test('a growing answer renders no other row', async () => {
  const drawn: string[] = []
  const renderMessage = (message: ChatMessage) => (
    <Profiler id={message.id} onRender={(id) => drawn.push(id)}>
      <Message message={message} />
    </Profiler>
  )
  const { draw } = await showThread([...history, growing('One')], { renderMessage })
  drawn.length = 0
  for (const text of ['One two', 'One two three']) await draw([...history, growing(text)])
  expect(drawn).toEqual(['answer', 'answer'])
})

const messages = new Map(history.map((message) => [message.id, message]))
const listeners = new Set<() => void>()
messages.set('answer', growing('One'))
const getMessage = (id: string) => messages.get(id)
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const Row = ({ id }: { id: string }) => {
  const message = useSyncExternalStore(subscribe, () => getMessage(id))
  return message ? <Message message={message} /> : null
}
const renderRow = (id: string) => <Row id={id} />
const renderAnswer = (id: string) => (id === 'answer' ? <Message message={anAnswer('Here')} /> : null)

describe('rows by their ids', () => {
  test('a change of a message renders its row, and not the thread', async () => {
    const drawsPage = vi.fn()
    const Page = () => {
      drawsPage()
      return <Thread messageIds={ids} getMessage={getMessage} renderRow={renderRow} />
    }
    const ids = [...messages.keys()]
    const screen = await render(<Page />)
    expect(textGroups(screen.getByRole('log').element() as HTMLElement)).toBeGreaterThan(0)
    drawsPage.mockClear()
    messages.set('answer', growing('One two'))
    for (const listener of listeners) listener()
    await expect.element(screen.getByText('One two')).toBeInTheDocument()
    expect(drawsPage).not.toHaveBeenCalled()
  })

  test('an answer in place of an id that is not known is drawn once it is', async () => {
    const screen = await render(<Thread messageIds={['question', 'answer']} renderRow={renderAnswer} />)
    await expect.element(screen.getByText('Here')).toBeVisible()
  })
})
