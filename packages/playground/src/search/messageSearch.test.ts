import { memoryStorage, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { expect, test, vi } from 'vitest'
import { createMessageSearch } from './messageSearch.js'

const said = (id: string, parentId: string | null, role: 'user' | 'assistant', content: string): ChatMessage => ({
  id,
  parentId,
  wire: { role, content },
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 0,
})

const context = () => ({ signal: new AbortController().signal })

async function kept(conversations: Record<string, readonly ChatMessage[]>): Promise<ConversationStorage> {
  const storage = memoryStorage()
  for (const [id, messages] of Object.entries(conversations)) await storage.save(id, { info: { title: id }, messages })
  return storage
}

test('what is read is found, across the marks of markdown, whatever its case and accents', async () => {
  const storage = await kept({
    rain: [said('q', null, 'user', 'Why?'), said('a', 'q', 'assistant', 'The **smell** of *rain* is [geosmin](https://hidden.example/x).')],
    code: [said('c', null, 'user', 'const crème = 1')],
  })
  const search = createMessageSearch(storage)
  expect(await search('SMELL of rain is géosmin', context())).toEqual([
    { id: 'rain', messageId: 'a', excerpt: ['The ', 'smell of rain is geosmin', '.'] },
  ])
  expect(await search('creme = 1', context())).toMatchObject([{ id: 'code', messageId: 'c' }])
  expect(await search('hidden.example', context())).toEqual([])
})

test('versions that are not shown are not found; nor thoughts', async () => {
  const storage = await kept({})
  const thought = said('a2', 'q', 'assistant', 'snow')
  await storage.save('x', {
    info: { headId: 'a2' },
    messages: [
      said('q', null, 'user', 'What falls?'),
      said('a1', 'q', 'assistant', 'rain'),
      { ...thought, wire: { ...thought.wire, reasoning_content: 'perhaps hail' } as ChatMessage['wire'] },
    ],
  })
  const search = createMessageSearch(storage)
  expect(await search('snow', context())).toHaveLength(1)
  for (const other of ['rain', 'hail']) expect(await search(other, context()), other).toEqual([])
  await storage.save('x', { info: { headId: 'a1' } })
  expect(await search('rain', context())).toMatchObject([{ messageId: 'a1' }])
})

test('a conversation is read once, and again when it was saved; one that is gone is forgotten', async () => {
  const storage = await kept(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`c${n}`, [said('q', null, 'user', `number ${n}`)]])))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_000 })
  const load = vi.spyOn(storage, 'load')
  const search = createMessageSearch(storage)
  expect(await search('number', context())).toHaveLength(40)
  expect(await search('number 39', context())).toMatchObject([{ id: 'c39' }])
  expect(load).toHaveBeenCalledTimes(40)
  await storage.save('c7', { messages: [said('a', 'q', 'assistant', 'seven')] })
  await storage.remove('c8')
  load.mockClear()
  expect(await search('seven', context())).toMatchObject([{ id: 'c7' }])
  expect(await search('number 8', context())).toEqual([])
  expect(load.mock.calls).toEqual([['c7']])
  vi.useRealTimers()
})

test('a search that nobody wants any more ends before all is read; the next one goes on', async () => {
  const storage = await kept(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`c${n}`, [said('q', null, 'user', 'rain')]])))
  const controller = new AbortController()
  const loaded: string[] = []
  const search = createMessageSearch({
    list: () => storage.list(),
    load(id) {
      loaded.push(id)
      controller.abort()
      return storage.load(id)
    },
  })
  await expect(Promise.resolve(search('rain', controller))).rejects.toThrow('aborted')
  expect(loaded.length).toBeLessThan(100)
  expect(await search('rain', context())).toHaveLength(100)
})
