// Writes that come late, fail, or are of what is gone by then.
import { describe, expect, it } from 'vitest'
import { answerOf, growing } from '../chat.fixture.js'
import { memoryStorage, StorageError, textOf, type ConversationStorage } from '../index.js'
import { holdable } from './holdable.fixture.js'
import { ask, eventually, idle, inTime, questions, tab, texts } from './tab.fixture.js'

const IMPATIENT = { storageTimeoutMs: 40 }
const stored = async (storage: ConversationStorage) => (await storage.load('conversation'))?.messages.map(textOf) ?? []
const waits = async (storage: ConversationStorage) => (await storage.load('conversation'))?.queue.map(({ id }) => id)
const isFree = async () => (await navigator.locks.query()).held?.every(({ name }) => !name?.endsWith(':conversation'))

/** A tab whose conversation is removed from its storage while something of it is on its way there. */
async function removedWhileWritten(options: Parameters<typeof tab>[1] = {}) {
  const slow = holdable()
  const here = await tab(slow.storage, options)
  await ask(here, 'haiku')
  await eventually(async () => expect(await stored(slow.kept)).toHaveLength(2))
  slow.hold('save')
  await here.chat.send('secret haiku')
  await eventually(() => expect(slow.waiting()).toBeGreaterThan(0))
  if ('storageTimeoutMs' in options) await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'timeout' }))
  await slow.kept.remove('conversation')
  expect(here.chat.getSnapshot().messages).toEqual([])
  return { slow, here }
}

describe.each([
  ['that is still waited for', {}],
  ['that is waited for no longer', IMPATIENT],
])('a write %s when the conversation is removed', (_which, options) => {
  it('does not bring it back', async () => {
    const { slow, here } = await removedWhileWritten(options)
    slow.letGo('save', true)
    await eventually(() => expect(slow.waiting()).toBe(0))
    await eventually(async () => expect(await slow.kept.list()).toEqual([]))
    expect(slow.calls).toContain('remove')
    await ask(here, 'another haiku')
    await eventually(async () => expect(await stored(slow.kept)).toEqual(texts(here.chat)))
  })

  it('brings nothing of it back where somebody has begun anew by then', async () => {
    const { slow, here } = await removedWhileWritten(options)
    await here.chat.send('another haiku')
    slow.letGo('save', true)
    await eventually(() => expect(here.requests.at(-1)?.body.messages).toMatchObject([{ content: 'another haiku' }]))
    await here.clock.until(idle(here.chat))
    expect(questions(here.chat)).toEqual(['another haiku'])
    await eventually(async () => expect(await stored(slow.kept)).toEqual(texts(here.chat)))
  })

  it('and fails is not told of', async () => {
    const { slow, here } = await removedWhileWritten(options)
    slow.letGo('save')
    slow.fail()
    await ask(here, 'another haiku')
    await eventually(async () => expect(await stored(slow.kept)).toEqual(texts(here.chat)))
    expect(here.chat.getSnapshot().storageError).toBeNull()
  })
})

