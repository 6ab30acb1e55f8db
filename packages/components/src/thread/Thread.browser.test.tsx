import { Profiler } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { render } from 'vitest-browser-react'
import type { ChatMessage, Run } from '@rivulet/chat'
import { anAnswer, aQuestion, PROSE } from '../testing/messages.fixture.js'
import { Message } from '../message/Message.js'
import type { MessageParts } from '../message/MessageParts.js'
import { Thread } from './Thread.js'
import type { ThreadOfMessages, ThreadProps } from './ThreadProps.js'
import '../styles.css'

const streaming = (text: string): ChatMessage => {
  const { ending: _, ...answer } = anAnswer(text)
  return { ...answer, state: 'streaming' }
}

const thoughtful = (text: string): ChatMessage => ({
  ...streaming(text),
  wire: { role: 'assistant', content: text, refusal: null, reasoning_content: 'Let me see' },
})

const stopped = (id: string): ChatMessage => anAnswer('Half', { id, ending: { kind: 'stopped' } })

const history: ChatMessage[] = Array.from({ length: 20 }, (_, turn) => [
  aQuestion(`Question ${turn}`, { id: `q${turn}` }),
  anAnswer(PROSE, { id: `a${turn}` }),
]).flat()

/** A thread of a fixed height whose messages the test changes. */
async function show(messages: readonly ChatMessage[], props: Partial<Extract<ThreadProps, ThreadOfMessages>> = {}) {
  const page = (current: readonly ChatMessage[]) => (
    <div className="page">
      <Thread {...props} messages={current} />
    </div>
  )
  const style = document.createElement('style')
  style.textContent = '.page { display: flex; flex-direction: column; block-size: 400px }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  const screen = await render(page(messages))
  const log = screen.getByRole('log').element() as HTMLElement
  await atRest(log)
  return {
    screen,
    log,
    update: async (next: readonly ChatMessage[]) => {
      await screen.rerender(page(next))
      await atRest(log)
    },
    distance: () => log.scrollHeight - log.clientHeight - log.scrollTop,
  }
}

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

/** Two frames: what a ResizeObserver or a scroll event has to do is done after them. */
const laidOut = async () => {
  await frame()
  await frame()
}

/** A frame, and what waited for its turn behind it: what is told of rows that came near, and what React draws of that. */
const turn = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** Rows that come near get their true height one frame after the other: waits until none is left to change. */
async function atRest(log: HTMLElement) {
  for (let still = 0, before = -1; still < 4; before = log.scrollHeight) {
    await turn()
    still = log.scrollHeight === before ? still + 1 : 0
  }
}

test('no other message renders while one streams', async () => {
  const renders = new Map<string, number>()
  const renderMessage = (message: ChatMessage) => (
    <Profiler id={message.id} onRender={(id) => renders.set(id, (renders.get(id) ?? 0) + 1)}>
      <Message message={message} />
    </Profiler>
  )
  const { update } = await show([...history, streaming('One')], { renderMessage })
  renders.clear()
  for (const text of ['One two', 'One two three', 'One two three four']) await update([...history, streaming(text)])
  expect(Object.fromEntries(renders)).toEqual({ answer: 3 })
})

