// What is done in one tab about what another one runs.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, growing } from '../chat.fixture.js'
import { ChatBusyError, textOf, type ConversationStorage, type ToolRun } from '../index.js'
import { leftWaiting, mail } from '../tools/waiting.fixture.js'
import { ask, eventually, idle, inTime, questions, shared, tab, texts } from './tab.fixture.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Two tabs, in the first of which an answer comes. */
async function running(options: Parameters<typeof tab>[1] = {}) {
  const storage = shared()
  const [one, two] = [await tab(storage, options), await tab(storage, options)]
  await one.chat.send('prose', { id: 'question' })
  await one.clock.until(growing(one.chat))
  await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
  return { storage, one, two }
}

/** Holds the lock of the conversation, as a page does that is just being left. */
async function lockHeld(storage: ConversationStorage): Promise<() => Promise<void>> {
  let letGo: (() => void) | undefined
  let held: Promise<unknown> | undefined
  await new Promise<void>((resolve) => {
    held = navigator.locks.request(`rivulet-chat:${storage.name}:conversation`, () => {
      resolve()
      return new Promise<void>((release) => (letGo = release))
    })
  })
  return async () => {
    letGo?.()
    await held
  }
}

describe('while another tab runs an answer', () => {
  it('no turn begins here, and what may not wait is refused', async () => {
    const { one, two } = await running()
    await expect(two.chat.retry()).rejects.toThrow(ChatBusyError)
    await expect(two.chat.regenerate(answerOf(two.chat).id)).rejects.toThrow(ChatBusyError)
    two.chat.configure({ whileBusy: 'reject' })
    await expect(two.chat.send('haiku', { id: 'refused' })).rejects.toThrow(ChatBusyError)
    expect([one.chat.getSnapshot().queue, two.chat.getSnapshot().queue, two.requests]).toEqual([[], [], []])
    await one.chat.stop()
  })

  it('what is removed here goes there as well: another branch at once, what it runs by its own hand', async () => {
    const { storage, one, two } = await running()
    two.chat.remove('question')
    await eventually(() => expect([texts(one.chat), texts(two.chat)]).toEqual([[], []]))
    await eventually(() => expect(one.chat.getSnapshot().run.phase).toBe('idle'))
    await eventually(async () => expect((await storage.load('conversation'))?.messages).toEqual([]))
    await one.clock.until(eventually(() => expect(one.exchanges).toMatchObject([{ ending: 'disconnected' }])))
    await ask(two, 'haiku')
    expect(texts(two.chat)).toHaveLength(2)
  })

  it('a message that is taken back before it is known whether it may go out goes nowhere', async () => {
    const storage = shared()
    const here = await tab(storage)
    const letGo = await lockHeld(storage)
    const sending = here.chat.send('haiku', { id: 'q' })
    await eventually(() => expect(here.chat.getSnapshot().queue).toHaveLength(1))
    here.chat.queue.remove('q')
    await sending
    await letGo()
    await ask(here, 'another haiku')
    expect(questions(here.chat)).toEqual(['another haiku'])
    expect(here.requests).toHaveLength(1)
  })

  it('what was given away and what is sent next both go out once, when the lock is free', async () => {
    const storage = shared()
    const here = await tab(storage)
    const letGo = await lockHeld(storage)
    await here.chat.send('haiku', { id: 'given' })
    const sending = here.chat.send('second haiku', { id: 'next' })
    await eventually(() => expect(here.chat.getSnapshot().queue).toHaveLength(2))
    await letGo()
    await sending
    await inTime(here, () => expect(questions(here.chat).toSorted()).toEqual(['haiku', 'second haiku']))
    await here.clock.until(idle(here.chat))
    expect(new Set(here.requests.map(({ key }) => key))).toEqual(new Set(['given', 'next']))
    expect(here.requests).toHaveLength(2)
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toEqual([]))
  })

  it('a message that is sent twice in one instant goes out once, and the lock is free after it', async () => {
    const storage = shared()
    const [here, other] = [await tab(storage), await tab(storage)]
    await Promise.all([here.chat.send('haiku', { id: 'q' }), here.chat.send('haiku', { id: 'q' })])
    await here.clock.until(idle(here.chat))
    expect(here.requests).toHaveLength(1)
    await ask(other, 'second haiku')
    expect(other.requests).toHaveLength(1)
  })
})

describe('a queue that is held', () => {
  it('is resumed in both tabs at once: what waits goes out once', async () => {
    const { storage, one, two } = await running()
    await one.chat.send('haiku', { id: 'waits' })
    await one.chat.stop()
    await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'waits' }], queueHeld: true }))
    one.chat.queue.resume()
    two.chat.queue.resume()
    const settle = async () => {
      for (const each of [one, two]) await each.clock.advance(1000)
      expect(questions(one.chat)).toEqual(['prose', 'haiku'])
      expect(texts(two.chat)).toEqual(texts(one.chat))
      expect(one.chat.getSnapshot()).toMatchObject({ queue: [], run: { phase: 'idle' } })
    }
    await eventually(settle)
    expect([...one.requests, ...two.requests].filter(({ key }) => key === 'waits')).toHaveLength(1)
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toEqual([]))
  })

  it('loses a message where it is kept as well, though nobody else has written meanwhile', async () => {
    const storage = shared()
    const here = await tab(storage)
    await ask(here, 'haiku')
    await here.chat.send('error')
    await here.chat.send('second haiku', { id: 'waits' })
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toHaveLength(1))
    here.chat.queue.remove('waits')
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toEqual([]))
    expect(here.chat.getSnapshot()).toMatchObject({ queue: [], queueHeld: false })
  })

  it('that waits in the tab that runs is emptied, changed and gone on with from another', async () => {
    const { one, two } = await running()
    for (const id of ['a', 'b']) await one.chat.send(`haiku ${id}`, { id })
    await eventually(() => expect(two.chat.getSnapshot().queue).toHaveLength(2))
    two.chat.queue.edit('a', 'edited haiku')
    two.chat.queue.move('b', 0)
    await eventually(() => expect(one.chat.getSnapshot().queue).toMatchObject([{ id: 'b' }, { content: 'edited haiku' }]))
    two.chat.queue.resume()
    two.chat.clear()
    await eventually(() => expect([one.chat.getSnapshot().queue, two.chat.getSnapshot().queue]).toEqual([[], []]))
    await eventually(() => expect(one.chat.getSnapshot().run.phase).toBe('idle'))
  })
})

