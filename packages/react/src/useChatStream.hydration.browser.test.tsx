// Pages that a server has rendered, taken over in a real browser.
import { createChat, memoryStorage, textOf, type Chat, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import {
  ChatProvider,
  useBranches,
  useChatState,
  useChatStream,
  useMessage,
  useMessageIds,
  useQueue,
  useRun,
  type UseChatStreamOptions,
} from './index.js'
import { newStorage, rowOf, storedRain } from './rows.fixture.js'

function Messages() {
  const ids = useMessageIds()
  const { items } = useQueue()
  const isLoading = useChatState(({ loading }) => loading)
  const { phase } = useRun()
  return (
    <p className="messages">
      {`${isLoading ? '…' : ''} ${phase} ${items.length} `}
      {ids.map((id) => (
        <Message key={id} id={id} />
      ))}
    </p>
  )
}
function Message({ id }: { id: string }) {
  const message = useMessage(id)
  const { ids, index } = useBranches(id)
  return (
    <span id={id}>
      {message ? textOf(message) : 'missing'}
      {ids.length === 1 ? null : ` (${index + 1} of ${ids.length})`}
    </span>
  )
}

let hydrated: Chat | undefined

/** The page: its owner is hydrated at once, what shows the messages only when its code has come. */
function Page({ Shown, ...options }: Partial<UseChatStreamOptions> & { Shown: ComponentType }) {
  const { chat } = useChatStream({ ...options, model: 'm', id: 'kept' } as UseChatStreamOptions)
  useEffect(() => void (hydrated = chat), [chat])
  return (
    <ChatProvider chat={chat}>
      <Suspense fallback={<p className="messages">…</p>}>
        <Shown />
      </Suspense>
    </ChatProvider>
  )
}

/** The part of the page that comes when it is told to. */
function lateMessages() {
  let comes!: () => void
  const code = new Promise<{ default: ComponentType }>((resolve) => (comes = () => resolve({ default: Messages })))
  return { Shown: lazy(() => code), comes }
}

/** The page as a server has sent it, taken over. `changes` are those of the document since then. */
function hydrate(html: string, page: ReactNode) {
  const container = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html').querySelector('main')!
  document.body.append(container)
  const changes: string[] = []
  const observer = new MutationObserver((records) => changes.push(...records.map(({ type }) => `${type}: ${container.textContent}`)))
  observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true })
  const mismatches: unknown[] = []
  const root = hydrateRoot(container, page, { onRecoverableError: (error) => mismatches.push(error) })
  leaving.push(() => {
    observer.disconnect()
    root.unmount()
    container.remove()
  })
  return { container, changes, mismatches }
}

const leaving: (() => void)[] = []
let complaints: MockInstance[]

beforeEach(() => {
  hydrated = undefined
  complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
})

afterEach(() => {
  for (const leave of leaving.splice(0)) leave()
  expect(complaints.flatMap(({ mock }) => mock.calls)).toEqual([])
  vi.restoreAllMocks()
})

const messagesIn = (container: Element) => container.querySelector('.messages')

describe('a page whose server has read nothing', () => {
  const counts = { load: 0, fetch: 0 }
  const counted = (storage: ConversationStorage): ConversationStorage => ({
    ...storage,
    load: (id) => {
      counts.load += 1
      return storage.load(id)
    },
  })
  const countedFetch: typeof fetch = () => {
    counts.fetch += 1
    return Promise.reject(new TypeError('No network.'))
  }

  it('shows that it reads, asks nobody, and is hydrated without a mismatch, however late', async () => {
    const storage = await storedRain()
    const options = { baseURL: '/v1', fetch: countedFetch }
    const html = renderToString(<Page {...options} storage={counted(memoryStorage())} Shown={Messages} />)
    expect(html).toContain('… idle 0')
    expect(counts).toEqual({ load: 0, fetch: 0 })

    const { Shown, comes } = lateMessages()
    const { container, mismatches } = hydrate(html, <Page {...options} storage={counted(storage)} Shown={Shown} />)
    const drawn = messagesIn(container)
    // The chat has its messages before the part of the page that shows them is hydrated.
    await eventually(() => expect(hydrated?.getSnapshot().messages).toHaveLength(2))
    expect(drawn?.textContent).toBe('… idle 0 ')
    comes()
    await eventually(() => expect(container.textContent).toBe(' idle 0 What falls?Rain.'))
    expect(mismatches).toEqual([])
    expect(messagesIn(container)).toBe(drawn)
    expect(counts).toEqual({ load: 1, fetch: 0 })
  })
})

