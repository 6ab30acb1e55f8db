import { describe, expect, it, vi } from 'vitest'
import { answerOf, setting, until } from './chat.fixture.js'
import { createChat, memoryStorage, textOf, type Chat, type ConversationStorage } from './index.js'

const questions = (chat: Chat) => chat.getSnapshot().messages.flatMap((message) => (message.wire.role === 'user' ? [textOf(message)] : []))

describe('without a network', () => {
  const network = new EventTarget()
  function unplug() {
    vi.stubGlobal('navigator', { onLine: false })
    vi.stubGlobal('addEventListener', network.addEventListener.bind(network))
    vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network))
  }
  function plugIn() {
    vi.stubGlobal('navigator', { onLine: true })
    network.dispatchEvent(new Event('online'))
    vi.unstubAllGlobals()
  }

  it('messages wait, and go out once, in order', async () => {
    const { chat, requests, settled } = setting()
    unplug()
    await chat.send('first haiku')
    await chat.send('second haiku')
    expect(chat.getSnapshot()).toMatchObject({ run: { phase: 'offline' }, messages: [], queueHeld: false })
    plugIn()
    await settled()
    network.dispatchEvent(new Event('online'))
    expect(questions(chat)).toEqual(['first haiku', 'second haiku'])
    expect(requests).toHaveLength(2)
  })

  it('a retry waits too, and can be stopped', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('error')
    await settled()
    unplug()
    await chat.retry()
    expect(chat.getSnapshot().run).toEqual({ phase: 'offline' })
    await chat.stop()
    expect(answerOf(chat)).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    await chat.retry()
    plugIn()
    await settled()
    expect(requests).toHaveLength(2)
  })

  it('a stop holds what waits, and leaves no listener', async () => {
    const { chat, requests } = setting()
    unplug()
    await chat.send('haiku')
    await chat.stop()
    expect(chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' }, queueHeld: true })
    plugIn()
    expect(requests).toHaveLength(0)
  })

  it('a message whose row is being written when the network goes waits as well, and nothing is asked for', async () => {
    const storage = memoryStorage()
    const letGo = new EventTarget()
    const isLetGo = new Promise((resolve) => letGo.addEventListener('go', resolve))
    const slow: ConversationStorage = {
      ...storage,
      async save(id, change) {
        if (change.messages?.length) await isLetGo
        return storage.save(id, change)
      },
    }
    const { chat, requests, settled } = setting({ storage: slow })
    await chat.send('first haiku', { id: 'first', headers: { 'x-own': 'kept' } })
    expect(questions(chat)).toEqual(['first haiku'])
    unplug()
    letGo.dispatchEvent(new Event('go'))
    await until(chat, () => chat.getSnapshot().run.phase === 'offline')
    expect(chat.getSnapshot()).toMatchObject({ messages: [], queue: [{ id: 'first' }], queueHeld: false, error: null })
    await chat.send('second haiku', { id: 'second' })
    await expect.poll(async () => (await storage.load(chat.id))?.queue.map(({ id }) => id)).toEqual(['first', 'second'])
    expect((await storage.load(chat.id))?.messages).toEqual([])
    expect(requests).toEqual([])
    plugIn()
    await expect.poll(() => requests).toHaveLength(1)
    await settled()
    await expect.poll(() => requests).toHaveLength(2)
    await settled()
    expect(requests.map(({ key }) => key)).toEqual(['first', 'second'])
    expect(questions(chat)).toEqual(['first haiku', 'second haiku'])
  })

  it('a message that interrupts an answer waits in sight, and can be held and taken back', async () => {
    const { chat, requests, settled } = setting({ whileBusy: 'interrupt' })
    await chat.send('haiku')
    await until(chat, () => chat.getSnapshot().run.phase === 'connecting')
    unplug()
    await chat.send('second haiku', { id: 'second' })
    expect(chat.getSnapshot()).toMatchObject({ queue: [{ id: 'second' }], run: { phase: 'offline' }, queueHeld: false })
    await chat.stop()
    expect(chat.getSnapshot()).toMatchObject({ queue: [{ id: 'second' }], run: { phase: 'idle' }, queueHeld: true })
    plugIn()
    chat.queue.resume()
    await settled()
    expect(requests.map(({ key }) => key).at(-1)).toBe('second')
    expect(chat.getSnapshot().queue).toEqual([])
  })

  it('what was held goes on with what is sent after it, once there is a network', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('haiku')
    await chat.send('second haiku', { id: 'held' })
    await chat.stop()
    expect(chat.getSnapshot()).toMatchObject({ queue: [{ id: 'held' }], queueHeld: true })
    unplug()
    await chat.send('third haiku', { id: 'third' })
    expect(chat.getSnapshot()).toMatchObject({ queue: [{ id: 'held' }, { id: 'third' }], queueHeld: false, run: { phase: 'offline' } })
    plugIn()
    await settled()
    expect(requests.map(({ key }) => key).slice(1)).toEqual(['held', 'third'])
  })

  it('such a message is taken back from behind what was said before, which is shown again', async () => {
    const storage = memoryStorage()
    let letGo: (() => void) | undefined
    const slow: ConversationStorage = {
      ...storage,
      async save(id, change) {
        if (!letGo && change.messages?.some(({ wire }) => wire.content === 'later haiku'))
          await new Promise<void>((resolve) => (letGo = resolve))
        return storage.save(id, change)
      },
    }
    const { chat, requests, settled } = setting({ storage: slow, initialMessages: [{ role: 'user', content: 'Earlier' }] })
    await chat.send('haiku')
    await expect.poll(() => requests).toHaveLength(1)
    const before = await settled()
    await chat.send('later haiku', { id: 'later' })
    await expect.poll(() => letGo).toBeTypeOf('function')
    unplug()
    letGo?.()
    await until(chat, () => chat.getSnapshot().run.phase === 'offline')
    expect(chat.getSnapshot().messages.map(textOf)).toEqual(['Earlier', 'haiku', textOf(before)])
    expect(chat.getSnapshot()).toMatchObject({ queue: [{ id: 'later' }], error: null })
    plugIn()
    await expect.poll(() => requests).toHaveLength(2)
    await settled()
    expect(questions(chat)).toEqual(['Earlier', 'haiku', 'later haiku'])
  })

  it('a gateway on this machine is asked all the same', async () => {
    unplug()
    const asked = vi.fn(() => Promise.resolve(Response.json({ choices: [{ message: { role: 'assistant', content: 'hi' } }] })))
    const { createChatClient } = await import('@rivulet/core')
    for (const baseURL of ['http://localhost:1/v1', 'http://127.0.0.1:1/v1', 'http://[::1]:1/v1', 'http://app.localhost/v1']) {
      const chat = createChat({ client: createChatClient({ baseURL, fetch: asked }), model: 'm', params: { stream: false } })
      await chat.send('hi')
      await until(chat, () => chat.getSnapshot().run.phase === 'idle')
      expect(textOf(answerOf(chat))).toBe('hi')
    }
    vi.unstubAllGlobals()
  })
})
