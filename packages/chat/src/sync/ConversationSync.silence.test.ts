import { describe, expect, it } from 'vitest'
import { answerOf, growing } from '../chat.fixture.js'
import { ChatBusyError, memoryStorage, textOf, timeLimited, type ConversationStorage } from '../index.js'
import { holdable } from './holdable.fixture.js'
import { ask, eventually, idle, inTime, questions, shared, tab, texts } from './tab.fixture.js'

/** Short enough for a test; no test says how long it takes. */
const IMPATIENT = { storageTimeoutMs: 40 }
const never = () => new Promise<never>(() => undefined)
const rows = async (storage: ConversationStorage) => (await storage.load('conversation'))?.messages.map(textOf) ?? []

describe('a storage that is silent', () => {
  it('when it is read keeps nobody waiting, and what it says at last is taken in', async () => {
    const before = memoryStorage()
    await ask(await tab(before), 'haiku')
    const slow = holdable({ ...before })
    slow.hold('load')
    const here = await tab(slow.storage, IMPATIENT)
    expect(here.chat.getSnapshot()).toMatchObject({ messages: [], storageError: { code: 'timeout' } })
    await ask(here, 'another haiku')
    expect(answerOf(here.chat).ending).toMatchObject({ kind: 'complete' })
    slow.letGo('load', true)
    await eventually(() => expect(here.chat.getSnapshot().storageError).toBeNull())
    expect(questions(here.chat)).toEqual(['another haiku'])
    const [asked] = here.chat.getSnapshot().messages
    await eventually(() => expect(here.chat.getBranches(asked!.id)).toHaveLength(2))
    await eventually(async () => expect(await rows(before)).toHaveLength(4))
    expect(here.requests).toHaveLength(1)
  })

  it('and then says what there is to somebody who only looks', async () => {
    const before = memoryStorage()
    await ask(await tab(before), 'haiku')
    const slow = holdable({ ...before })
    slow.hold('load')
    const here = await tab(slow.storage, { ...IMPATIENT, initialMessages: [{ role: 'user', content: 'As it was made' }] })
    expect(texts(here.chat)).toEqual(['As it was made'])
    slow.letGo('load', true)
    await eventually(() => expect(questions(here.chat)).toEqual(['haiku']))
    expect(here.chat.getSnapshot().storageError).toBeNull()
  })

  it('when it is written has all of it once it answers again', async () => {
    const slow = holdable()
    const here = await tab(slow.storage, IMPATIENT)
    await ask(here, 'haiku')
    slow.hold('save')
    await ask(here, 'second haiku')
    await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ name: 'StorageError', code: 'timeout' }))
    expect(texts(here.chat)).toHaveLength(4)
    expect(await rows(slow.kept)).toHaveLength(2)
    // What was asked of it is lost: it answers what is asked from now on.
    slow.letGo('save')
    await eventually(async () => expect(await rows(slow.kept)).toEqual(texts(here.chat)))
    await eventually(() => expect(here.chat.getSnapshot().storageError).toBeNull())
    expect(here.requests).toHaveLength(2)
  })

  it('and carries out late what was asked before has the newest rows in the end', async () => {
    const slow = holdable()
    const here = await tab(slow.storage, IMPATIENT)
    await ask(here, 'haiku')
    slow.hold('save')
    await ask(here, 'second haiku')
    slow.letGo('save')
    await eventually(async () => expect(await rows(slow.kept)).toEqual(texts(here.chat)))
    expect(answerOf(here.chat)).toMatchObject({ state: 'done' })
    slow.carryOut()
    await eventually(() => expect(slow.waiting()).toBe(0))
    await eventually(async () => expect((await slow.kept.load('conversation'))?.messages.at(-1)).toEqual(answerOf(here.chat)))
    expect(here.chat.getSnapshot().storageError).toBeNull()
  })

  it('while something comes to wait has other tabs show it only once it is written: it would be lost with this tab', async () => {
    const kept = shared()
    const slow = holdable(kept)
    const [one, two] = [await tab(slow.storage), await tab(kept)]
    await one.chat.send('prose')
    await eventually(() => expect(questions(two.chat)).toEqual(['prose']))
    slow.hold('save')
    await one.chat.send('haiku', { id: 'queued' })
    // What is told of the answer comes after.
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(textOf(answerOf(two.chat))).not.toBe(''))
    expect(two.chat.getSnapshot().queue).toEqual([])
    slow.letGo('save', true)
    await eventually(() => expect(two.chat.getSnapshot().queue).toMatchObject([{ id: 'queued' }]))
    expect(await kept.load('conversation')).toMatchObject({ queue: [{ id: 'queued' }] })
  })

  it('is not asked again without end: what is carried out late is known to be', async () => {
    const slow = holdable()
    const here = await tab(slow.storage, IMPATIENT)
    slow.hold('save')
    await ask(here, 'haiku')
    await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'timeout' }))
    slow.letGo('save', true)
    await eventually(async () => expect(await rows(slow.kept)).toEqual(texts(here.chat)))
    await eventually(() => expect(here.chat.getSnapshot().storageError).toBeNull())
    await here.chat.stop()
    const asked = slow.calls.length
    await new Promise((resolve) => setTimeout(resolve, 5 * IMPATIENT.storageTimeoutMs))
    expect(slow.calls).toHaveLength(asked)
  })

  it.each([0, Infinity])('is waited for without end where that is asked for: %s', async (storageTimeoutMs) => {
    const slow = holdable()
    slow.hold('load')
    const here = await tab(slow.storage, { storageTimeoutMs, loads: false })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(here.chat.getSnapshot()).toMatchObject({ loading: true, storageError: null })
    slow.letGo('load', true)
    await eventually(() => expect(here.chat.getSnapshot().loading).toBe(false))
  })

  it('is so to each call of an application that asks within a limit', async () => {
    const silent: ConversationStorage = { name: 's', list: never, load: never, save: never, remove: never, clear: never, revision: never }
    const limited = timeLimited(silent, 20)
    expect(limited.name).toBe('s')
    for (const call of [
      limited.list(),
      limited.load('a'),
      limited.save('a', {}),
      limited.remove('a'),
      limited.clear(),
      limited.revision?.('a'),
    ])
      await expect(call).rejects.toMatchObject({ name: 'StorageError', code: 'timeout' })
    const kept = memoryStorage()
    await timeLimited(kept, 20).save('a', { info: { title: 'A' } })
    expect(await timeLimited(kept, 20).list()).toMatchObject([{ title: 'A' }])
    const throws: ConversationStorage = {
      ...kept,
      list() {
        throw new SyntaxError('No.')
      },
    }
    await expect(timeLimited(throws).list()).rejects.toThrow(SyntaxError)
  })
})

