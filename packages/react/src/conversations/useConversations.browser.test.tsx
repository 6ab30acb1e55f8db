// The hooks over the real IndexedDB of a browser, with a second storage of the same name where another tab writes.
import { indexedDBStorage, memoryStorage, StorageError, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { onlineManager, QueryClient, QueryClientProvider, useIsMutating, useQuery } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { eventually } from '../gateways.fixture.js'
import { conversationOptions, conversationsOptions, useConversations, type ConversationInfo, type StoredConversation } from '../index.js'

const names: string[] = []

afterEach(() => {
  onlineManager.setOnline(true)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name)
})

function newName(): string {
  const name = `test-${crypto.randomUUID()}`
  names.push(name)
  return name
}

const message = (id: string): ChatMessage => ({
  id,
  parentId: null,
  wire: { role: 'user', content: id },
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 1,
})

/** A provider of its own client, with defaults that an application may well have. */
function provider(client = new QueryClient({ defaultOptions: { mutations: { retry: 3 }, queries: { retry: 3 } } })) {
  return ({ children }: { children?: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

const Provider = provider()
const StrictProvider = ({ children }: { children?: ReactNode }) => (
  <StrictMode>
    <Provider>{children}</Provider>
  </StrictMode>
)

/** Two tabs: what the page shows, and who else writes. */
function twoTabs() {
  const name = newName()
  return { here: indexedDBStorage({ name }), there: indexedDBStorage({ name }) }
}

async function renderList(storage: ConversationStorage, wrapper = provider()) {
  const { result, unmount } = await renderHook(() => useConversations({ storage }), { wrapper })
  const titles = () => result.current.conversations.map(({ title, id }) => title ?? id)
  return { result, unmount, titles }
}

describe('useConversations', () => {
  it('shows what is stored, and what is saved afterwards, here and in another tab', async () => {
    const { here, there } = twoTabs()
    await there.save('one', { info: { title: 'One' }, messages: [message('a')] })
    const { result, titles } = await renderList(here)
    await eventually(() => expect([result.current.isPending, titles()]).toEqual([false, ['One']]))
    await here.save('two', { info: { title: 'Two' }, messages: [message('b')] })
    await eventually(() => expect(titles()).toEqual(['Two', 'One']))
    await there.save('three', { info: { title: 'Three' }, messages: [message('c')] })
    await eventually(() => expect(titles()).toEqual(['Three', 'Two', 'One']))
    expect(result.current.error).toBeNull()
  })

  it('renames, pins, removes and clears', async () => {
    const { here, there } = twoTabs()
    for (const id of ['one', 'two', 'three']) await here.save(id, { messages: [message(id)] })
    const { result, titles } = await renderList(here)
    await eventually(() => expect(titles()).toHaveLength(3))
    await result.current.rename('one', 'First')
    await result.current.pin('one', true)
    await eventually(() => expect(titles()[0]).toBe('First'))
    expect((await there.list())[0]).toMatchObject({ id: 'one', title: 'First', pinned: true })
    await result.current.pin('one', false)
    await result.current.remove('two')
    await eventually(() => expect(titles()).toEqual(['three', 'First']))
    expect(await there.load('two')).toBeUndefined()
    await result.current.clear()
    await eventually(() => expect(titles()).toEqual([]))
    expect(await there.list()).toEqual([])
  })

  it('keeps its functions, and is seen by the devtools', async () => {
    const { here } = twoTabs()
    const finishing: (() => void)[] = []
    const slow: ConversationStorage = { ...here, save: () => new Promise((resolve) => finishing.push(resolve)) }
    const { result } = await renderHook(
      () => ({ list: useConversations({ storage: slow }), saving: useIsMutating({ mutationKey: ['rivulet', 'conversations'] }) }),
      { wrapper: provider() },
    )
    const { rename } = result.current.list
    const renamed = rename('one', 'First')
    await eventually(() => expect(result.current.saving).toBe(1))
    finishing[0]?.()
    await renamed
    await eventually(() => expect(result.current.saving).toBe(0))
    expect(result.current.list.rename).toBe(rename)
  })

  it('shows why the list cannot be read, and tries no second time', async () => {
    const { here } = twoTabs()
    const list = vi.spyOn(here, 'list')
    vi.stubGlobal('indexedDB', undefined)
    const { result } = await renderList(here)
    await eventually(() => expect(result.current.error).toBeInstanceOf(StorageError))
    expect([result.current.error?.code, result.current.conversations, list.mock.calls.length]).toEqual(['unavailable', [], 1])
  })

  it('shows why something was not done, until it is', async () => {
    const { here } = twoTabs()
    await here.save('one', { messages: [message('a')] })
    const { result, titles } = await renderList(here)
    await eventually(() => expect(titles()).toEqual(['one']))
    const save = vi.spyOn(here, 'save')
    save.mockImplementation(() => Promise.reject(new StorageError('quota', 'No room.')))
    await expect(result.current.rename('one', 'First')).rejects.toMatchObject({ code: 'quota' })
    await eventually(() => expect(result.current.error?.code).toBe('quota'))
    expect([save.mock.calls.length, titles()]).toEqual([1, ['one']])
    save.mockRestore()
    await result.current.rename('one', 'First')
    await eventually(() => expect([result.current.error, titles()]).toEqual([null, ['First']]))
  })

  it('neither waits for a network nor pauses without one', async () => {
    const { here } = twoTabs()
    onlineManager.setOnline(false)
    const { result, titles } = await renderList(here)
    await eventually(() => expect(result.current.isPending).toBe(false))
    await result.current.rename('one', 'First')
    await eventually(() => expect(titles()).toEqual(['First']))
  })

  it('reads again what changed while it was not there', async () => {
    const { here, there } = twoTabs()
    const wrapper = provider()
    await here.save('one', { messages: [message('a')] })
    const first = await renderList(here, wrapper)
    await eventually(() => expect(first.titles()).toEqual(['one']))
    await first.unmount()
    await there.save('one', { info: { title: 'First' } })
    const second = await renderList(here, wrapper)
    await eventually(() => expect(second.titles()).toEqual(['First']))
  })

  it('misses nothing that changes while it reads for the first time', async () => {
    const { here } = twoTabs()
    const list = here.list.bind(here)
    const reads: (() => void)[] = []
    vi.spyOn(here, 'list').mockImplementation(async () => {
      const read = await list()
      await new Promise<void>((resolve) => reads.push(resolve))
      return read
    })
    const { titles } = await renderList(here)
    await eventually(() => expect(reads).toHaveLength(1))
    await here.save('one', { messages: [message('a')] })
    reads[0]?.()
    await eventually(() => expect(reads).toHaveLength(2))
    reads[1]?.()
    await eventually(() => expect(titles()).toEqual(['one']))
  })

  it('follows another storage, and leaves the one before', async () => {
    const [one, two] = [twoTabs(), twoTabs()]
    await one.here.save('one', {})
    await two.here.save('two', {})
    const leave = vi.fn<() => void>()
    vi.spyOn(one.here, 'subscribe').mockReturnValue(leave)
    const { result, rerender } = await renderHook((storage: ConversationStorage = one.here) => useConversations({ storage }), {
      wrapper: provider(),
    })
    await eventually(() => expect(result.current.conversations).toMatchObject([{ id: 'one' }]))
    await rerender(two.here)
    await eventually(() => expect(result.current.conversations).toMatchObject([{ id: 'two' }]))
    expect(leave).toHaveBeenCalledTimes(1)
  })

  it('reads again by itself where a storage tells of nothing', async () => {
    const silent = memoryStorage()
    delete silent.subscribe
    const { result, titles } = await renderList(silent)
    await eventually(() => expect(result.current.isPending).toBe(false))
    await result.current.rename('one', 'First')
    await eventually(() => expect(titles()).toEqual(['First']))
  })

  it('works under StrictMode', async () => {
    const { here, there } = twoTabs()
    const { titles } = await renderList(here, StrictProvider)
    await there.save('one', {})
    await eventually(() => expect(titles()).toEqual(['one']))
  })
})

describe('conversationOptions', () => {
  it('gives a conversation, or null, and is true again after it changed', async () => {
    const { here, there } = twoTabs()
    const { result } = await renderHook(
      () => ({ list: useConversations({ storage: here }), one: useQuery(conversationOptions('one', { storage: here })).data }),
      { wrapper: provider() },
    )
    expectTypeOf(result.current.one).toEqualTypeOf<StoredConversation | null | undefined>()
    await eventually(() => expect(result.current.one).toBeNull())
    await there.save('one', { info: { title: 'One' }, messages: [message('a')] })
    await eventually(() => expect(result.current.one).toMatchObject({ info: { title: 'One' }, messages: [{ id: 'a' }] }))
    await result.current.list.rename('one', 'First')
    await eventually(() => expect(result.current.one?.info.title).toBe('First'))
    await result.current.list.clear()
    await eventually(() => expect(result.current.one).toBeNull())
  })

  it('is true also where it is shown without being read: its query is switched off for a while', async () => {
    const { here, there } = twoTabs()
    await there.save('one', { messages: [message('a')] })
    const { result, rerender } = await renderHook(
      (enabled: boolean = true) => {
        useConversations({ storage: here })
        return useQuery({ ...conversationOptions('one', { storage: here }), enabled }).data?.messages.map(({ id }) => id)
      },
      { wrapper: provider() },
    )
    await eventually(() => expect(result.current).toEqual(['a']))
    await rerender(false)
    await there.save('one', { messages: [message('b')] })
    await eventually(() => expect(result.current).toEqual(['a', 'b']))
    await rerender(true)
    expect(result.current).toEqual(['a', 'b'])
  })

  it('is forgotten when it changed and nobody shows it', async () => {
    const { here } = twoTabs()
    const client = new QueryClient()
    await here.save('one', { messages: [message('a')] })
    for (const id of ['one', 'two']) await client.prefetchQuery(conversationOptions(id, { storage: here }))
    await renderList(here, provider(client))
    await here.save('one', { messages: [message('b')] })
    await eventually(() => expect(client.getQueryData(conversationOptions('one', { storage: here }).queryKey)).toBeUndefined())
    expect(client.getQueryData(conversationOptions('two', { storage: here }).queryKey)).toBeNull()
  })

  it('is read once, and not again when it is mounted again or the window has the focus', async () => {
    const { here } = twoTabs()
    const load = vi.spyOn(here, 'load')
    const wrapper = provider()
    for (let mounted = 0; mounted < 2; mounted += 1) {
      const { result, unmount } = await renderHook(() => useQuery(conversationOptions('one', { storage: here })), { wrapper })
      await eventually(() => expect(result.current.data).toBeNull())
      globalThis.dispatchEvent(new Event('visibilitychange'))
      await unmount()
    }
    expect(load).toHaveBeenCalledTimes(1)
  })
})

describe('storages in one QueryClient', () => {
  it('share nothing, unless they have one name', async () => {
    const name = newName()
    const storages = [memoryStorage(), memoryStorage(), memoryStorage({ name: 'ours' }), indexedDBStorage({ name })]
    const client = new QueryClient()
    for (const [index, storage] of storages.entries()) {
      await storage.save(`c${index}`, {})
      const list = await client.fetchQuery(conversationsOptions({ storage }))
      expect(list.map(({ id }) => id)).toEqual([`c${index}`])
      expect(await client.fetchQuery(conversationOptions(`c${(index + 1) % 4}`, { storage }))).toBeNull()
    }
    expect(conversationsOptions({ storage: indexedDBStorage({ name }) }).queryKey).toEqual(['rivulet', 'conversations', name])
    expect(await client.fetchQuery(conversationsOptions({ storage: indexedDBStorage({ name }) }))).toMatchObject([{ id: 'c3' }])
    expectTypeOf(client.getQueryData(conversationsOptions({ storage: memoryStorage() }).queryKey)).toEqualTypeOf<
      readonly ConversationInfo[] | undefined
    >()
  })
})
