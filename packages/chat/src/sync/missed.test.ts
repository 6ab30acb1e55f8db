// A tab that did not hear all that another one told: it asks, or reads, and shows the same in the end.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, growing } from '../chat.fixture.js'
import { memoryStorage, reasoningOf, textOf } from '../index.js'
import { leftWaiting } from '../tools/waiting.fixture.js'
import { holdable } from './holdable.fixture.js'
import { ask, eventually, idle, questions, shared, tab, texts } from './tab.fixture.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

type Kind = 'rows' | 'live' | 'hello' | 'action'

/** Opens a tab that hears nothing of these kinds, from when they are named until it hears all again. What it did not hear can be told it late. */
async function deafTab(storage: Parameters<typeof tab>[0]) {
  const missed = new Set<Kind>()
  const late: (() => void)[] = []
  class DeafChannel extends BroadcastChannel {
    override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
      super.addEventListener(type, (event) => {
        const hear = () => (typeof listener === 'function' ? listener(event) : listener.handleEvent(event))
        if (missed.has((event as MessageEvent<{ type: Kind }>).data.type)) late.push(hear)
        else hear()
      })
    }
  }
  vi.stubGlobal('BroadcastChannel', DeafChannel)
  const here = await tab(storage)
  vi.unstubAllGlobals()
  return {
    here,
    late,
    miss: (...kinds: Kind[]) => kinds.forEach((kind) => missed.add(kind)),
    hear: () => missed.clear(),
    tellLate: () => late.splice(0).forEach((hear) => hear()),
  }
}

describe('a tab that missed', () => {
  it('a whole turn reads it once the next one is told of', async () => {
    const storage = shared()
    const one = await tab(storage)
    const two = await deafTab(storage)
    two.miss('rows', 'live')
    await ask(one, 'haiku')
    expect(texts(two.here.chat)).toEqual([])
    two.hear()
    await ask(one, 'second haiku')
    await eventually(() => expect(texts(two.here.chat)).toEqual(texts(one.chat)))
  })

  it('the beginning of an answer, or a piece of it, asks and has all of it', async () => {
    for (const kinds of [['rows', 'live'], ['live']] as Kind[][]) {
      const storage = shared()
      const one = await tab(storage)
      const two = await deafTab(storage)
      if (kinds.length > 1) two.miss(...kinds)
      await one.chat.send('prose')
      await one.clock.until(growing(one.chat))
      two.miss(...kinds)
      await one.clock.advance(300)
      await eventually(() => expect(two.late.length).toBeGreaterThan(0))
      const text = textOf(answerOf(one.chat))
      two.hear()
      await one.clock.advance(300)
      await eventually(() => expect(textOf(answerOf(two.here.chat)).length).toBeGreaterThan(text.length))
      expect(textOf(answerOf(one.chat)).startsWith(textOf(answerOf(two.here.chat)))).toBe(true)
      await one.clock.until(idle(one.chat))
      await eventually(() => expect(answerOf(two.here.chat)).toEqual(answerOf(one.chat)))
    }
  })

  it('how an answer grew, and hears of it after its end, leaves the end as it is', async () => {
    const storage = shared()
    const one = await tab(storage)
    const two = await deafTab(storage)
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(two.here.chat.getSnapshot().run.phase).toBe('streaming'))
    two.miss('live')
    await one.clock.advance(300)
    await eventually(() => expect(two.late.length).toBeGreaterThan(0))
    await one.chat.stop()
    await eventually(() => expect(answerOf(two.here.chat)).toEqual(answerOf(one.chat)))
    two.tellLate()
    expect(answerOf(two.here.chat)).toEqual(answerOf(one.chat))
    expect(two.here.chat.getSnapshot().run.phase).toBe('idle')
  })
})