describe('a write', () => {
  it('of a message that is sent anew while it is removed leaves it there', async () => {
    const slow = holdable({ ...memoryStorage(), revision: undefined })
    const here = await tab(slow.storage)
    await here.chat.send('haiku', { id: 'q' })
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect(await stored(slow.kept)).toHaveLength(2))
    slow.hold('load')
    const sending = here.chat.send('the same haiku', { id: 'r' })
    await eventually(() => expect(slow.waiting()).toBe(1))
    slow.hold('save')
    here.chat.remove('q')
    await eventually(() => expect(slow.waiting()).toBe(2))
    const anew = here.chat.send('haiku once more', { id: 'q' })
    slow.letGo('load')
    slow.carryOut()
    slow.letGo('save', true)
    await Promise.all([sending, anew])
    await inTime(here, () => expect(questions(here.chat)).toEqual(['the same haiku', 'haiku once more']))
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect(await stored(slow.kept)).toEqual(texts(here.chat)))
  })

  it('that is on its way while the conversation is read again is not undone by what was there before', async () => {
    const storage = memoryStorage()
    let reads = 0
    let settle: (() => void) | undefined
    const slow = holdable({
      ...storage,
      revision: undefined,
      async load(id) {
        const found = await storage.load(id)
        if ((reads += 1) === 3) await new Promise<void>((resolve) => (settle = resolve))
        return found
      },
    })
    const here = await tab(slow.storage)
    await ask(here, 'haiku')
    const [, first] = here.chat.getSnapshot().messages
    expect(reads).toBe(2)
    const sending = here.chat.send('another haiku')
    await eventually(() => expect(settle).toBeTypeOf('function'))
    slow.hold('save')
    here.chat.remove(first!.id)
    await eventually(() => expect(slow.waiting()).toBe(1))
    settle?.()
    await eventually(() => expect(slow.waiting()).toBe(1))
    slow.letGo('save', true)
    await sending
    await here.clock.until(idle(here.chat))
    await eventually(() => expect(here.requests).toHaveLength(2))
    await here.clock.until(idle(here.chat))
    expect(here.chat.getMessage(first!.id)).toBeUndefined()
    expect(here.requests[1]?.body.messages.map(({ role }) => role)).toEqual(['user', 'user'])
    await eventually(async () => expect(await stored(storage)).toEqual(texts(here.chat)))
  })

  it('of a queue keeps every message but one that cannot be kept', async () => {
    const storage = memoryStorage()
    const here = await tab(storage)
    await here.chat.send('prose')
    await here.clock.until(growing(here.chat))
    await here.chat.send('haiku', { id: 'bad', metadata: { socket: Symbol('never stored') } })
    await here.chat.send('haiku', { id: 'good' })
    await eventually(async () => expect(await waits(storage)).toEqual(['good']))
    expect(here.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'bad' }, { id: 'good' }] })
    await here.chat.stop()
  })

  it.each([
    ['that another tab blocks', new StorageError('blocked', 'Another tab.')],
    ['that a server fails to make', new Error('503')],
  ])('%s is made again, though nothing changes any more', async (_which, error) => {
    const storage = memoryStorage()
    let blocked = 0
    const here = await tab({
      ...storage,
      save: (id, change) => {
        if (change.messages?.some(({ state }) => state === 'done') && blocked++ < 6) {
          return Promise.reject(error)
        }
        return storage.save(id, change)
      },
    })
    await ask(here, 'haiku')
    await here.chat.stop()
    await eventually(async () => expect(await stored(storage)).toEqual(texts(here.chat)))
    await eventually(() => expect(here.chat.getSnapshot().storageError).toBeNull())
    expect(blocked).toBeGreaterThan(1)
  })

  it('of what waited that is carried out late does not bring it back, though nothing runs here any more', async () => {
    const slow = holdable()
    const here = await tab(slow.storage, IMPATIENT)
    await ask(here, 'haiku')
    await here.chat.send('error')
    await eventually(() => expect(here.requests).toHaveLength(2))
    slow.hold('save')
    await here.chat.send('second haiku', { id: 'waits' })
    await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'timeout' }))
    slow.letGo('save')
    await here.clock.until(idle(here.chat))
    here.chat.queue.remove('waits')
    await eventually(async () => expect([await waits(slow.kept), await isFree()]).toEqual([[], true]))
    slow.carryOut()
    await eventually(() => expect(slow.waiting()).toBe(0))
    await eventually(async () => expect(await waits(slow.kept)).toEqual([]))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await waits(slow.kept)).toEqual([])
  })

  it('that fails late is made again, with what was removed and what waits', async () => {
    const slow = holdable()
    const here = await tab(slow.storage, IMPATIENT)
    await ask(here, 'haiku')
    await ask(here, 'second haiku')
    await here.chat.send('prose')
    await here.clock.until(growing(here.chat))
    slow.hold('save')
    await here.chat.send('third haiku', { id: 'waits' })
    here.chat.remove(here.chat.getSnapshot().messages[0]!.id)
    await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'timeout' }))
    slow.fail()
    await here.chat.send('fourth haiku', { id: 'next' })
    await eventually(() => expect(slow.waiting()).toBeGreaterThan(1))
    slow.letGo('save', true)
    await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ storageError: null }))
    await here.chat.stop()
    await eventually(async () => expect(await stored(slow.kept)).toEqual(texts(here.chat)))
    await eventually(async () => expect(await waits(slow.kept)).toEqual(here.chat.getSnapshot().queue.map(({ id }) => id)))
  })

  it('that throws what is no error is told of as one', async () => {
    const here = await tab({
      ...memoryStorage(),
      // oxlint-disable-next-line prefer-promise-reject-errors -- What somebody else's storage may do.
      save: () => Promise.reject('no room'),
    })
    await ask(here, 'haiku')
    await eventually(() => expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'failed', cause: 'no room' }))
  })
})

/** A storage that reads at once, and gives what it read when it is told to. */
async function readLate() {
  const storage = memoryStorage()
  await ask(await tab(storage), 'haiku')
  let settle: ((isRead: boolean) => void) | undefined
  const slow: ConversationStorage = {
    ...storage,
    async load(id) {
      const found = await storage.load(id)
      if (!(await new Promise<boolean>((resolve) => (settle = resolve)))) throw new Error('disk on fire')
      return found
    },
  }
  const here = await tab(slow, IMPATIENT)
  expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'timeout' })
  return { here, storage, settle: (isRead: boolean) => settle?.(isRead) }
}

describe('a conversation that is read late', () => {
  it('goes on from what was sent meanwhile', async () => {
    const { here, settle } = await readLate()
    await here.chat.send('another haiku', { id: 'q' })
    await here.clock.until(idle(here.chat))
    settle(true)
    await eventually(() => expect(here.chat.getBranches('q')).toHaveLength(2))
    expect(questions(here.chat)).toEqual(['another haiku'])
    expect(answerOf(here.chat).ending).toMatchObject({ kind: 'complete' })
  })

  it('leaves what was sent meanwhile in the queue, behind what waited before', async () => {
    const { here, storage, settle } = await readLate()
    await here.chat.send('another haiku', { id: 'q' })
    await here.chat.send('a third haiku', { id: 'third' })
    expect(here.chat.getSnapshot().queue).toMatchObject([{ id: 'third' }])
    settle(true)
    await eventually(() => expect(here.chat.getBranches('q')).toHaveLength(2))
    expect(here.chat.getSnapshot().queue).toMatchObject([{ id: 'third' }])
    await here.clock.until(idle(here.chat))
    await eventually(() => expect(questions(here.chat)).toContain('a third haiku'))
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toEqual([]))
  })

  it('and fails leaves what there is', async () => {
    const { here, storage, settle } = await readLate()
    await here.chat.send('another haiku')
    settle(false)
    await here.clock.until(idle(here.chat))
    expect(questions(here.chat)).toEqual(['another haiku'])
    await eventually(async () => expect((await storage.load('conversation'))?.messages.length).toBe(4))
  })
})
