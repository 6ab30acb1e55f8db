// Strings that somebody may be made to say, in every place of a whole chat and of what stands beside it: as rows that a chat begins with, as answers of a
// gateway, and as what fails. Nothing may leave the page, which the policy of the page itself sees to and reports.
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defineTool, memoryStorage, StorageError, type Chat as ChatHandle, type ChatMessage, type ConversationInfo } from '@rivulet/chat'
import { z } from 'zod'
import { ConversationList } from '../conversations/index.js'
import { ErrorNotice } from '../error/index.js'
import { ModelPicker } from '../models/index.js'
import { aMessage } from '../testing/messages.fixture.js'
import { findBreaches, HOSTILE, hostileRows } from '../testing/hostile.fixture.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat, type ChatProps } from './Chat.js'
import '../styles.css'

/** Beside the checkout, ../shared/attacks/attacks.json; where it is absent only the strings of this package are tried. */
const shared = import.meta.glob<{ name: string; markdown: string }[]>('../../../../../shared/attacks/attacks.json', {
  import: 'default',
  eager: true,
})

/** Length is an attack on markdown, and tried there. */
const ENOUGH = 300

const SAID: readonly string[] = [
  ...HOSTILE,
  'раураl.com',
  '\u202efdp.exe\u202c',
  'a\u2067b\u2069\u3164\u115f\uffa0\ufeff',
  ...Object.values(shared)
    .flat()
    .map(({ markdown }) => markdown.slice(0, ENOUGH)),
]

const UNSEEN = /(?![\n\t])[\p{Cc}\u200b\u2028-\u202e\u2060-\u206f\u3164\u115f\uffa0\ufeff\u{e0000}-\u{e007f}]/u

const ALL = HOSTILE.join(' ')
const nothing = () => undefined
const left: string[] = []

beforeAll(() => {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws:; form-action 'none'; base-uri 'none'"
  document.head.append(policy)
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    left.push(`${effectiveDirective}: ${blockedURI}`)
  })
})

let complaints: ReturnType<typeof vi.spyOn>[] = []
beforeEach(() => {
  left.length = 0
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
})

afterEach(() => void vi.restoreAllMocks())

/** What stands in the page beside the chat, which nothing in the chat may change. */
function watchOthers(container: Element): () => string[] {
  const changed: string[] = []
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      if (!container.contains(target) && target !== document.body && target !== document.head) changed.push(target.nodeName)
    }
  })
  observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true })
  onTestFinished(() => observer.disconnect())
  return () => changed
}

function expectNoBreach(): void {
  // The test's own page has styles and scripts in its body, and a form is what a composer is made of.
  const others = [...document.body.querySelectorAll('body > :is(script, style, iframe), .rivulet-chat form')].map(
    ({ localName }) => localName,
  )
  const foreign = [...document.body.querySelectorAll('link, meta, .rivulet-chat form:not([class^="rivulet-"])')]
  expect(findBreaches().filter((breach) => !others.includes(breach))).toEqual([])
  expect(foreign).toEqual([])
  expect(left).toEqual([])
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled()
}

/** Every row that a message of somebody's can be, for each string; ids are told apart. */
function rowsOf(said: string, index: number): ChatMessage[] {
  const failed = aMessage(
    { role: 'assistant', content: said, reasoning_content: said },
    {
      id: 'failed',
      ending: { kind: 'failed', error: { code: said, message: said, requestId: said, status: 500 } } as never,
    },
  )
  return [...hostileRows(said), failed].map((row) => ({ ...row, id: `${row.id}-${index}` }))
}

/** So that every string is seen half written, and a long one not for long. */
function pieces(said: string): string[] {
  const letters = Array.from(said)
  const length = Math.ceil(letters.length / 10)
  return letters.flatMap((_, index) => (index % length === 0 ? [letters.slice(index, index + length).join('')] : []))
}

/** One under the other. */
function inARow(rows: readonly ChatMessage[]): ChatMessage[] {
  return rows.map((row, index) => ({ ...row, parentId: rows[index - 1]?.id ?? null }))
}

async function show(chat: ChatHandle, props: Partial<ChatProps> = {}) {
  const screen = await render(<Chat {...props} chat={chat} />)
  return { screen, others: watchOthers(screen.container) }
}