describe('a page whose server has read the conversation', () => {
  const question = rowOf('question', null, { role: 'user', content: 'What falls?' })
  const answers = ['Rain.', 'Snow.'].map((content, at) => rowOf(`answer-${at}`, 'question', { role: 'assistant', content }))
  const initialMessages: readonly ChatMessage[] = [question, ...answers]
  const shown = 'What falls?Snow. (2 of 2)'

  it('is taken over without any change of the document, and goes on', async () => {
    const gateway = dictation()
    const html = renderToString(<Page client={gateway.client} initialMessages={initialMessages} Shown={Messages} />)
    const sent = JSON.parse(JSON.stringify(initialMessages)) as ChatMessage[]
    const { container, changes, mismatches } = hydrate(html, <Page client={gateway.client} initialMessages={sent} Shown={Messages} />)
    expect(container.textContent).toBe(` idle 0 ${shown}`)
    await eventually(() => expect(hydrated).toBeDefined())
    await new Promise(requestAnimationFrame)
    expect([changes, mismatches]).toEqual([[], []])
    const rows = [...container.querySelectorAll('span')]
    await hydrated?.send('And now?')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    expect(gateway.last().body.messages.map(({ content }) => content)).toEqual(['What falls?', 'Snow.', 'And now?'])
    gateway.last().say('Hail.')
    gateway.last().end()
    await eventually(() => expect(container.textContent).toBe(` idle 0 ${shown}And now?Hail.`))
    expect([...container.querySelectorAll('span')].slice(0, 2)).toEqual(rows)
    expect(mismatches).toEqual([])
  })

  it('keeps what it shows while the same is read from a storage', async () => {
    const storage = newStorage()
    await storage.save('kept', { messages: initialMessages, info: { headId: 'answer-1' } })
    const { client } = dictation()
    const html = renderToString(<Page client={client} initialMessages={initialMessages} storage={memoryStorage()} Shown={Messages} />)
    const page = <Page client={client} initialMessages={initialMessages} storage={storage} Shown={Messages} />
    const { container, changes, mismatches } = hydrate(html, page)
    await eventually(() => expect(container.textContent).toBe(` idle 0 ${shown}`))
    // All that changed is that it no longer says that it reads.
    expect(changes).toEqual([`characterData:  idle 0 ${shown}`])
    expect(mismatches).toEqual([])
  })

  it('finds in a part that is hydrated late what the server drew, also the branches', async () => {
    const gateway = dictation()
    const html = renderToString(<Page client={gateway.client} initialMessages={initialMessages} Shown={Messages} />)
    const { Shown, comes } = lateMessages()
    const page = <Page client={gateway.client} initialMessages={initialMessages} Shown={Shown} />
    const { container, changes, mismatches } = hydrate(html, page)
    const drawn = messagesIn(container)
    await eventually(() => expect(hydrated).toBeDefined())
    await hydrated?.regenerate()
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Hail.')
    gateway.last().end()
    await eventually(() => expect(hydrated?.getSnapshot().run.phase).toBe('idle'))
    expect([container.textContent, changes]).toEqual([` idle 0 ${shown}`, []])
    comes()
    await eventually(() => expect(container.textContent).toBe(' idle 0 What falls?Hail. (3 of 3)'))
    expect(mismatches).toEqual([])
    expect(messagesIn(container)).toBe(drawn)
  })

  it('is the same for a chat that was made outside React', () => {
    const chat = createChat({ client: dictation().client, model: 'm', initialMessages })
    const html = renderToString(
      <ChatProvider chat={chat}>
        <Messages />
      </ChatProvider>,
    )
    expect(new DOMParser().parseFromString(html, 'text/html').body.textContent).toBe(` idle 0 ${shown}`)
  })
})