test('handlers and words that are written inline do not render a settled message', async () => {
  let drawn = 0
  const loadImage = () => {
    drawn += 1
    return 'with a picture'
  }
  const picture = aQuestion('', {
    wire: { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
  })
  const page = (text: string) => (
    <Thread
      messages={[picture, streaming(text)]}
      onRetry={() => undefined}
      labels={{ loadImage, errorTitles: { auth: 'Who are you?' }, toolStates: { done: 'Ready' } }}
    />
  )
  const screen = await render(page('One'))
  expect(drawn).toBe(1)
  await screen.rerender(page('One two'))
  expect(drawn).toBe(1)
})

test('it opens at its end and stays there while an answer grows', async () => {
  const { update, distance } = await show(history)
  expect(distance()).toBeLessThanOrEqual(1)
  await update([...history, streaming(PROSE)])
  expect(distance()).toBeLessThanOrEqual(1)
  await update([...history, streaming(`${PROSE}\n\n${PROSE}\n\n${PROSE}`)])
  expect(distance()).toBeLessThanOrEqual(1)
})

test('it stays at its end when an answer longer than the thread is done', async () => {
  const { update, distance } = await show([aQuestion('Tell me')])
  const long = PROSE.repeat(20)
  await update([aQuestion('Tell me'), streaming(long)])
  await update([aQuestion('Tell me'), anAnswer(long)])
  expect(distance()).toBeLessThan(1)
})

test('a reader who scrolled up by a little is left where they are, and followed again once back at the end', async () => {
  const { log, update, distance } = await show([...history, streaming(PROSE)])
  log.scrollTop -= 5
  await laidOut()
  expect(log).not.toHaveAttribute('data-at-end')
  const top = log.scrollTop
  await update([...history, streaming(`${PROSE}\n\n${PROSE}`)])
  expect(log.scrollTop).toBe(top)
  log.scrollTop = log.scrollHeight
  await laidOut()
  expect(log).toHaveAttribute('data-at-end')
  await update([...history, streaming(`${PROSE}\n\n${PROSE}\n\n${PROSE}`)])
  expect(distance()).toBeLessThanOrEqual(1)
})

test('a turn of the wheel lets go before the browser has scrolled', async () => {
  const { log, update } = await show([...history, streaming(PROSE)])
  log.dispatchEvent(new WheelEvent('wheel', { deltaY: -1, bubbles: true }))
  const top = log.scrollTop
  await update([...history, streaming(`${PROSE}\n\n${PROSE}`)])
  expect(log.scrollTop).toBe(top)
})

test('a key that scrolls up lets go; typing in a field of a message does not', async () => {
  const { log } = await show(history)
  const field = document.createElement('textarea')
  log.querySelector('article')?.append(field)
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }))
  expect(log).toHaveAttribute('data-at-end')
  log.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }))
  expect(log).not.toHaveAttribute('data-at-end')
})

test('the reader is taken to the end by what they send, and not by an answer', async () => {
  const { log, update, distance } = await show(history)
  log.scrollTop = 0
  await laidOut()
  await update([...history, anAnswer(PROSE, { id: 'unasked' })])
  expect(log.scrollTop).toBe(0)
  await update([...history, anAnswer(PROSE, { id: 'unasked' }), aQuestion('Another?', { id: 'another' })])
  expect(distance()).toBeLessThanOrEqual(1)
})

test('when the thread gets lower its end stays in sight', async () => {
  const { log, distance } = await show(history)
  const page = log.closest<HTMLElement>('.page')
  page?.classList.add('lower')
  const style = document.createElement('style')
  style.textContent = '.page.lower { block-size: 200px }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  await laidOut()
  expect(log.clientHeight).toBe(200)
  expect(distance()).toBeLessThanOrEqual(1)
})

test('what overflowed and is gone leaves the reader at the end, though nothing changed its size', async () => {
  const { screen, log } = await show([aQuestion('What is a rivulet?')])
  const overflowing = document.createElement('div')
  overflowing.className = 'overflowing'
  const style = document.createElement('style')
  style.textContent =
    '.overflowing { position: relative; inset-block-start: 900px; block-size: 1px } .page { block-size: 390px !important }'
  log.firstElementChild?.append(overflowing)
  document.head.append(style)
  onTestFinished(() => style.remove())
  await atRest(log)
  expect(log.scrollTop).toBeGreaterThan(0)
  overflowing.remove()
  expect(log.scrollTop).toBe(0)
  await laidOut()
  await laidOut()
  await expect.element(screen.getByRole('button', { name: 'Jump to latest' })).not.toBeInTheDocument()
})