test('what a conversation holds is only ever text, also once every fold is open, and so is what is copied', async () => {
  const chat = scriptedChat(() => ({ content: '' }), { initialMessages: inARow(SAID.flatMap(rowsOf)) })
  const { screen, others } = await show(chat, { onFeedback: nothing })
  await expect.poll(() => screen.container.querySelectorAll('[data-row]').length).toBeGreaterThan(SAID.length * 3)
  for (const fold of screen.container.querySelectorAll('details')) fold.open = true
  expectNoBreach()
  expect(others()).toEqual([])

  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  // The buttons of a message are made when somebody comes near.
  for (const foot of screen.container.querySelectorAll<HTMLElement>('[data-message-id^=failed] .rivulet-message-foot > .rivulet-hidden'))
    foot.focus()
  const copies = () => [...screen.container.querySelectorAll<HTMLElement>('[data-action^="copy"], .rivulet-copy')]
  await expect.poll(() => copies().length).toBeGreaterThan(SAID.length)
  for (const copy of copies()) copy.click()
  await expect.poll(() => write.mock.calls.length).toBeGreaterThan(SAID.length)
  for (const [text] of write.mock.calls) expect(text).not.toMatch(UNSEEN)
  expectNoBreach()
})

test('what a gateway answers is only ever text, while it grows and after', async () => {
  const chat = scriptedChat((question) => {
    const [content = '', reasoning = '', refusal = ''] = SAID.slice(Number(question))
    const call = { name: 'look', arguments: JSON.stringify({ [content]: content }) }
    return { reasoning: pieces(reasoning), content: pieces(content), refusal: pieces(refusal), toolCalls: [call] }
  })
  const { screen, others } = await show(chat)
  // Three of them in each answer.
  for (let index = 0; index < SAID.length; index += 3) {
    await chat.send(String(index))
    await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 20_000, interval: 4 })
  }
  expect(screen.container.querySelectorAll('[data-row]').length).toBeGreaterThan(SAID.length / 2)
  expect(chat.getSnapshot().error).toBeNull()
  expectNoBreach()
  expect(others()).toEqual([])
})

test('a tool that says it, and asks first, says no more than text', async () => {
  const said = ALL
  const look = defineTool({
    name: 'look',
    description: said,
    parameters: z.object({ said: z.string() }),
    needsApproval: true,
    async *execute(input) {
      await Promise.resolve()
      yield input
      throw new Error(said)
    },
  })
  let asked = 0
  const chat = scriptedChat(
    () => (asked++ === 0 ? { toolCalls: [{ name: 'look', arguments: JSON.stringify({ said }) }] } : { content: said }),
    { tools: [look] },
  )
  const { screen } = await show(chat)
  await chat.send(said)
  await screen.getByRole('button', { name: 'Approve' }).click()
  await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 20_000 })
  expect(asked).toBe(2)
  expectNoBreach()
})

test('what waits, what is offered, what is attached and why something failed is text, and nothing in it is unseen', async () => {
  const refusing = { ...memoryStorage(), load: async () => Promise.reject(new StorageError('failed', ALL)) }
  const chat = scriptedChat(() => ({ content: '' }), { storage: refusing }, { timeToFirstTokenMs: 600_000 })
  onTestFinished(() => chat.stop())
  const { screen } = await show(chat, {
    commands: [{ name: 'help', description: ALL }],
    mentions: [{ id: ALL, label: ALL, description: ALL }],
    attachments: true,
    footer: (
      <>
        <ModelPicker models={[{ id: ALL, owned_by: ALL }]} value={ALL} onChange={nothing} />
        <ErrorNotice error={{ code: ALL, message: ALL, requestId: ALL, status: 400 }} />
        <ConversationList conversations={[titled(ALL), titled('\u202e\u200b')]} onSelect={nothing} onRename={nothing} />
      </>
    ),
  })
  // What could not be read is told.
  await expect.poll(() => screen.container.querySelectorAll('.rivulet-chat-dock [role=alert]').length).toBe(2)
  await expect.element(screen.getByRole('button', { name: 'New conversation', exact: true })).toBeVisible()
  await chat.send('First')
  await chat.send(ALL)
  await expect.element(screen.getByRole('region', { name: 'Waiting to be sent' })).toBeVisible()
  const input = screen.container.querySelector('input[type=file]') as HTMLInputElement
  await userEvent.upload(input, new File(['text'], ALL.replaceAll('/', ':'), { type: 'text/plain' }))
  const field = screen.getByRole('textbox', { name: 'Message' })
  for (const sign of ['/', '@']) {
    await field.fill(sign)
    await expect.element(screen.getByRole('listbox')).toBeVisible()
    expectNoBreach()
  }
})

test('a suggestion is text', async () => {
  const chat = scriptedChat(() => ({ content: '' }))
  const { screen } = await show(chat, { suggestions: [ALL, { title: ALL, text: `${ALL} ` }] })
  await expect.element(screen.getByRole('list', { name: 'Suggestions' })).toBeVisible()
  expectNoBreach()
})

function titled(title: string): ConversationInfo {
  return { id: title.length.toString(), title, createdAtMs: 0, updatedAtMs: 0 }
}