describe('while a page that is just being left has the lock', () => {
  it('what is changed of a queue that is held is changed once that page is gone', async () => {
    const storage = shared()
    const here = await tab(storage)
    await here.chat.send('error')
    for (const id of ['a', 'b', 'c']) await here.chat.send(`haiku ${id}`, { id })
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toHaveLength(3))
    const letGo = await lockHeld(storage)
    here.chat.queue.edit('a', 'edited haiku')
    here.chat.queue.move('c', 0)
    here.chat.queue.remove('b')
    await new Promise((resolve) => setTimeout(resolve, 700))
    await letGo()
    const waiting = [{ id: 'c' }, { id: 'a', content: 'edited haiku' }]
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toMatchObject(waiting))
    expect(here.chat.getSnapshot()).toMatchObject({ queue: waiting, queueHeld: true })
    expect(here.requests).toHaveLength(1)
  })

  it('what is sent after all was cleared goes out once that page is gone', async () => {
    const storage = shared()
    const here = await tab(storage)
    await ask(here, 'haiku')
    const letGo = await lockHeld(storage)
    here.chat.clear()
    const sending = here.chat.send('second haiku', { id: 'after' })
    await eventually(() => expect(here.chat.getSnapshot().queue).toHaveLength(1))
    await letGo()
    await sending
    await inTime(here, () => expect(questions(here.chat)).toEqual(['second haiku']))
    await here.clock.until(idle(here.chat))
    expect(here.requests.map(({ key }) => key)).toContain('after')
  })
})

/** A conversation that was left while calls waited, and what runs them where it is opened. */
async function left(states: Record<string, ToolRun['state']>) {
  const storage = shared()
  await storage.save('conversation', { messages: leftWaiting(states), info: { headId: 'answer' } })
  const execute = vi.fn(async (_input: unknown) => 'sent')
  const open = () => tab(storage, { tools: [mail(execute)] })
  return { storage, execute, open }
}
const runs = ({ chat }: Awaited<ReturnType<typeof tab>>) => chat.getMessage('answer')?.toolRuns

describe('calls that wait in a conversation that is kept', () => {
  it('are decided after a reload, some of them in another tab, and each runs once', async () => {
    const { execute, open } = await left({ a: 'awaiting-approval', b: 'awaiting-approval', c: 'awaiting-approval' })
    const [one, two] = [await open(), await open()]
    one.chat.approve('a')
    await eventually(() => expect(runs(one)).toMatchObject({ a: { state: 'done' } }))
    await eventually(() => expect(runs(two)).toMatchObject({ a: { state: 'done' }, b: { state: 'awaiting-approval' } }))
    await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('approval'))
    two.chat.approve('b')
    two.chat.approve('b')
    two.chat.reject('c', 'not that one')
    await inTime(one, () => expect(one.chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' } }))
    expect(runs(one)).toMatchObject({ b: { state: 'done' }, c: { state: 'rejected', result: 'not that one' } })
    expect(execute).toHaveBeenCalledTimes(2)
    await eventually(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
    expect([one.requests.length, two.requests.length]).toEqual([1, 0])
  })

  it('are decided in both tabs in one instant: each runs once, and the turn goes on once', async () => {
    const { execute, open } = await left({ a: 'awaiting-approval', b: 'awaiting-approval' })
    const [one, two] = [await open(), await open()]
    one.chat.approve('a')
    two.chat.approve('b')
    const settle = async () => {
      for (const each of [one, two]) await each.clock.advance(1000)
      for (const each of [one, two]) expect(runs(each)).toMatchObject({ a: { state: 'done' }, b: { state: 'done' } })
      expect(one.chat.getSnapshot().run.phase).toBe('idle')
      expect(texts(two.chat)).toEqual(texts(one.chat))
    }
    await eventually(settle)
    expect(execute).toHaveBeenCalledTimes(2)
    expect([...one.requests, ...two.requests]).toHaveLength(1)
  })

  it('are decided once the page that had the lock is gone', async () => {
    const { storage, execute, open } = await left({ a: 'awaiting-approval' })
    const here = await open()
    const letGo = await lockHeld(storage)
    here.chat.approve('a')
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(execute).not.toHaveBeenCalled()
    await letGo()
    await eventually(() => expect(execute).toHaveBeenCalledTimes(1))
    await inTime(here, () => expect(here.chat.getSnapshot().run.phase).toBe('idle'))
    expect(textOf(answerOf(here.chat))).not.toBe('')
  })

  it('and are gone before the decision is carried out leave nothing running, and the lock free', async () => {
    const { execute, open } = await left({ a: 'awaiting-approval' })
    const [one, two] = [await open(), await open()]
    one.chat.approve('a')
    one.chat.remove('answer')
    await ask(two, 'haiku')
    expect(two.requests).toHaveLength(1)
    expect(execute).not.toHaveBeenCalled()
  })
})
