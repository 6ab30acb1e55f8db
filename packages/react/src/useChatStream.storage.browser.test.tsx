// A chat that is kept, over the real IndexedDB of a browser.
import { indexedDBStorage, memoryStorage, textOf, type Chat, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { lazy, StrictMode, Suspense, useEffect, type ComponentType } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import { ChatProvider, useChatState, useChatStream, useMessage, useMessageIds, useQueue, useRun } from './index.js'

const names: string[] = []

afterEach(() => {
  vi.unstubAllGlobals()
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name)
})

function newName(): string {
  const name = `test-${crypto.randomUUID()}`
  names.push(name)
  return name
}

const row = (id: string, parentId: string | null, wire: ChatMessage['wire']): ChatMessage => ({
  id,
  parentId,
  wire,
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 1,
})

/** A storage that holds the conversation `kept`. */
async function storageWithRain() {
  const storage = indexedDBStorage({ name: newName() })
  const question = row('question', null, { role: 'user', content: 'What falls?' })
  const answer = { ...row('answer', 'question', { role: 'assistant', content: 'Rain.' }), ending: WHOLE }
  await storage.save('kept', { messages: [question, answer], info: { headId: 'answer' } })
  return storage
}
const WHOLE = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } as const

const textsOf = (messages: readonly ChatMessage[]) => messages.map((message) => textOf(message))

describe('useChatStream with a storage', () => {
  it('shows that it reads, then what it has read', async () => {
    const storage = await storageWithRain()
    const { client } = dictation()
    const shown: unknown[] = []
    await renderHook(() => {
      const { loading, messages } = useChatStream({ client, model: 'm', id: 'kept', storage })
      shown.push([loading, ...textsOf(messages)])
    })
    await eventually(() => expect(shown.at(-1)).toEqual([false, 'What falls?', 'Rain.']))
    expect(shown[0]).toEqual([true])
  })

  it('leaves one conversation for another: the run of the first is detached, and what came of it is kept', async () => {
    const storage = await storageWithRain()
    const gateway = dictation()
    const { result, rerender } = await renderHook((id: string = 'other') => {
      const { chat, messages, run } = useChatStream({ client: gateway.client, model: 'm', id, storage })
      return { chat, run, texts: textsOf(messages) }
    })
    const { chat: left } = result.current
    await left.send('What else?')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Snow')
    await eventually(() => expect(result.current.texts).toEqual(['What else?', 'Snow']))
    await rerender('kept')
    expect(result.current).toMatchObject({ run: { phase: 'idle' }, texts: [] })
    await eventually(() => expect(result.current.texts).toEqual(['What falls?', 'Rain.']))
    expect(left.getSnapshot().messages.at(-1)?.ending).toEqual({ kind: 'detached' })
    expect(gateway.last().isClosed()).toBe(true)
    await rerender('other')
    await eventually(() => expect(result.current.texts).toEqual(['What else?', 'Snow']))
    expect(result.current.chat).not.toBe(left)
    expect(gateway.requests).toHaveLength(1)
  })

  it('opens one channel under StrictMode, and sends once', async () => {
    const open: string[] = []
    class Channel extends BroadcastChannel {
      constructor(name: string) {
        super(name)
        if (name.startsWith('rivulet-chat:')) open.push(name)
      }
      override close() {
        super.close()
        if (open.includes(this.name)) open.splice(open.indexOf(this.name), 1)
      }
    }
    vi.stubGlobal('BroadcastChannel', Channel)
    const storage = await storageWithRain()
    const gateway = dictation()
    let chat: Chat | undefined
    function Page() {
      const state = useChatStream({ client: gateway.client, model: 'm', id: 'kept', storage })
      const { send } = state
      useEffect(() => {
        chat = state.chat
        void send('And now?', { id: 'on-mount' })
      }, [state.chat, send])
      return <p>{textsOf(state.messages).join(' ')}</p>
    }
    const { unmount } = await render(<Page />, { wrapper: StrictMode })
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Hail.')
    gateway.last().end()
    await eventually(() => expect(document.querySelector('p')?.textContent).toBe('What falls? Rain. And now? Hail.'))
    await eventually(() => expect(chat?.getSnapshot().run.phase).toBe('idle'))
    expect(gateway.requests.map(({ body }) => body.messages.map(({ content }) => content))).toEqual([['What falls?', 'Rain.', 'And now?']])
    expect(open).toHaveLength(1)
    await unmount()
    await eventually(() => expect(open).toEqual([]))
  })
})

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
  return <span>{message ? textOf(message) : 'missing'}</span>
}

describe('a page that a server has rendered', () => {
  const counts = { load: 0, fetch: 0 }
  let hydrated: Chat | undefined
  const counted = (storage: ConversationStorage): ConversationStorage => ({
    ...storage,
    load: (id) => {
      counts.load += 1
      return storage.load(id)
    },
  })

  /** The page: its owner is hydrated at once, what shows the messages only when its code has come. */
  function Page({ storage, Shown }: { storage: ConversationStorage; Shown: ComponentType }) {
    const { chat } = useChatStream({ baseURL: '/v1', model: 'm', id: 'kept', storage, fetch: countedFetch })
    useEffect(() => void (hydrated = chat), [chat])
    return (
      <ChatProvider chat={chat}>
        <Suspense fallback={<p className="messages">…</p>}>
          <Shown />
        </Suspense>
      </ChatProvider>
    )
  }
  const countedFetch: typeof fetch = () => {
    counts.fetch += 1
    return Promise.reject(new TypeError('No network.'))
  }

  it('shows that it reads, asks nobody, and is hydrated without a mismatch, however late', async () => {
    const storage = await storageWithRain()
    const html = renderToString(<Page storage={counted(memoryStorage())} Shown={Messages} />)
    expect(html).toContain('… idle 0')
    expect(counts).toEqual({ load: 0, fetch: 0 })

    let hasCome!: () => void
    const code = new Promise<{ default: ComponentType }>((resolve) => (hasCome = () => resolve({ default: Messages })))
    const Late = lazy(() => code)
    const container = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html').querySelector('main')!
    document.body.append(container)
    const drawn = container.querySelector('.messages')
    const mismatches: unknown[] = []
    const page = <Page storage={counted(storage)} Shown={Late} />
    const root = hydrateRoot(container, page, { onRecoverableError: (error) => mismatches.push(error) })
    // The chat has its messages before the part of the page that shows them is hydrated.
    await eventually(() => expect(hydrated?.getSnapshot().messages).toHaveLength(2))
    expect(drawn?.textContent).toBe('… idle 0 ')
    hasCome()
    await eventually(() => expect(container.textContent).toBe(' idle 0 What falls?Rain.'))
    expect(mismatches).toEqual([])
    expect(container.querySelector('.messages')).toBe(drawn)
    expect(counts).toEqual({ load: 1, fetch: 0 })
    root.unmount()
    container.remove()
  })
})
