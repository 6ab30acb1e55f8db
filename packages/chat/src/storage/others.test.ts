// Storages and records that somebody else made.
import { describe, expect, it, vi } from 'vitest'
import { fromRecords, memoryStorage, timeLimited, toRecord, type ConversationStorage } from '../index.js'
import { tab } from '../sync/tab.fixture.js'
import { message } from './rows.fixture.js'

/** A storage whose functions need their `this`. */
class OwnStorage implements ConversationStorage {
  readonly #kept = memoryStorage()
  readonly name = 'own'
  list: ConversationStorage['list'] = () => this.#kept.list()
  load: ConversationStorage['load'] = (id) => this.#kept.load(id)
  save: ConversationStorage['save'] = (id, changed) => this.#kept.save(id, changed)
  remove: ConversationStorage['remove'] = (id) => this.#kept.remove(id)
  clear: ConversationStorage['clear'] = () => this.#kept.clear()

  revision(id: string): Promise<number | undefined> {
    return this.#kept.revision?.(id) ?? Promise.resolve(undefined)
  }

  subscribe(listener: (id: string | undefined, isRemoved: boolean) => void): () => void {
    return this.#kept.subscribe?.(listener) ?? expect.unreachable()
  }
}

describe('a storage with a time limit', () => {
  it('calls its functions as the methods that they may be', async () => {
    const own = new OwnStorage()
    const limited = timeLimited(own)
    const heard = vi.fn()
    const leave = limited.subscribe?.(heard)
    await limited.save('a', { messages: [message('q')] })
    expect(heard.mock.calls).toEqual([['a', false]])
    expect(await limited.revision?.('a')).toBe(await own.revision('a'))
    expect(await limited.revision?.('a')).toBeTypeOf('number')
    leave?.()
    await limited.remove('a')
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('has only what the other has', () => {
    const bare: ConversationStorage = { ...memoryStorage(), revision: undefined }
    delete bare.subscribe
    expect(timeLimited(bare)).not.toHaveProperty('subscribe')
    expect(timeLimited(bare)).not.toHaveProperty('revision')
  })
})

describe('records', () => {
  it('that are none are listed, and parts of a text are read', () => {
    const parts = message('p', null, { wire: { role: 'user', content: [{ type: 'text', text: 'Look' }] } })
    const read = fromRecords('c', { messages: [null, toRecord(parts), { id: 'x', version: 1, row: { id: 'x' } }], queue: [] })
    expect(read?.messages).toEqual([parts])
    expect(read?.unreadable).toEqual([
      { id: '', reason: 'invalid' },
      { id: 'x', reason: 'invalid' },
    ])
  })

  it('that are damaged are told of while the others are shown', async () => {
    const storage = memoryStorage()
    await storage.save('conversation', { messages: [message('q')] })
    const here = await tab({
      ...storage,
      load: async (id) => ({ ...(await storage.load(id))!, unreadable: [{ id: 'x', reason: 'invalid' }] }),
    })
    expect(here.chat.getSnapshot()).toMatchObject({
      messages: [{ id: 'q' }],
      storageError: { code: 'failed', message: expect.stringContaining('The others are shown.') },
    })
  })
})
