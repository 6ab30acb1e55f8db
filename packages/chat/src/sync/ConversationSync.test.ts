import { describe, expect, it, vi } from 'vitest'
import { answerOf, growing, setting } from '../chat.fixture.js'
import { memoryStorage, StorageError, textOf, type ConversationStorage } from '../index.js'
import { ask, eventually, idle, questions, shared, tab, texts } from './tab.fixture.js'

describe('a conversation that is kept', () => {
  it('is there again, with its branches, and is named by its first question', async () => {
    const storage = memoryStorage()
    const before = await tab(storage)
    expect(before.chat.getSnapshot().messages).toEqual([])
    await ask(before, 'haiku')
    await before.chat.regenerate()
    await before.clock.until(idle(before.chat))
    const [question, second] = before.chat.getSnapshot().messages
    const [first = ''] = before.chat.getBranches(second?.id ?? '')
    before.chat.selectBranch(first)
    await eventually(async () => expect((await storage.list())[0]).toMatchObject({ id: 'conversation', title: 'haiku', headId: first }))

    const after = await tab(storage)
    expect(after.chat.getSnapshot().messages.map(({ id }) => id)).toEqual([question?.id, first])
    expect(after.chat.getBranches(first)).toEqual([first, second?.id])
    expect(after.chat.getSnapshot().usage).toEqual(before.chat.getSnapshot().usage)
  })

  it('is named by its first question where it begins with an instruction for the model', async () => {
    const storage = memoryStorage()
    const here = await tab(storage, { initialMessages: [{ role: 'system', content: 'Be brief.' }] })
    await eventually(async () => expect(await storage.list()).toHaveLength(1))
    expect((await storage.list())[0]?.title ?? '').toBe('')
    await ask(here, 'haiku')
    await eventually(async () => expect(await storage.list()).toMatchObject([{ title: 'haiku' }]))
    await storage.save('conversation', { info: { title: 'Mine' } })
    await ask(here, 'second haiku')
    await eventually(async () => expect((await storage.load('conversation'))?.messages).toHaveLength(5))
    expect(await storage.list()).toMatchObject([{ title: 'Mine' }])
  })

  it('waits to be read before it sends', async () => {
    const storage = memoryStorage()
    await ask(await tab(storage), 'haiku')
    const here = setting({ id: 'conversation', storage })
    expect(here.chat.getSnapshot()).toMatchObject({ loading: true, messages: [] })
    await here.chat.send('another haiku')
    await here.clock.until(idle(here.chat))
    expect(questions(here.chat)).toEqual(['haiku', 'another haiku'])
    expect(here.requests[0]?.body.messages).toHaveLength(3)
  })

  it('is stopped before it could begin, and asks nothing more', async () => {
    const here = await tab(shared())
    const sent = here.chat.send('prose')
    await here.chat.stop()
    await sent
    expect(questions(here.chat)).toEqual(['prose'])
    expect(answerOf(here.chat)).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    expect(here.chat.getSnapshot().run.phase).toBe('idle')
  })

  it('has a partial answer after a reload, marked truncated', async () => {
    const storage = memoryStorage()
    const before = await tab(storage)
    await before.chat.send('prose')
    await before.clock.until(growing(before.chat))
    const { id } = answerOf(before.chat)
    await eventually(async () => expect(textOf((await storage.load('conversation'))!.messages[1]!)).not.toBe(''))
    const written = textOf((await storage.load('conversation'))!.messages[1]!)

    // Another storage over the same rows: who wrote them is gone.
    const after = await tab({ ...storage })
    await eventually(() => expect(answerOf(after.chat)).toMatchObject({ id, state: 'done', ending: { kind: 'truncated' } }))
    expect(textOf(answerOf(after.chat))).toBe(written)
    expect(after.requests).toHaveLength(0)
    await eventually(async () => expect((await storage.load('conversation'))!.messages[1]).toMatchObject({ ending: { kind: 'truncated' } }))
  })

  it('keeps what waits over a reload, and sends it once', async () => {
    const storage = shared()
    vi.stubGlobal('navigator', { onLine: false, locks: navigator.locks })
    const before = await tab(storage)
    await before.chat.send('first haiku')
    await before.chat.send('second haiku', { headers: { 'x-secret': 'key' } })
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toHaveLength(2))
    expect(JSON.stringify(await storage.load('conversation'))).not.toContain('x-secret')
    before.chat.detach()
    before.leave()
    vi.unstubAllGlobals()

    const after = await tab(storage)
    await eventually(() => expect(after.requests.length).toBeGreaterThan(0))
    await after.clock.until(idle(after.chat))
    expect(questions(after.chat)).toEqual(['first haiku', 'second haiku'])
    expect([...before.requests, ...after.requests]).toHaveLength(2)
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toEqual([]))
  })

  it('goes on without its storage, and says why', async () => {
    const broken: ConversationStorage = {
      ...memoryStorage(),
      load: () => Promise.reject(new StorageError('unavailable', 'No storage.')),
      save: () => Promise.reject(new Error('disk on fire')),
    }
    const here = await tab(broken)
    expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'unavailable' })
    await ask(here, 'haiku')
    expect(texts(here.chat)).toHaveLength(2)
    expect(here.chat.getSnapshot().storageError).toMatchObject({ name: 'StorageError', code: 'failed' })
  })

  it('is read and written where its storage cannot tell of changes', async () => {
    const storage = memoryStorage()
    const uncaught = vi.fn()
    vi.stubGlobal('queueMicrotask', (task: () => void) => Promise.resolve().then(task).catch(uncaught))
    const deaf: ConversationStorage = {
      ...storage,
      subscribe() {
        throw new Error('EventSource is not defined')
      },
    }
    const here = await tab(deaf)
    await ask(here, 'haiku')
    await eventually(async () => expect((await storage.load('conversation'))?.messages).toHaveLength(2))
    expect(uncaught).toHaveBeenCalledWith(new Error('EventSource is not defined'))
  })

  it('tells no longer that it could not be read once it is written', async () => {
    const storage = memoryStorage()
    const here = await tab({ ...storage, load: () => Promise.reject(new StorageError('blocked', 'Another tab.')) })
    expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'blocked' })
    await ask(here, 'haiku')
    await eventually(() => expect(here.chat.getSnapshot().storageError).toBeNull())
  })

  it('keeps every other row where one cannot be kept', async () => {
    const storage = memoryStorage()
    const here = await tab(storage)
    await here.chat.send('haiku', { id: 'bad', metadata: { socket: Symbol('never stored') } })
    await here.clock.until(idle(here.chat))
    await eventually(async () =>
      expect((await storage.load('conversation'))?.messages.map(({ id }) => id)).toEqual([answerOf(here.chat).id]),
    )
    expect(here.chat.getSnapshot().messages).toHaveLength(2)
  })

  it('forgets what was removed and cleared', async () => {
    const storage = memoryStorage()
    const here = await tab(storage)
    await ask(here, 'haiku')
    await ask(here, 'second haiku')
    here.chat.remove(here.chat.getSnapshot().messages[2]!.id)
    await eventually(async () => expect((await storage.load('conversation'))?.messages).toHaveLength(2))
    here.chat.clear()
    await eventually(async () => expect((await storage.load('conversation'))?.messages).toHaveLength(0))
  })

  it('forgets what waited when it is cleared, though nothing runs', async () => {
    const storage = shared()
    const here = await tab(storage)
    await here.chat.send('error')
    await here.chat.send('haiku')
    await here.clock.until(idle(here.chat))
    expect(here.chat.getSnapshot().queueHeld).toBe(true)
    await eventually(async () => expect((await storage.load('conversation'))?.queue).toHaveLength(1))
    here.chat.clear()
    await eventually(async () => expect(await storage.load('conversation')).toMatchObject({ messages: [], queue: [] }))
    // The lock is free: another tab may run.
    const other = await tab(storage)
    await ask(other, 'haiku')
    expect(other.requests).toHaveLength(1)
  })

  it('is cleared while an answer comes, here or from another tab', async () => {
    for (const byOther of [false, true]) {
      const storage = shared()
      const [one, two] = [await tab(storage), await tab(storage)]
      await one.chat.send('prose')
      await one.clock.until(growing(one.chat))
      await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
      ;(byOther ? two : one).chat.clear()
      await eventually(() => expect([one.chat.getSnapshot().messages, two.chat.getSnapshot().messages]).toEqual([[], []]))
      await eventually(() => expect(one.chat.getSnapshot().run.phase).toBe('idle'))
      await eventually(async () => expect((await storage.load('conversation'))?.messages).toEqual([]))
      await ask(two, 'haiku')
      await eventually(() => expect(texts(one.chat)).toEqual(texts(two.chat)))
    }
  })

  it('is forgotten when it is removed from its storage, and begins anew', async () => {
    for (const storage of [memoryStorage(), shared()]) {
      const here = await tab(storage)
      await ask(here, 'haiku')
      await here.chat.send('prose')
      await here.clock.until(growing(here.chat))
      await storage.clear()
      await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ messages: [], run: { phase: 'idle' }, usage: undefined }))
      await here.clock.until(eventually(() => expect(here.exchanges.at(-1)).toMatchObject({ ending: 'disconnected' })))
      expect(await storage.list()).toEqual([])
      await ask(here, 'another haiku')
      await eventually(async () => expect(await storage.list()).toMatchObject([{ title: 'another haiku' }]))
      expect((await storage.load('conversation'))?.messages).toHaveLength(2)
      here.leave()
    }
  })

  it('is written again where the storage lost it, and stays as it is', async () => {
    for (const storage of [memoryStorage(), shared()]) {
      const here = await tab(storage)
      await ask(here, 'haiku')
      here.leave()
      // Nobody listens: all that can be known is that it is not there.
      await storage.remove('conversation')
      await ask(here, 'another haiku')
      expect(questions(here.chat)).toEqual(['haiku', 'another haiku'])
      await eventually(async () => expect(await storage.list()).toMatchObject([{ title: 'haiku' }]))
      expect((await storage.load('conversation'))?.messages.map(textOf)).toEqual(texts(here.chat))
    }
  })

  it('shows what follows a row that is missing, and says so of one that cannot be read', async () => {
    const storage = memoryStorage()
    const before = await tab(storage)
    await ask(before, 'haiku')
    await ask(before, 'second haiku')
    await before.chat.stop()
    const { messages } = (await storage.load('conversation'))!
    const damaged: ConversationStorage = {
      ...storage,
      load: async (id) => ({
        ...(await storage.load(id))!,
        messages: messages.slice(1),
        unreadable: [{ id: messages[0]!.id, reason: 'newer' }],
      }),
    }
    const here = await tab(damaged)
    expect(here.chat.getSnapshot().messages.map(({ id }) => id)).toEqual(messages.slice(1).map(({ id }) => id))
    expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'newer' })
    await ask(here, 'third haiku')
    expect(here.chat.getSnapshot().storageError).toMatchObject({ code: 'newer' })
  })
})

