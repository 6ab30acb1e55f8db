// What a reader has before them stays there, whatever happens above, below and around it.
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { anAnswer, PROSE } from '../testing/messages.fixture.js'
import { atRest, frame, growing, showThread, turns, wheel } from './thread.fixture.js'

const long = (paragraphs: number) => Array.from({ length: paragraphs }, () => PROSE).join('\n\n')

/** Far enough from either end. */
const MIDDLE = 'a60'

async function readingTheMiddle() {
  const history = turns(0, 100)
  const thread = await showThread(history)
  expect(thread.actions().scrollToMessage(MIDDLE)).toBe(true)
  await atRest(thread.log)
  expect(Math.abs(thread.top(MIDDLE))).toBeLessThan(6)
  return { ...thread, history, place: thread.top(MIDDLE) }
}

test('one pixel of the wheel lets go, and what grows below moves nothing', async () => {
  const history = turns(0, 10)
  const { log, update, top, distance } = await showThread([...history, growing(long(2))])
  await wheel(log, -1)
  expect(log).not.toHaveAttribute('data-at-end')
  const place = top('a9')
  await update([...history, growing(long(6))])
  expect(Math.abs(top('a9') - place)).toBeLessThan(1)
  await wheel(log, 100_000)
  await expect.element(log).toHaveAttribute('data-at-end')
  await update([...history, growing(long(9))])
  expect(distance()).toBeLessThan(1)
})

test('keys scroll and let go as the wheel does', async () => {
  const history = turns(0, 10)
  const { log, update, top } = await showThread([...history, growing(long(2))])
  log.focus({ preventScroll: true })
  const before = log.scrollTop
  await userEvent.keyboard('{PageUp}')
  await expect.poll(() => log.scrollTop).not.toBe(before)
  await atRest(log)
  expect(log).not.toHaveAttribute('data-at-end')
  const place = top('a9')
  await update([...history, growing(long(6))])
  expect(Math.abs(top('a9') - place)).toBeLessThan(1)
})

test('fifty messages that load above move nothing, in the middle and at the very top, and no row is made anew', async () => {
  const { log, row, update, top, place, history } = await readingTheMiddle()
  const element = row(MIDDLE)
  await update([...turns(-25, 0), ...history])
  expect(Math.abs(top(MIDDLE) - place)).toBeLessThan(1)
  expect(row(MIDDLE)).toBe(element)
  log.scrollTop = 0
  await atRest(log)
  const first = top('q-25')
  await update([...turns(-50, 0), ...history])
  expect(Math.abs(top('q-25') - first)).toBeLessThan(1)
})

test('what grows above moves nothing', async () => {
  const { log, row, top, place } = await readingTheMiddle()
  const picture = document.createElement('img')
  row('q60').append(picture)
  await atRest(log)
  picture.src = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="240"/>')}`
  await picture.decode()
  await atRest(log)
  expect(picture.getBoundingClientRect().height).toBeGreaterThan(100)
  expect(Math.abs(top(MIDDLE) - place)).toBeLessThan(1)
})

test('nor does a composer that grows, or a window that gets narrower', async () => {
  const { log, page, top, place } = await readingTheMiddle()
  page.classList.add('lower')
  await atRest(log)
  expect(Math.abs(top(MIDDLE) - place)).toBeLessThan(1)
  page.classList.add('narrow')
  await atRest(log)
  expect(Math.abs(top(MIDDLE) - place)).toBeLessThan(4)
})

test('where the browser holds no place by itself, the thread does', async () => {
  const style = document.createElement('style')
  style.textContent = '.rivulet-thread-log { overflow-anchor: none !important }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  const { update, top, place, history } = await readingTheMiddle()
  await update([...turns(-25, 0), ...history])
  expect(Math.abs(top(MIDDLE) - place)).toBeLessThan(1)
})

test('the way to the latest tells how many came, and leads there while an answer grows', async () => {
  const history = turns(0, 20)
  const { screen, log, update, draw, distance } = await showThread(history)
  const button = () => screen.getByRole('button', { name: /latest|new message/ })
  expect(button().elements()).toHaveLength(0)
  await wheel(log, -2000)
  await expect.element(button()).toHaveTextContent('Jump to latest')
  await update([...history, anAnswer('One', { id: 'n1' }), anAnswer('Two', { id: 'n2' })])
  await expect.element(button()).toHaveTextContent('2 new messages')
  await button().click()
  for (let step = 1; step < 6; step++) {
    await draw([...history, growing(long(step))])
    await frame()
  }
  await expect.poll(distance).toBeLessThan(1)
  await expect.element(button()).not.toBeInTheDocument()
  await expect.element(log).toHaveFocus()
})

test('older messages are asked for near the top, once; a failure can be tried again, and the last are the last', async () => {
  const onLoadOlder = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue()
  const { screen, log } = await showThread(turns(0, 30), { onLoadOlder })
  expect(onLoadOlder).not.toHaveBeenCalled()
  log.scrollTop = 0
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Older messages could not be loaded.')
  expect(onLoadOlder).toHaveBeenCalledTimes(1)
  await screen.getByRole('button', { name: 'Show older messages' }).click()
  expect(onLoadOlder).toHaveBeenCalledTimes(2)
  // Nothing came, so it is not asked for again by itself.
  await expect.element(screen.getByRole('button', { name: 'Show older messages' })).toBeVisible()
  await atRest(log)
  expect(onLoadOlder).toHaveBeenCalledTimes(2)
})