test('it is a log that is busy while an answer is written and never reads out its growth', async () => {
  const { screen, log, update } = await show([aQuestion('?')])
  expect(log).toHaveAttribute('aria-live', 'off')
  expect(log).toHaveAttribute('aria-busy', 'false')
  await update([aQuestion('?'), streaming('One')])
  expect(log).toHaveAttribute('aria-busy', 'true')
  await expect.element(screen.getByRole('status')).toHaveTextContent('The answer is being written.')
  await update([aQuestion('?'), anAnswer('One two')])
  expect(log).toHaveAttribute('aria-busy', 'false')
  await expect.element(screen.getByRole('status')).toHaveTextContent('The answer is complete.')
  expect(log.contains(screen.getByRole('status').element())).toBe(false)
})

test('a thread that opens on settled messages announces nothing', async () => {
  const { screen } = await show(history)
  await expect.element(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('settled rows are skipped while far away, growing ones never', async () => {
  const { log } = await show([...history, streaming(PROSE)])
  const rows = [...log.querySelectorAll('[data-row]')]
  expect(rows.slice(0, -1).every((row) => getComputedStyle(row).contentVisibility === 'auto')).toBe(true)
  expect(rows.at(-1) && getComputedStyle(rows.at(-1) as Element).contentVisibility).toBe('visible')
})

test('only the last answer offers to try again, only when it is not whole and nothing runs', async () => {
  const asked: ChatMessage[] = []
  const { screen, update } = await show([stopped('first'), aQuestion('?'), stopped('last')], { onRetry: (message) => asked.push(message) })
  const retry = screen.getByRole('button', { name: 'Retry' })
  expect(retry.elements()).toHaveLength(1)
  await retry.click()
  expect(asked.map(({ id }) => id)).toEqual(['last'])
  await update([stopped('first'), aQuestion('?'), anAnswer('Whole')])
  expect(retry.elements()).toHaveLength(0)
})

test('pressing Retry moves the focus to the log, which stays where it is', async () => {
  const pressed: (Element | null)[] = []
  const { screen, log, update } = await show([...history, aQuestion('?'), stopped('last')], {
    onRetry: () => pressed.push(document.activeElement),
  })
  const top = log.scrollTop
  await screen.getByRole('button', { name: 'Retry' }).click()
  expect(pressed).toEqual([log])
  expect(log.scrollTop).toBe(top)
  await update([...history, aQuestion('?'), streaming('Again')])
  expect(document.activeElement).toBe(log)
})

test('an application draws the text of answers, and only that; settled answers are not drawn again', async () => {
  const drawn: [text: string, streaming: boolean][] = []
  const parts: MessageParts = {
    text: ({ text, streaming: grows }) => {
      drawn.push([text, grows])
      return <mark>{text}</mark>
    },
  }
  const before = [aQuestion('Asked'), anAnswer('Whole', { id: 'whole' }), aQuestion('Asked again', { id: 'again' })]
  const { screen, log, update } = await show([...before, thoughtful('One')], { parts, onRetry: () => undefined })
  expect([...log.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Whole', 'One'])
  await expect.element(screen.getByText('Thoughts')).toBeVisible()
  drawn.length = 0
  await update([...before, thoughtful('One two')])
  expect(drawn).toEqual([['One two', true]])
  await update([...before, { ...thoughtful('One two'), state: 'done', ending: { kind: 'stopped' } }])
  expect(drawn.at(-1)).toEqual(['One two', false])
  await expect.element(screen.getByText('You stopped this answer.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Retry' })).toBeVisible()
})

test('a try that follows another is said only while the client waits for it', async () => {
  const pending: ChatMessage = { ...streaming(''), state: 'pending' }
  const page = (run: Run) => (
    <Thread messages={[aQuestion('?'), pending]} run={run} labels={{ retrying: (attempt) => `Versuch ${attempt}` }} />
  )
  const screen = await render(page({ phase: 'connecting' }))
  await screen.rerender(page({ phase: 'retrying', attempt: 2 }))
  await expect.element(screen.getByRole('img')).toHaveTextContent('Versuch 2')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Versuch 2')
  await screen.rerender(page({ phase: 'waiting', attempt: 2 }))
  expect(screen.getByRole('img').element().textContent).toBe('')
  await expect.element(screen.getByRole('status')).toHaveTextContent('The answer is being written.')
})
