// A whole chat that is used badly: too fast, twice, in the middle of something, and by pages that hand it new objects with every render.
import { Profiler, StrictMode, useState } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { memoryStorage, StorageError, type Chat as ChatHandle, type ContentPart } from '@rivulet/chat'
import { fakeClock } from '@rivulet/replay'
import { textFilePart } from '../attachments/splitContent.js'
import { Composer, QueueList } from '../composer/index.js'
import { Message } from '../message/Message.js'
import { anAnswer, aQuestion } from '../testing/messages.fixture.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat, type ChatProps } from './Chat.js'
import '../styles.css'

const SLOW = { timeToFirstTokenMs: 0, tokensPerSecond: 4 }
const ended = async (chat: ChatHandle) => vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 60_000, interval: 4 })
const answering = async (chat: ChatHandle) =>
  vi.waitUntil(() => chat.getSnapshot().run.phase === 'streaming', { timeout: 20_000, interval: 4 })

async function show(chat: ChatHandle, props: Partial<ChatProps> = {}) {
  const screen = await render(
    <StrictMode>
      <Chat {...props} chat={chat} />
    </StrictMode>,
  )
  onTestFinished(() => chat.stop())
  const button = (name: string) => screen.getByRole('button', { name, exact: true })
  return { screen, button, field: screen.getByRole('textbox', { name: 'Message', exact: true }) }
}

test('sent and stopped twenty times as fast as one can, each question has one answer and nothing runs on', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains and rains and rains.' }), {}, SLOW)
  const { field, button, screen } = await show(chat)
  const element = field.element() as HTMLTextAreaElement
  const press = (key: string) => element.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
  for (let turn = 0; turn < 20; turn++) {
    element.setRangeText(`Question ${turn}`)
    element.dispatchEvent(new InputEvent('input', { bubbles: true }))
    press('Enter')
    press('Escape')
    await new Promise(requestAnimationFrame)
  }
  await ended(chat)
  await expect.element(button('Send')).toBeVisible()
  const { messages, queue } = chat.getSnapshot()
  const asked = [
    ...messages.filter(({ wire }) => wire.role === 'user').map(({ wire }) => wire.content),
    ...queue.map(({ content }) => content),
  ]
  expect(asked).toHaveLength(20)
  expect(new Set(asked)).toEqual(new Set(Array.from({ length: 20 }, (_, turn) => `Question ${turn}`)))
  expect(new Set(messages.map(({ parentId }) => parentId)).size).toBe(messages.length)
  await expect.poll(() => screen.container.querySelectorAll('[data-row]').length).toBe(messages.length)
})

test.each(['Retry', 'Continue', 'Regenerate'])('a double click on %s does it once', async (name) => {
  let asked = 0
  const clock = fakeClock()
  const chat = scriptedChat(
    () => ({ content: 'It rains.', ending: asked++ === 0 ? 'truncated' : 'complete' }),
    {},
    { tokensPerSecond: 4, clock },
  )
  // Until then an answer is under way, however long both clicks take.
  const answered = async (times: number) => {
    await vi.waitUntil(() => asked >= times, { timeout: 30_000 })
    await clock.advance(60_000)
  }
  const { button } = await show(chat)
  await chat.send('Why?')
  await answered(1)
  await expect.element(button(name)).toBeVisible()
  await button(name).dblClick()
  await answered(2)
  await ended(chat)
  expect(asked).toBe(2)
  expect(chat.getSnapshot().error).toBeNull()
})

test('what has to wait for the end of an answer waits, and a question can be edited meanwhile without harm', async () => {
  const chat = scriptedChat(
    (question) => ({ content: question === 'Slow' ? 'rain '.repeat(2000) : 'Short.' }),
    {},
    { ...SLOW, tokensPerSecond: 8 },
  )
  const { screen, button } = await show(chat)
  await chat.send('First')
  await ended(chat)
  await chat.regenerate()
  await ended(chat)
  await chat.send('Slow')
  await answering(chat)
  await expect.element(button('Previous version')).toHaveAttribute('aria-disabled', 'true')
  await button('Previous version').click({ force: true })
  await expect.element(screen.getByText('2 / 2')).toBeVisible()
  const question = screen.getByRole('article', { name: 'You' }).first()
  await question.hover()
  const edit = question.getByRole('button', { name: 'Edit' })
  await expect.element(edit).toHaveAttribute('aria-disabled', 'true')
  await edit.click({ force: true })
  await expect.element(screen.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible()
  expect(chat.getSnapshot().run.phase).toBe('streaming')
})

test('an edited question that is not taken stays in its editor, which says so', async () => {
  const chat = scriptedChat(
    (question) => ({ content: question === 'Slow' ? 'rain '.repeat(1000) : 'It rains.' }),
    { whileBusy: 'reject' },
    SLOW,
  )
  const { screen } = await show(chat)
  await chat.send('First')
  await ended(chat)
  const question = screen.getByRole('article', { name: 'You' }).first()
  await question.hover()
  await question.getByRole('button', { name: 'Edit' }).click()
  const editor = question.getByRole('textbox')
  await editor.fill('What I thought about for long')
  await chat.send('Slow')
  await answering(chat)
  await editor.click()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('This could not be saved now. Your text is still here.')).toBeVisible()
  await expect.element(editor).toHaveValue('What I thought about for long')
})

test('files stay with a question that is edited, those that were sent as text too', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains.' }))
  const { screen } = await show(chat)
  const picture: ContentPart = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }
  const notes = textFilePart({ name: 'notes.md', text: 'Rain' })
  await chat.send([{ type: 'text', text: 'What is in these?' }, notes, picture])
  await ended(chat)
  const question = screen.getByRole('article', { name: 'You' })
  await question.hover()
  await question.getByRole('button', { name: 'Edit' }).click()
  await question.getByRole('textbox').fill('Sum them up')
  await userEvent.keyboard('{Enter}')
  const asked = () => chat.getSnapshot().messages.at(0)?.wire.content
  await expect.poll(asked).toEqual([{ type: 'text', text: 'Sum them up' }, notes, picture])
})

