// The examples of the README, each used as a person would.
import { indexedDBStorage, memoryStorage } from '@rivulet/chat'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { z } from 'zod'
import { dictation, type Dictation } from '../dictation.fixture.js'
import { eventually } from '../gateways.fixture.js'
import { ChatProvider, createChat, defineTool, useChat, useChatState, type Chat } from '../index.js'
import { BranchPicker } from './BranchPicker.fixture.js'
import { Composer } from './Composer.fixture.js'
import { Haiku } from './Haiku.fixture.js'
import { KeptChat } from './KeptChat.fixture.js'
import { LastingChat } from './LastingChat.fixture.js'
import { PhotoChat } from './PhotoChat.fixture.js'
import { Sidebar } from './Sidebar.fixture.js'
import { Support } from './Support.fixture.js'
import { Teacher } from './Teacher.fixture.js'
import { Waiting } from './Waiting.fixture.js'

/** The gateway behind the page's own /v1. */
let gateway: Dictation

beforeEach(() => {
  gateway = dictation()
  vi.stubGlobal('fetch', gateway.fetch)
})
afterEach(() => void vi.unstubAllGlobals())

/** The smallest picture. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC'

const text = () => document.body.textContent
const asked = (count: number) => eventually(() => expect(gateway.requests).toHaveLength(count))
const idle = (chat: Chat) => eventually(() => expect(chat.getSnapshot().run.phase).toBe('idle'))

async function answer(count: number, ...pieces: string[]) {
  await asked(count)
  gateway.last().say(...pieces)
  gateway.last().end()
}

const chatOf = () => createChat({ client: gateway.client, model: 'default' })
const provide = (chat: Chat, children: ReactNode) => <ChatProvider chat={chat}>{children}</ChatProvider>

function Probe({ onChat }: { onChat: (chat: Chat) => void }) {
  const chat = useChat()
  useEffect(() => onChat(chat), [chat, onChat])
  return null
}

const Phase = () => <p>{useChatState(({ run, messages }) => `${run.phase} ${messages.length}`)}</p>
const LastBranches = () => <BranchPicker id={useChatState(({ messages }) => messages.at(-1)?.id ?? '')} />

it('asks for a haiku, and stops it', async () => {
  const screen = await render(<Haiku />)
  await screen.getByRole('button', { name: 'Ask' }).click()
  await asked(1)
  gateway.last().say('Clouds drift')
  await expect.element(screen.getByText('Clouds drift')).toBeVisible()
  await screen.getByRole('button', { name: 'Stop' }).click()
  await expect.element(screen.getByRole('button', { name: 'Ask' })).toBeVisible()
  expect(text()).toContain('Clouds drift')
})

it('shares a chat with rows and a status', async () => {
  const screen = await render(<Support />)
  await expect.element(screen.getByText('idle, 0 tokens so far')).toBeVisible()
  await screen.getByRole('button', { name: 'Ask' }).click()
  await asked(1)
  gateway.last().say('On its way.')
  await expect.element(screen.getByText('On its way.')).toBeVisible()
  await expect.element(screen.getByText('streaming, 0 tokens so far')).toBeVisible()
  gateway.last().end()
  await expect.element(screen.getByText('idle, 0 tokens so far')).toBeVisible()
})

it('has a chat that outlives the page', async () => {
  const chats: Chat[] = []
  const { unmount } = await render(
    <LastingChat>
      <Probe onChat={(chat) => void chats.push(chat)} />
    </LastingChat>,
  )
  await chats[0]!.send('Stay.')
  await asked(1)
  await unmount()
  await answer(1, 'I do.')
  await idle(chats[0]!)
  const screen = await render(
    <LastingChat>
      <Phase />
    </LastingChat>,
  )
  await expect.element(screen.getByText('idle 2')).toBeVisible()
})

it('leafs through branches', async () => {
  const chat = chatOf()
  await chat.send('Which way?')
  await answer(1, 'Left.')
  await idle(chat)
  await chat.regenerate()
  await answer(2, 'Right.')
  await idle(chat)
  const screen = await render(provide(chat, <LastBranches />))
  expect(text()).toContain('2 of 2')
  await expect.element(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  await screen.getByRole('button', { name: 'Previous' }).click()
  await eventually(() => expect(text()).toContain('1 of 2'))
  expect(chat.getSnapshot().messages.at(-1)?.wire.content).toBe('Left.')
})

it('changes what waits', async () => {
  const chat = chatOf()
  await chat.send('First')
  await asked(1)
  await chat.send('a')
  await chat.send('b')
  await chat.send([{ type: 'image_url', image_url: { url: DOT } }])
  const screen = await render(provide(chat, <Waiting />))
  const waiting = () => chat.getSnapshot().queue.map(({ content }) => content)
  await userEvent.fill(screen.getByRole('textbox').nth(0), '')
  await userEvent.fill(screen.getByRole('textbox').nth(0), 'A')
  await screen.getByRole('button', { name: 'Send next' }).nth(1).click()
  expect(waiting().slice(0, 2)).toEqual(['b', 'A'])
  await expect.element(screen.getByRole('textbox').nth(1)).toHaveValue('A')
  expect(text()).toContain('Text and images')
  await screen.getByRole('button', { name: 'Remove' }).nth(2).click()
  await chat.stop()
  await screen.getByRole('button', { name: 'Remove' }).nth(0).click()
  expect(waiting()).toEqual(['A'])
  await screen.getByRole('button', { name: 'Go on' }).click()
  await asked(2)
  expect(gateway.last().body.messages.at(-1)?.content).toBe('A')
  await chat.stop()
})

const lookUp = defineTool({ name: 'look_up', parameters: z.object({ what: z.string() }), execute: ({ what }) => `All about the ${what}.` })

it('gives instructions, and draws neither them nor the rows of tools', async () => {
  const screen = await render(<Teacher tools={[lookUp]} />)
  await screen.getByRole('button', { name: 'Ask' }).click()
  await asked(1)
  gateway.last().call('look_up', { what: 'sky' })
  await answer(2, 'It scatters.')
  await expect.element(screen.getByText('It scatters.')).toBeVisible()
  expect(gateway.last().body.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
  // The answer that only calls has no text.
  expect([...document.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['Why is the sky blue?', '', 'It scatters.'])
})

it('sends an image, and shows it', async () => {
  const screen = await render(<PhotoChat />)
  const bytes = Uint8Array.from(atob(DOT.split(',')[1] ?? ''), (character) => character.codePointAt(0) ?? 0)
  await userEvent.upload(screen.getByLabelText('A photo'), new File([bytes], 'dot.gif', { type: 'image/gif' }))
  await answer(1, 'A dot.')
  expect(gateway.last().body.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What does this show?' },
        { type: 'image_url', image_url: { url: DOT } },
      ],
    },
  ])
  await expect.element(screen.getByText('A dot.')).toBeVisible()
  expect(document.querySelector('img')?.src).toBe(DOT)
})

it('keeps a chat, and lists it', async () => {
  const id = crypto.randomUUID()
  const first = await render(<KeptChat id={id} />)
  await first.getByRole('button', { name: 'Send' }).click()
  await answer(1, 'On and on.')
  await expect.element(first.getByText('On and on.')).toBeVisible()
  const storage = indexedDBStorage()
  await eventually(async () => expect((await storage.load(id))?.messages.at(-1)?.ending?.kind).toBe('complete'))
  expect((await storage.load(id))?.info.title).toBe('Go on.')
  await first.unmount()
  const again = await render(<KeptChat id={id} />)
  await expect.element(again.getByText('On and on.')).toBeVisible()
  await again.unmount()
  await storage.remove(id)
})

it('lists conversations', async () => {
  const storage = memoryStorage()
  await storage.save('one', { info: { title: 'Rivers' } })
  await storage.save('two', {})
  const open = vi.fn()
  const screen = await render(
    <QueryClientProvider client={new QueryClient()}>
      <Sidebar storage={storage} open={open} />
    </QueryClientProvider>,
  )
  await screen.getByRole('button', { name: 'Rivers' }).click()
  expect(open).toHaveBeenCalledWith('one')
  await eventually(() => expect(text()).toContain('0 messages'))
  await screen.getByRole('button', { name: 'Pin' }).nth(0).click()
  await screen.getByRole('button', { name: 'Unpin' }).click()
  await screen.getByRole('button', { name: 'Delete' }).nth(0).click()
  await eventually(() => expect(document.querySelectorAll('nav p')).toHaveLength(1))
})

it('sends with the model that it shows, chosen or not', async () => {
  const chat = chatOf()
  const screen = await render(
    <QueryClientProvider client={new QueryClient()}>{provide(chat, <Composer client={gateway.client} />)}</QueryClientProvider>,
  )
  await expect.element(screen.getByRole('combobox')).toHaveValue('small')
  for (const [index, model] of ['small', 'large'].entries()) {
    if (index > 0) await userEvent.selectOptions(screen.getByRole('combobox'), model)
    await expect.element(screen.getByRole('combobox')).toHaveValue(model)
    await userEvent.fill(screen.getByRole('textbox'), 'Hello')
    await userEvent.keyboard('{Enter}')
    await answer(index + 1, 'Hello.')
    expect(gateway.last().body).toMatchObject({ model })
    await idle(chat)
    await expect.element(screen.getByRole('textbox')).toHaveValue('')
  }
})