describe('two tabs on one conversation', () => {
  it('show the same, and only one of them asks', async () => {
    const storage = shared()
    const [one, two] = [await tab(storage), await tab(storage)]
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(textOf(answerOf(two.chat)).length).toBeGreaterThan(0))
    expect(two.chat.getSnapshot().run.phase).toBe('streaming')
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
    expect(two.chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' }, error: null })
    expect(answerOf(two.chat)).toEqual(answerOf(one.chat))
    expect(two.requests).toHaveLength(0)

    await two.chat.send('haiku')
    await two.clock.until(idle(two.chat))
    await eventually(() => expect(texts(one.chat)).toEqual(texts(two.chat)))
    expect(one.requests).toHaveLength(1)
    expect(two.requests[0]?.body.messages).toHaveLength(3)
  })

  it('one that hears of an answer late, while it reads the end of it, takes the end', async () => {
    const late = hearingLate()
    const stored = shared()
    const reading = { isLate: false, release: () => undefined as void }
    const storage: ConversationStorage = {
      ...stored,
      async load(id) {
        const found = await stored.load(id)
        if (reading.isLate) await new Promise<void>((resolve) => (reading.release = resolve))
        return found
      },
    }
    const one = await tab(stored)
    const two = await late.during(() => tab(storage))
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
    late.hold()
    await one.clock.advance(300)
    await eventually(() => expect(late.kinds).toContain('live'))
    reading.isLate = true
    await one.clock.until(idle(one.chat))
    expect(answerOf(one.chat)).toMatchObject({ ending: { kind: 'complete' } })
    // The lock is free: the other one reads what there is, and hears only now that more of it came.
    await eventually(() => expect(reading.release.length).toBe(1))
    late.tell('live')
    reading.release()
    await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('idle'))
    expect(answerOf(two.chat)).toEqual(answerOf(one.chat))
    late.tell('rows')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([answerOf(one.chat), answerOf(two.chat), (await stored.load('conversation'))?.messages.at(-1)]).toMatchObject(
      Array.from({ length: 3 }, () => ({ ending: { kind: 'complete' } })),
    )
  })

  it('one stops what the other runs', async () => {
    const storage = shared()
    const [one, two] = [await tab(storage), await tab(storage)]
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
    await two.chat.stop()
    await eventually(() => expect(answerOf(one.chat)).toMatchObject({ ending: { kind: 'stopped' } }))
    await eventually(() => expect(answerOf(two.chat)).toEqual(answerOf(one.chat)))
  })

  it('what is sent in the other waits where the conversation runs, and goes out once', async () => {
    const storage = shared()
    const [one, two] = [await tab(storage), await tab(storage)]
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
    await two.chat.send('haiku', { id: 'queued' })
    await two.chat.send('last haiku', { id: 'removed' })
    await eventually(() => expect(one.chat.getSnapshot().queue).toHaveLength(2))
    two.chat.queue.remove('removed')
    await eventually(() => expect(one.chat.getSnapshot().queue).toHaveLength(1))
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(questions(two.chat)).toEqual(['prose', 'haiku']))
    await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queue: [], run: { phase: 'idle' } }))
    expect(one.requests.map(({ key }) => key).at(-1)).toBe('queued')
    expect(two.requests).toHaveLength(0)
  })

  it('what was sent while another was about to run goes out, though nobody looks any more', async () => {
    const storage = shared()
    const here = await tab(storage)
    let letGo: (() => void) | undefined
    const held = navigator.locks.request(
      `rivulet-chat:${storage.name}:conversation`,
      () => new Promise<void>((resolve) => (letGo = resolve)),
    )
    await here.chat.send('haiku', { id: 'given' })
    expect(here.chat.getSnapshot().queue).toMatchObject([{ id: 'given' }])
    here.leave()
    letGo?.()
    await held
    await eventually(() => expect(here.requests).toMatchObject([{ key: 'given' }]))
    await here.clock.until(idle(here.chat))
    await eventually(async () => expect((await storage.load('conversation'))?.messages.at(-1)).toMatchObject({ state: 'done' }))
    expect(here.requests).toHaveLength(1)
  })

  it('one that comes in the middle of an answer has all of it', async () => {
    const storage = shared()
    const one = await tab(storage)
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    const two = await tab(storage)
    await eventually(() => expect(textOf(answerOf(two.chat))).toBe(textOf(answerOf(one.chat))))
    expect(answerOf(two.chat).ending).toBeUndefined()
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(answerOf(two.chat)).toEqual(answerOf(one.chat)))
  })

  it('both send in one instant: each message goes out once', async () => {
    const storage = shared()
    const [one, two] = [await tab(storage), await tab(storage)]
    await Promise.all([one.chat.send('first haiku'), two.chat.send('second haiku')])
    const settle = async () => {
      await one.clock.advance(1000)
      await two.clock.advance(1000)
      expect(questions(one.chat).toSorted()).toEqual(['first haiku', 'second haiku'])
      expect(texts(two.chat)).toEqual(texts(one.chat))
      expect(one.chat.getSnapshot().run.phase).toBe('idle')
    }
    await eventually(settle)
    expect([...one.requests, ...two.requests]).toHaveLength(2)
  })
})

/** Channels that are opened meanwhile keep back what they hear, from when they are told to until they are told to tell it. */
function hearingLate() {
  let isHeld = false
  let kept: (() => void)[] = []
  const kinds: string[] = []
  class LateChannel extends BroadcastChannel {
    override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
      super.addEventListener(type, (event) => {
        const hear = () => (typeof listener === 'function' ? listener(event) : listener.handleEvent(event))
        if (!isHeld) return hear()
        kinds.push((event as MessageEvent<{ type: string }>).data.type)
        kept.push(hear)
      })
    }
  }
  return {
    kinds,
    async during<Opened>(open: () => Promise<Opened>): Promise<Opened> {
      vi.stubGlobal('BroadcastChannel', LateChannel)
      try {
        return await open()
      } finally {
        vi.unstubAllGlobals()
      }
    },
    hold() {
      isHeld = true
    },
    tell(kind: 'live' | 'rows') {
      const told = kept.filter((_hear, index) => kinds[index] === kind)
      expect(told.length).toBeGreaterThan(0)
      kept = kept.map((hear, index) => (kinds[index] === kind ? () => undefined : hear))
      for (const hear of told) hear()
    },
  }
}