/** A tab whose storage is still being read. */
async function opened(options: Parameters<typeof tab>[1] = {}) {
  const slow = holdable()
  slow.hold('load')
  return { slow, here: await tab(slow.storage, { ...options, loads: false }) }
}

describe('a message that is sent while the storage is being read', () => {
  it('is shown at once, in order, and goes out when the conversation is there', async () => {
    const { slow, here } = await opened()
    const sending = [here.chat.send('haiku', { id: 'a' }), here.chat.send('second haiku', { id: 'b' })]
    expect(here.chat.getSnapshot()).toMatchObject({ loading: true, queue: [{ id: 'a' }, { id: 'b' }], messages: [] })
    await here.chat.send('twice', { id: 'a' })
    slow.letGo('load', true)
    await Promise.all(sending)
    await inTime(here, () => expect(questions(here.chat)).toEqual(['haiku', 'second haiku']))
    await here.clock.until(idle(here.chat))
    expect(here.chat.getSnapshot().queue).toEqual([])
    expect(here.requests.map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('can be changed and taken back until then', async () => {
    const { slow, here } = await opened()
    const sending = [
      here.chat.send('haiku', { id: 'a' }),
      here.chat.send('gone', { id: 'b' }),
      here.chat.send('last', { id: 'c', headers: { 'x-of': 'c' } }),
    ]
    here.chat.queue.edit('a', 'edited haiku')
    here.chat.queue.remove('b')
    slow.letGo('load', true)
    await Promise.all(sending)
    await inTime(here, () => expect(questions(here.chat)).toEqual(['edited haiku', 'last']))
    await here.clock.until(idle(here.chat))
    expect(here.requests.map(({ key }) => key)).toEqual(['a', 'c'])
  })

  it('is gone with all others when the chat is cleared', async () => {
    const { slow, here } = await opened()
    const sending = here.chat.send('haiku')
    here.chat.clear()
    slow.letGo('load', true)
    await sending
    await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ loading: false, queue: [], messages: [] }))
    expect(here.requests).toEqual([])
  })

  it('goes out where it is sent after the chat was cleared, and what was stored is gone', async () => {
    const { slow, here } = await opened()
    const gone = here.chat.send('gone')
    here.chat.clear()
    const sending = here.chat.send('haiku', { id: 'after' })
    slow.letGo('load', true)
    await Promise.all([gone, sending])
    await inTime(here, () => expect(questions(here.chat)).toEqual(['haiku']))
    await here.clock.until(idle(here.chat))
    expect(here.requests.map(({ key }) => key)).toEqual(['after'])
    await eventually(async () => expect((await slow.kept.load('conversation'))?.messages).toHaveLength(2))
  })

  it('is not left behind where it is refused', async () => {
    const { slow, here } = await opened({ whileBusy: 'reject' })
    const first = here.chat.send('haiku', { id: 'a' })
    const second = expect(here.chat.send('second haiku', { id: 'b' })).rejects.toThrow(ChatBusyError)
    slow.letGo('load', true)
    await first
    await second
    expect(here.chat.getSnapshot().queue).toEqual([])
    await here.clock.until(idle(here.chat))
    expect(questions(here.chat)).toEqual(['haiku'])
  })
})

