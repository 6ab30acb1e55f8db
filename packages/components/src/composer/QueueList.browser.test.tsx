// What waits to be sent, changed and taken out while its turn may come.
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ChatProvider, useQueue } from '@rivulet/react'
import { fakeClock } from '@rivulet/replay'
import { Chat } from '../chat/index.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { QueueList } from './QueueList.js'
import '../styles.css'

/** A chat that answers its first question for as long as nobody stops it, or moves its clock. */
function answering() {
  const clock = fakeClock()
  const chat = scriptedChat(
    (question) => ({ content: question === 'First' ? 'rain '.repeat(40) : 'Short.' }),
    {},
    { tokensPerSecond: 12, clock },
  )
  onTestFinished(() => chat.stop())
  return { chat, clock }
}

type Scripted = ReturnType<typeof answering>['chat']
const asked = (chat: Scripted) => chat.getSnapshot().messages.flatMap(({ wire }) => (wire.role === 'user' ? [wire.content] : []))
const waiting = (chat: Scripted) => chat.getSnapshot().queue.map(({ content }) => content)

test('a chat that is shown in two places names what waits in each of them', async () => {
  const { chat } = answering()
  const screen = await render(
    <>
      <Chat chat={chat} />
      <Chat chat={chat} />
    </>,
  )
  await chat.send('First')
  await chat.send('Second')
  const edit = screen.getByRole('button', { name: 'Edit' })
  await expect.poll(() => edit.all().length).toBe(2)
  for (const button of edit.elements()) {
    const text = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    expect(text?.closest('li')).toBe(button.closest('li'))
  }
})

test('a message whose turn comes while it is changed goes out as it reads by then', async () => {
  const { chat, clock } = answering()
  const screen = await render(<Chat chat={chat} />)
  await chat.send('First')
  await chat.send('Second')
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }).last())
  await userEvent.keyboard(', and why')
  await expect.poll(() => waiting(chat)).toEqual(['Second, and why'])
  await clock.advance(60_000)
  await vi.waitUntil(() => asked(chat).length === 2, { timeout: 30_000 })
  expect(asked(chat)).toEqual(['First', 'Second, and why'])
})

test('Escape brings back what it was, and a text that is empty is never sent', async () => {
  const { chat } = answering()
  const screen = await render(<Chat chat={chat} />)
  await chat.send('First')
  await chat.send('Second')
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }).last())
  const field = screen.getByRole('region', { name: 'Waiting to be sent' }).getByRole('textbox')
  await field.fill('Another')
  await field.fill('')
  expect(waiting(chat)).toEqual(['Another'])
  await userEvent.keyboard('{Escape}')
  expect(waiting(chat)).toEqual(['Second'])
})

const Waiting = () => <QueueList {...useQueue()} />

test('a double click takes one message out, and what useQueue gives is all that it needs', async () => {
  const { chat } = answering()
  const screen = await render(
    <ChatProvider chat={chat}>
      <Waiting />
    </ChatProvider>,
  )
  for (const text of ['First', 'Second', 'Third', 'Fourth']) await chat.send(text)
  await userEvent.dblClick(screen.getByRole('button', { name: 'Remove' }).first())
  await expect.poll(() => waiting(chat)).toEqual(['Third', 'Fourth'])
  await userEvent.click(screen.getByRole('button', { name: 'Move down' }).first())
  await expect.poll(() => waiting(chat)).toEqual(['Fourth', 'Third'])
})

test('where letters are large what waits is still to be read, and nothing lies over it', async () => {
  const size = document.documentElement.style.fontSize
  document.documentElement.style.fontSize = '200%'
  onTestFinished(() => void (document.documentElement.style.fontSize = size))
  const items = Array.from({ length: 9 }, (_, at) => ({ id: `${at}`, content: 'And what is a creek?', createdAtMs: 0 }))
  const screen = await render(<QueueList items={items} edit={vi.fn()} move={vi.fn()} remove={vi.fn()} />)
  screen.container.style.width = '320px'
  const list = screen.container.querySelector('ol') as HTMLElement
  expect(list.scrollWidth).toBeLessThanOrEqual(list.clientWidth)
  for (const text of screen.getByText('And what is a creek?').elements()) {
    const row = text.closest('li') as HTMLElement
    expect(text.clientWidth).toBeGreaterThan(150)
    expect(row.scrollHeight).toBeLessThanOrEqual(row.clientHeight)
  }
})
