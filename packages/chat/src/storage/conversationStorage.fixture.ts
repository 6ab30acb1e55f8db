import { ChatError, isChatError } from '@rivulet/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatMessage } from '../ChatMessage.js'
import type { ConversationStorage } from './ConversationStorage.js'
import { ids, message, waiting } from './rows.fixture.js'
import { StorageError } from './StorageError.js'

/** What every storage does, whatever it keeps conversations in. `create` makes an empty one. */
export function itStoresConversations(create: () => ConversationStorage): void {
  let storage: ConversationStorage

  beforeEach(() => {
    storage = create()
  })
  afterEach(async () => {
    vi.useRealTimers()
    await storage.clear()
  })

  describe('save and load', () => {
    it('gives back what was saved, and nothing of what never was', async () => {
      const rows = [
        message('a', null, { metadata: { since: new Date(5), tags: new Map([['k', [1]]]), loud: undefined } }),
        message('b', 'a', {
          wire: {
            role: 'assistant',
            content: null,
            reasoning_content: 'Hm.',
            tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
          ending: { kind: 'complete', finishReason: 'tool_calls', sawDone: true, lostEvents: 0 },
          warnings: [{ code: 'lost-event', message: 'One was lost.' }],
          usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
          cost: { amount: 0.5, unit: 'USD' },
          timings: { startedAtMs: 1, firstTokenMs: 2, endMs: 3 },
          toolRuns: { c: { state: 'done', input: JSON.parse('{"__proto__":{"x":1}}'), result: [undefined, null, 'é'] } },
        }),
      ]
      const queue = [waiting('q2', { params: { temperature: 0 } }), waiting('q1', { parentId: null })]
      await storage.save('one', { info: { title: 'First', headId: 'b' }, messages: rows, queue })
      expect(await storage.load('one')).toEqual({
        info: {
          id: 'one',
          title: 'First',
          headId: 'b',
          createdAtMs: expect.any(Number) as number,
          updatedAtMs: expect.any(Number) as number,
        },
        messages: rows,
        queue,
        unreadable: [],
      })
      expect(Object.keys((await storage.load('one'))?.messages[1]?.toolRuns['c']?.input ?? {})).toEqual(['__proto__'])
      expect(await storage.load('another')).toBeUndefined()
    })

    it('replaces messages of the same id where they are, removes others, and leaves the rest', async () => {
      await storage.save('one', { messages: [message('a'), message('b', 'a'), message('c', 'a')], queue: [waiting('q')] })
      await storage.save('one', { messages: [message('a', null, { metadata: { n: 2 } }), message('d', 'c')], removed: ['b', 'nobody'] })
      const held = await storage.load('one')
      expect(ids(held?.messages)).toEqual(['a', 'c', 'd'])
      expect(held?.messages[0]?.metadata).toEqual({ n: 2 })
      expect(ids(held?.queue)).toEqual(['q'])
    })

    it('removes before it writes', async () => {
      await storage.save('one', { messages: [message('a'), message('b')] })
      await storage.save('one', { removed: ['a'], messages: [message('a')] })
      expect(ids((await storage.load('one'))?.messages)).toEqual(['b', 'a'])
    })

    it('gives parents before what follows them, however they were saved', async () => {
      await storage.save('one', { messages: [message('c', 'b'), message('x', 'y')] })
      await storage.save('one', { messages: [message('b', 'a'), message('y', 'x'), message('a'), message('z', 'gone')] })
      const order = ids((await storage.load('one'))?.messages) ?? []
      expect(order.filter((id) => 'abc'.includes(id))).toEqual(['a', 'b', 'c'])
      expect(order.toSorted()).toEqual(['a', 'b', 'c', 'x', 'y', 'z'])
    })

    it('keeps a failed ending as a ChatError without its cause', async () => {
      const details = { status: 429, requestId: 'r-1', retryAfterMs: 5, retryable: true }
      const error = new ChatError('rate_limit', 'Too many requests.', { ...details, cause: { key: 'sk-secret', call: () => 0 } })
      await storage.save('one', { messages: [message('a', null, { ending: { kind: 'failed', error } })] })
      const ending = (await storage.load('one'))?.messages[0]?.ending
      if (ending?.kind !== 'failed') throw new Error('The ending is another.')
      expect(isChatError(ending.error)).toBe(true)
      expect(ending.error.toJSON()).toEqual(error.toJSON())
      expect(ending.error.cause).toBeUndefined()
    })

    it('leaves functions and headers out', async () => {
      const headers = { authorization: 'Bearer sk-secret' }
      const metadata = { keep: 1, drop: () => 0, list: [1, () => 0] }
      await storage.save('one', {
        messages: [{ ...message('a'), metadata, headers } as ChatMessage],
        queue: [{ ...waiting('q'), headers } as never],
      })
      const held = await storage.load('one')
      expect(held?.messages[0]).toEqual({ ...message('a'), metadata: { keep: 1, list: [1, undefined] } })
      expect(held?.queue).toEqual([waiting('q')])
    })

    it('does not see what is changed after it was saved or loaded', async () => {
      const metadata = { list: [1], at: new Date(1) }
      const saving = storage.save('one', { messages: [message('a', null, { metadata })] })
      metadata.list.push(2)
      await saving
      metadata.at.setTime(2)
      const loaded = await storage.load('one')
      Object.assign(loaded?.messages[0]?.metadata ?? {}, { list: 'changed' })
      expect((await storage.load('one'))?.messages[0]?.metadata).toEqual({ list: [1], at: new Date(1) })
    })

    it('keeps metadata that holds itself', async () => {
      const metadata: Record<string, unknown> = { n: 1 }
      metadata['self'] = metadata
      await storage.save('one', { messages: [message('a', null, { metadata })] })
      const held = (await storage.load('one'))?.messages[0]?.metadata
      expect(held?.['self']).toBe(held)
    })

    it.each([
      ['a promise', () => ({ value: Promise.resolve(1) })],
      ['a symbol', () => ({ value: Symbol('s') })],
      [
        'what throws when it is read',
        () => ({
          get value() {
            throw new RangeError('No.')
          },
        }),
      ],
    ])('names the message whose metadata is %s, and saves nothing of that change', async (_what, metadata) => {
      await storage.save('one', { messages: [message('a')], queue: [waiting('q')] })
      const changed = {
        messages: [message('a', null, { attempts: 2 }), message('b', 'a', { metadata: metadata() }), message('c')],
        queue: [],
      }
      const error = await storage.save('one', changed).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(StorageError)
      expect(error).toMatchObject({ code: 'failed', rowId: 'b', message: expect.stringContaining('"b"') as string })
      const held = await storage.load('one')
      expect(held?.messages).toEqual([message('a')])
      expect(ids(held?.queue)).toEqual(['q'])
    })

    it('keeps a thousand messages in their order', async () => {
      const rows = Array.from({ length: 1000 }, (_, index) => message(`m${index}`, index === 0 ? null : `m${index - 1}`))
      await storage.save('one', { messages: rows })
      await storage.save('one', { messages: [message('m500', 'm499', { attempts: 2 })] })
      const held = await storage.load('one')
      expect(ids(held?.messages)).toEqual(ids(rows))
      expect(held?.messages[500]?.attempts).toBe(2)
    })

    it('keeps conversations apart whose ids look alike', async () => {
      for (const id of ['', 'a', 'a,', 'a\0', 'ab', '__proto__', '😀'])
        await storage.save(id, { messages: [message(id)], queue: [waiting(id)] })
      await storage.remove('a')
      for (const id of ['', 'a,', 'a\0', 'ab', '__proto__', '😀']) {
        const held = await storage.load(id)
        expect([held?.info.id, ids(held?.messages), ids(held?.queue)]).toEqual([id, [id], [id]])
      }
      expect(await storage.load('a')).toBeUndefined()
    })
  })

  describe('the list', () => {
    it('has pinned conversations first, then the newest', async () => {
      vi.useFakeTimers({ toFake: ['Date'] })
      for (const [index, id] of ['old', 'pinned', 'new'].entries()) {
        vi.setSystemTime(1000 + index)
        await storage.save(id, { info: { pinned: id === 'pinned' }, messages: [message(id)] })
      }
      expect(ids(await storage.list())).toEqual(['pinned', 'new', 'old'])
      vi.setSystemTime(2000)
      await storage.save('old', { queue: [] })
      expect(await storage.list()).toEqual([
        { id: 'pinned', pinned: true, createdAtMs: 1001, updatedAtMs: 1001 },
        { id: 'old', pinned: false, createdAtMs: 1000, updatedAtMs: 2000 },
        { id: 'new', pinned: false, createdAtMs: 1002, updatedAtMs: 1002 },
      ])
    })

    it('shows a new title without taking the conversation for newer', async () => {
      vi.useFakeTimers({ toFake: ['Date'] })
      vi.setSystemTime(1000)
      await storage.save('one', { info: { title: 'First', headId: 'a' }, messages: [message('a')] })
      vi.setSystemTime(2000)
      await storage.save('one', { info: { title: 'Second', pinned: true } })
      const info = { id: 'one', title: 'Second', pinned: true, headId: 'a', createdAtMs: 1000, updatedAtMs: 1000 }
      expect(await storage.list()).toEqual([info])
      expect((await storage.load('one'))?.info).toEqual(info)
    })

    it('is empty after everything was cleared, and forgets what was removed', async () => {
      await storage.save('one', { messages: [message('a')], queue: [waiting('q')] })
      await storage.save('two', { messages: [message('b')] })
      await storage.remove('two')
      await storage.remove('nobody')
      expect(ids(await storage.list())).toEqual(['one'])
      await storage.clear()
      expect(await storage.list()).toEqual([])
      expect(await storage.load('one')).toBeUndefined()
    })
  })

  describe('the revision, where there is one', () => {
    it('grows by one with each save, whatever it changes, and is not that of another conversation of this id', async () => {
      const revision = async () => storage.revision?.('one')
      if (!storage.revision) return
      expect(await revision()).toBeUndefined()
      await storage.save('one', { messages: [message('a')] })
      const first = (await revision()) ?? NaN
      await storage.save('one', { info: { title: 'One' } })
      await storage.save('one', { queue: [] })
      await storage.save('two', {})
      await storage.load('one')
      expect(await revision()).toBe(first + 2)
      await expect(storage.save('one', { messages: [message('a', null, { metadata: { value: Symbol('s') } })] })).rejects.toThrow()
      expect(await revision()).toBe(first + 2)
      await storage.remove('one')
      expect(await revision()).toBeUndefined()
      await storage.save('one', {})
      expect([first, first + 1, first + 2]).not.toContain(await revision())
    })
  })

  describe('subscribe', () => {
    it('tells which conversation changed once it did, and only as long as it is asked', async () => {
      const told: (string | undefined)[] = []
      const leave = storage.subscribe?.((id) => told.push(id))
      await storage.save('one', { messages: [message('a')] })
      await storage.remove('one')
      await storage.clear()
      expect(told).toEqual(['one', 'one', undefined])
      leave?.()
      leave?.()
      await storage.save('one', {})
      expect(told).toHaveLength(3)
    })

    it('does not tell of a change that failed', async () => {
      const listener = vi.fn<(id: string | undefined) => void>()
      storage.subscribe?.(listener)
      await expect(storage.save('one', { messages: [message('a', null, { metadata: { value: Symbol('s') } })] })).rejects.toThrow(
        StorageError,
      )
      expect(listener).not.toHaveBeenCalled()
    })
  })
}