describe('three tabs', () => {
  it('of which one runs: only that one does what another asks for', async () => {
    const storage = shared()
    const [one, two, three] = [await tab(storage), await tab(storage), await tab(storage)]
    await one.chat.send('prose')
    await one.clock.until(growing(one.chat))
    await eventually(() => expect(three.chat.getSnapshot().run.phase).toBe('streaming'))
    await two.chat.send('haiku', { id: 'q' })
    await eventually(() => expect(three.chat.getSnapshot().queue).toMatchObject([{ id: 'q' }]))
    await three.chat.stop()
    await eventually(() => expect(answerOf(two.chat)).toMatchObject({ ending: { kind: 'stopped' } }))
    await eventually(() => expect(three.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'q' }], queueHeld: true }))
    expect([one.requests.length, two.requests.length, three.requests.length]).toEqual([1, 0, 0])
  })
})

describe('what another tab tells', () => {
  it('is what the model thinks as well', async () => {
    const storage = shared()
    const [one, two] = [await tab(storage, { dialect: 'inferex' }), await tab(storage)]
    await one.chat.send('reasoning')
    await eventually(async () => {
      await one.clock.advance(100)
      expect(reasoningOf(answerOf(two.chat)).length).toBeGreaterThan(10)
    })
    expect(answerOf(two.chat).ending).toBeUndefined()
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(answerOf(two.chat)).toEqual(answerOf(one.chat)))
  })

  it('is what waits for the network, in a conversation where nothing was said yet', async () => {
    const storage = shared()
    vi.stubGlobal('navigator', { onLine: false, locks: navigator.locks })
    const one = await tab(storage)
    await one.chat.send('haiku', { id: 'q' })
    const two = await tab(storage)
    await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'q' }], messages: [], run: { phase: 'offline' } }))
    await one.chat.stop()
    await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queueHeld: true, run: { phase: 'idle' } }))
  })

  it('of a message that goes out is told when it is written: it would be lost with this tab', async () => {
    const kept = shared()
    const slow = holdable(kept)
    const [one, two] = [await tab(slow.storage), await tab(kept)]
    await ask(one, 'haiku')
    await eventually(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
    slow.hold('save')
    await one.chat.send('second haiku')
    expect(questions(one.chat)).toHaveLength(2)
    await eventually(() => expect(slow.waiting()).toBe(1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(questions(two.chat)).toEqual(['haiku'])
    slow.letGo('save', true)
    await eventually(() => expect(questions(two.chat)).toEqual(['haiku', 'second haiku']))
    await eventually(() => expect(one.requests).toHaveLength(2))
    await one.clock.until(idle(one.chat))
    await eventually(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
  })
})

describe('a conversation that an earlier page left', () => {
  it.each([
    ['complete', false],
    ['truncated', true],
  ] as const)('with an answer that is %s and a message that waits: held is %s', async (kind, isHeld) => {
    const storage = memoryStorage()
    const [question, answer] = leftWaiting({})
    await storage.save('conversation', {
      messages: [
        question!,
        { ...answer!, wire: { role: 'assistant', content: 'Rain.' }, ...(kind === 'truncated' && { ending: { kind } }) },
      ],
      queue: [{ id: 'waits', content: 'haiku', createdAtMs: 0 }],
    })
    const here = await tab(storage)
    if (isHeld) await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ queueHeld: true, queue: [{ id: 'waits' }] }))
    else await eventually(() => expect(here.requests).toMatchObject([{ key: 'waits' }]))
    expect(here.requests).toHaveLength(isHeld ? 0 : 1)
    await here.clock.until(idle(here.chat))
  })

  it('is not kept open for somebody who looked away before it could be', async () => {
    const storage = memoryStorage()
    let listeners = 0
    const { chat } = await tab(
      {
        ...storage,
        subscribe(listener) {
          listeners += 1
          const leave = storage.subscribe?.(listener)
          return () => {
            listeners -= 1
            leave?.()
          }
        },
      },
      { loads: false },
    )
    expect(chat.getSnapshot().loading).toBe(true)
    await eventually(() => expect([chat.getSnapshot().loading, listeners]).toEqual([false, 1]))
    const silent = await tab({ ...storage, subscribe: () => expect.unreachable() }, { loads: false })
    silent.leave()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(silent.chat.getSnapshot().loading).toBe(true)
  })
})