describe('a message that is sent', () => {
  it('is in the storage before its answer is asked for', async () => {
    const slow = holdable()
    const here = await tab(slow.storage)
    slow.hold('save')
    await here.chat.send('haiku', { id: 'question' })
    await eventually(() => expect(slow.waiting()).toBeGreaterThan(0))
    expect(here.chat.getSnapshot()).toMatchObject({ messages: [{ id: 'question' }, { state: 'pending' }], run: { phase: 'connecting' } })
    expect(here.requests).toEqual([])
    slow.letGo('save', true)
    await eventually(() => expect(here.requests).toHaveLength(1))
    expect(await rows(slow.kept)).toContain('haiku')
    await here.clock.until(idle(here.chat))
    expect(here.requests).toHaveLength(1)
  })

  it('is asked once, without it, where the storage is silent or refuses it', async () => {
    const slow = holdable()
    const refusing: ConversationStorage = { ...memoryStorage(), save: () => Promise.reject(new Error('full')) }
    slow.hold('save')
    for (const storage of [slow.storage, refusing]) {
      const here = await tab(storage, IMPATIENT)
      await here.chat.send('haiku')
      await eventually(() => expect(here.requests).toHaveLength(1))
      await here.clock.until(idle(here.chat))
      expect(here.requests).toHaveLength(1)
    }
  })

  it('and stopped before that is asked nowhere', async () => {
    const slow = holdable()
    const here = await tab(slow.storage)
    slow.hold('save')
    await here.chat.send('haiku')
    await here.chat.stop()
    slow.letGo('save', true)
    await eventually(async () => expect(await rows(slow.kept)).toHaveLength(2))
    expect(answerOf(here.chat).ending).toEqual({ kind: 'stopped' })
    expect(here.requests).toEqual([])
  })
})

describe('a conversation that nobody else has written', () => {
  it('is not read again for each message', async () => {
    for (const kept of [memoryStorage(), shared()]) {
      const slow = holdable(kept)
      const here = await tab(slow.storage)
      await ask(here, 'haiku')
      await ask(here, 'second haiku')
      const loads = slow.calls.filter((call) => call === 'load').length
      for (const nth of ['third', 'fourth', 'fifth']) await ask(here, `${nth} haiku`)
      expect(slow.calls.filter((call) => call === 'load')).toHaveLength(loads)
      expect(await rows(kept)).toEqual(texts(here.chat))
    }
  })

  it('is read again after another tab wrote, and where the storage cannot tell', async () => {
    const kept = shared()
    const slow = holdable(kept)
    const loads = () => slow.calls.filter((call) => call === 'load').length
    const here = await tab(slow.storage)
    await ask(here, 'haiku')
    await ask(here, 'second haiku')
    const other = await tab(kept)
    await ask(other, 'third haiku')
    const before = loads()
    await ask(here, 'fourth haiku')
    expect(loads()).toBeGreaterThan(before)
    expect(questions(here.chat)).toEqual(['haiku', 'second haiku', 'third haiku', 'fourth haiku'])

    const mute = holdable({ ...shared(), revision: undefined })
    const alone = await tab(mute.storage)
    await ask(alone, 'haiku')
    await ask(alone, 'second haiku')
    const sofar = mute.calls.filter((call) => call === 'load').length
    await ask(alone, 'third haiku')
    expect(mute.calls.filter((call) => call === 'load').length).toBeGreaterThan(sofar)
  })
})

describe('two chats of one page on a storage without a name', () => {
  it('are as two tabs: one runs, and neither loses what waits in the other', async () => {
    const storage = memoryStorage()
    const [one, two] = [await tab(storage), await tab(storage)]
    await one.chat.send('prose')
    await one.chat.send('haiku', { id: 'of-one' })
    await eventually(() => expect(two.chat.getSnapshot().queue).toHaveLength(1))
    await two.chat.send('last haiku', { id: 'of-two' })
    await eventually(() => expect(one.chat.getSnapshot().queue).toMatchObject([{ id: 'of-one' }, { id: 'of-two' }]))
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toHaveLength(2))
    await inTime(one, () => expect(questions(two.chat)).toEqual(['prose', 'haiku', 'last haiku']))
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
    expect(two.requests).toEqual([])
    expect(one.requests).toHaveLength(3)
  })
})