test('another chat in the middle of an answer brings its own draft and end, and says nothing that was said before', async () => {
  const answers = [aQuestion('Old?'), anAnswer('An old answer, long since read out.', { parentId: 'question' })]
  const running = scriptedChat(() => ({ content: 'rain '.repeat(1000) }), {}, SLOW)
  const other = scriptedChat(() => ({ content: '' }), { initialMessages: answers })
  const { screen, field } = await show(running)
  onTestFinished(() => other.stop())
  await field.fill('My draft')
  await running.send('Why?')
  await answering(running)
  const heard: string[] = []
  const listen = new MutationObserver(() =>
    heard.push(screen.container.querySelector('.rivulet-thread > [aria-live=polite]')?.textContent ?? ''),
  )
  listen.observe(screen.container, { childList: true, characterData: true, subtree: true })
  const show2 = (chat: ChatHandle) =>
    screen.rerender(
      <StrictMode>
        <Chat chat={chat} />
      </StrictMode>,
    )
  await show2(other)
  await expect.poll(() => screen.getByRole('article', { name: 'Assistant' }).element().textContent).toContain('An old answer')
  await expect.element(field).toHaveValue('')
  await expect.element(screen.getByRole('log')).toHaveAttribute('aria-busy', 'false')
  expect(screen.getByText('The answer is complete.').query()).toBeNull()
  expect(heard.join('')).toBe('')
  listen.disconnect()
  await show2(running)
  await expect.element(field).toHaveValue('My draft')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
})

test('while an answer grows under two hundred messages, nothing but its row renders, whatever is written inline', async () => {
  const initialMessages = Array.from({ length: 100 }, (_, turn) => [
    aQuestion(`Question ${turn}`, { id: `q${turn}`, parentId: turn === 0 ? null : `a${turn - 1}` }),
    anAnswer('It rains.', { id: `a${turn}`, parentId: `q${turn}` }),
  ]).flat()
  const chat = scriptedChat(
    () => ({ content: Array.from({ length: 20_000 }, () => 'drop ') }),
    { initialMessages },
    { tokensPerSecond: 200 },
  )
  const counts = new Map<string, number>()
  const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const parts: ChatProps['parts'] = {
    message: (props) => (
      <Profiler id={props.message.id} onRender={count}>
        <Message {...props} />
      </Profiler>
    ),
    composer: (props) => (
      <Profiler id="composer" onRender={count}>
        <Composer {...props} />
      </Profiler>
    ),
    queue: (props) => (
      <Profiler id="queue" onRender={count}>
        <QueueList {...props} />
      </Profiler>
    ),
  }
  const page: { renderAgain?: () => void } = {}
  function Page() {
    const [, setTimes] = useState(0)
    page.renderAgain = () => setTimes((times) => times + 1)
    return (
      <Chat
        chat={chat}
        parts={parts}
        labels={{ send: 'Off' }}
        markdown={{ gfm: true }}
        messageParts={{ warnings: null }}
        actions={['copy']}
      />
    )
  }
  const screen = await render(<Page />)
  onTestFinished(() => chat.stop())
  // A row that moves under the pointer shows its buttons, and renders for that.
  await screen.getByRole('textbox', { name: 'Message' }).hover()
  await chat.send('More?')
  await answering(chat)
  await vi.waitUntil(() => counts.has(chat.getSnapshot().messages.at(-1)?.id ?? ''), { timeout: 15_000 })
  counts.clear()
  const before = chat.getSnapshot().messages
  page.renderAgain?.()
  const answer = chat.getSnapshot().messages.at(-1)?.id ?? ''
  await vi.waitUntil(() => (counts.get(answer) ?? 0) > 5, { timeout: 20_000, interval: 4 })
  expect(chat.getSnapshot().run.phase).toBe('streaming')
  expect(before).toHaveLength(202)
  counts.delete(answer)
  // The page itself rendered once, and what is not memoised with it.
  expect(counts.get('composer') ?? 0).toBeLessThanOrEqual(1)
  counts.delete('composer')
  counts.delete('queue')
  expect([...counts]).toEqual([])
})

test('what could not be kept is told once; a conversation that is read for ever can be written in, and does not greet as if it were empty', async () => {
  const failing = { ...memoryStorage(), save: async () => Promise.reject(new StorageError('quota', 'No room is left.')) }
  const chat = scriptedChat(() => ({ content: 'It rains.' }), { storage: failing })
  const { screen } = await show(chat)
  for (const question of ['Why?', 'And?']) {
    await chat.send(question)
    await ended(chat)
  }
  await expect.poll(() => screen.getByRole('alert').query()?.textContent).toContain('No room is left.')
  expect(screen.getByRole('alert').elements()).toHaveLength(1)
  await screen.unmount()

  const silent = { ...memoryStorage(), load: async () => new Promise<never>(() => undefined) }
  const waiting = scriptedChat(() => ({ content: '' }), { storage: silent, storageTimeoutMs: 0 })
  const { screen: page, field } = await show(waiting, { suggestions: ['Why?'] })
  await expect.element(page.getByText('Loading the conversation…')).toBeVisible()
  await field.fill('Can you hear me?')
  await userEvent.keyboard('{Enter}')
  expect(page.container.querySelector('.rivulet-empty')).toBeNull()
  await expect.element(page.getByRole('log')).toBeVisible()
})
