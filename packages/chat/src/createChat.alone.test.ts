// A page that cannot load the code that keeps conversations, or has nobody to tell.
import { afterEach, expect, it, vi } from 'vitest'
import { answerOf, setting, until } from './chat.fixture.js'
import { createChat, memoryStorage, textOf } from './index.js'

vi.mock('./sync/ConversationSync.js', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('says so, and goes on with the conversation in this page alone', async () => {
  const storage = memoryStorage()
  const { chat, requests, settled } = setting({ storage })
  const leave = chat.subscribe(() => undefined)
  await until(chat, () => !chat.getSnapshot().loading)
  expect(chat.getSnapshot().storageError).toMatchObject({ code: 'unavailable', message: expect.stringContaining('only in this page') })
  await chat.send('haiku')
  expect(textOf(await settled())).not.toBe('')
  await chat.edit(answerOf(chat).id, 'Mine.')
  expect(textOf(answerOf(chat))).toBe('Mine.')
  chat.clear()
  expect(chat.getSnapshot()).toMatchObject({ messages: [], run: { phase: 'idle' } })
  expect(requests).toHaveLength(1)
  expect(await storage.list()).toEqual([])
  leave()
})

it('counts a gateway at a relative address as one elsewhere, where nobody knows of what page', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const { client } = setting()
  const chat = createChat({ client: { ...client, baseURL: '/v1' }, model: 'm' })
  await chat.send('haiku')
  expect(chat.getSnapshot()).toMatchObject({ run: { phase: 'offline' }, queue: [{ content: 'haiku' }] })
  chat.queue.remove(chat.getSnapshot().queue[0]!.id)
  expect(chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' }, queue: [], queueHeld: false })
})
