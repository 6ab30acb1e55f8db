// The real IndexedDB of a browser, with everything that other tabs, other versions of an application and the browser itself do to it.
/// <reference types="@vitest/browser-playwright" />
import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { behavesLikeAMap } from './conversationStorage.model.fixture.js'
import { itStoresConversations } from './conversationStorage.fixture.js'
import type { ConversationStorage } from './ConversationStorage.js'
import { indexedDBStorage } from './indexedDBStorage.js'
import { memoryStorage } from './memoryStorage.js'
import { ids, message, waiting } from './rows.fixture.js'
import { StorageError, type StorageErrorCode } from './StorageError.js'

const ending: (() => unknown)[] = []
const names: string[] = []

afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const end of ending.splice(0)) await end()
  for (const name of names.splice(0)) await deleteDB(name)
})

/** A database that no other test knows. */
function newName(): string {
  const name = `test-${crypto.randomUUID()}`
  names.push(name)
  return name
}

const newStorage = () => indexedDBStorage({ name: newName() })

/** A connection that is none of the storage's, as of another tab; it ends with the test. */
async function connect(name: string, version?: number): Promise<IDBPDatabase> {
  const database = await openDB(name, version)
  ending.push(() => database.close())
  return database
}

async function rejection(promise: Promise<unknown>): Promise<StorageError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof StorageError)) throw new Error(`It did not reject with a StorageError, but with ${String(error)}`)
  return error
}

describe.each([
  { kind: 'indexedDBStorage', create: newStorage },
  { kind: 'memoryStorage in a page', create: (): ConversationStorage => memoryStorage() },
])('$kind', ({ create }) => {
  itStoresConversations(create)

  it('leaves what a map would hold, whatever is done', () => behavesLikeAMap(create, 25))
})

const key = (conversationId: string, id: string) => ({ conversationId, id, seq: 0 })

describe('what cannot be read', () => {
  const bad = [
    { ...key('one', 'future'), version: 2, row: { id: 'future', words: [] } },
    { ...key('one', 'half'), version: 1, row: { id: 'half', parentId: null } },
    { ...key('one', 'unnamed'), version: 1, row: message('another') },
    { ...key('one', 'nothing') },
    { conversationId: 'one', id: 'placeless', seq: 'first', version: 1, row: { ...message('placeless'), wire: null } },
    { ...key('one', 'odd-ending'), version: 1, row: { ...message('odd-ending'), ending: { kind: 'failed', error: 'oops' } } },
  ]
  const reasons = [
    { id: 'future', reason: 'newer' },
    { id: 'half', reason: 'invalid' },
    { id: 'nothing', reason: 'invalid' },
    { id: 'odd-ending', reason: 'invalid' },
    { id: 'placeless', reason: 'invalid' },
    { id: 'unnamed', reason: 'invalid' },
  ]

  it('is listed, and left where it is, while the rest is read and written', async () => {
    const name = newName()
    const storage = indexedDBStorage({ name })
    await storage.save('one', { info: { title: 'First' }, messages: [message('a')], queue: [waiting('q')] })
    const database = await connect(name)
    for (const row of bad) await database.put('messages', row)
    const badQueue = { ...key('one', 'later'), version: 3, row: {} }
    await database.put('queue', badQueue)

    const saved = await storage.load('one')
    expect(ids(saved?.messages)).toEqual(['a'])
    expect(ids(saved?.queue)).toEqual(['q'])
    expect(saved?.unreadable.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      [...reasons, { id: 'later', reason: 'newer' }].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )

    const overwriting = [message('b', 'a'), message('future'), message('half')]
    await storage.save('one', { messages: overwriting, removed: ['unnamed', 'nothing'], queue: [waiting('later'), waiting('r')] })
    for (const row of bad) expect(await database.get('messages', ['one', row.id])).toEqual(row)
    expect(await database.get('queue', ['one', 'later'])).toEqual(badQueue)
    expect(ids((await storage.load('one'))?.messages)).toEqual(['a', 'b'])
    expect(ids((await storage.load('one'))?.queue)).toEqual(['r'])

    await storage.remove('one')
    expect(await database.count('messages')).toBe(0)
    expect(await database.count('queue')).toBe(0)
  })

  it('keeps no conversation from being listed but its own, whose messages can still be read', async () => {
    const name = newName()
    const storage = indexedDBStorage({ name })
    await storage.save('one', { messages: [message('a'), message('b', 'a', { createdAtMs: 1_800_000_000_000 })] })
    await storage.save('two', { messages: [message('c')] })
    const database = await connect(name)
    const future = { id: 'one', version: 7, row: { id: 'one', heading: 'Later' } }
    await database.put('conversations', future)
    await database.put('conversations', { id: 'three', version: 1, row: { id: 'three', createdAtMs: 'today' } })

    expect(ids(await storage.list())).toEqual(['two'])
    await storage.save('one', { info: { title: 'Mine' }, messages: [message('d')] })
    expect(await database.get('conversations', 'one')).toEqual(future)
    expect(await storage.load('one')).toMatchObject({
      info: { id: 'one', createdAtMs: 1_700_000_000_000 },
      messages: [{ id: 'a' }, { id: 'b' }, { id: 'd' }],
      unreadable: [{ id: 'one', reason: 'newer' }],
    })
    expect(await storage.load('three')).toMatchObject({ messages: [], unreadable: [{ id: 'three', reason: 'invalid' }] })
    await storage.clear()
    expect(await database.count('conversations')).toBe(0)
  })
})

describe('other versions', () => {
  it('gives way to a later one, and says so', async () => {
    const name = newName()
    const storage = indexedDBStorage({ name })
    await storage.save('one', { messages: [message('a')] })
    await connect(name, 99)
    const error = await rejection(storage.list())
    expect(error.code).toBe('newer')
    expect((error.cause as Error).name).toBe('VersionError')
    expect((await rejection(indexedDBStorage({ name }).save('one', {}))).code).toBe('newer')
  })

  it('does not hang behind a tab that holds an earlier one, and goes on once that is closed', async () => {
    const name = newName()
    const older = await connect(name, 1)
    const storage = indexedDBStorage({ name })
    const first = rejection(storage.list())
    const second = rejection(storage.save('one', {}))
    expect([(await first).code, (await second).code]).toEqual(['blocked', 'blocked'])
    older.close()
    await vi.waitFor(() => storage.save('one', { messages: [message('a')] }), { timeout: 15_000 })
    expect(ids((await storage.load('one'))?.messages)).toEqual(['a'])
  })

  it('does not hang behind another that waits', async () => {
    const name = newName()
    const older = await connect(name, 1)
    const deleted = deleteDB(name)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const storage = indexedDBStorage({ name })
    const waited = rejection(storage.list())
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await waited).code).toBe('blocked')
    vi.useRealTimers()
    older.close()
    await deleted
    await vi.waitFor(async () => expect(await storage.list()).toEqual([]), { timeout: 15_000 })
  })

  it('makes its stores in a database that somebody opened by its name alone', async () => {
    const name = newName()
    ;(await connect(name)).close()
    const storage = indexedDBStorage({ name })
    await storage.save('one', { messages: [message('a')] })
    expect(ids(await storage.list())).toEqual(['one'])
  })
})

describe('a connection that is lost', () => {
  it('is opened again after the browser deleted the data', async () => {
    const name = newName()
    const storage = indexedDBStorage({ name })
    await storage.save('one', { messages: [message('a')] })
    const other = await connect(name)
    const closed = new Promise((resolve) => other.addEventListener('close', resolve))
    await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' })
    await closed
    await storage.save('two', { messages: [message('b')] })
    expect(ids(await storage.list())).toEqual(['two'])
  })

  it('is opened again after it was closed behind its back', async () => {
    const connections: IDBDatabase[] = []
    const open = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    })
    ending.push(() => vi.restoreAllMocks())
    const storage = newStorage()
    await storage.save('one', { messages: [message('a')] })
    for (const connection of connections) connection.close()
    expect(ids((await storage.load('one'))?.messages)).toEqual(['a'])
    expect(connections).toHaveLength(2)
  })

  it('is opened again where it was closed in the middle of a change, which is made again', async () => {
    const storage = newStorage()
    await storage.save('one', { messages: [message('a')] })
    // oxlint-disable-next-line unbound-method -- It is called with the database.
    const begin = IDBDatabase.prototype.transaction
    const beginning = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...args) {
      const transaction = begin.apply(this, args)
      queueMicrotask(() => transaction.abort())
      return transaction
    })
    ending.push(() => beginning.mockRestore())
    await storage.save('one', { messages: [message('b')] })
    expect(ids((await storage.load('one'))?.messages)).toEqual(['a', 'b'])
  })

  it('opens the database once, however much is asked at once', async () => {
    const open = vi.spyOn(indexedDB, 'open')
    ending.push(() => open.mockRestore())
    const storage = newStorage()
    expect(open).not.toHaveBeenCalled()
    await Promise.all([storage.list(), storage.load('one'), storage.save('one', {})])
    expect(open).toHaveBeenCalledTimes(1)
  })
})

const big = (id: string) => message(id, 'a', { wire: { role: 'user', content: 'x'.repeat(2_000_000) } })

const denied = (name: string) => ({
  open() {
    throw new DOMException('The operation is insecure.', name)
  },
})

describe('what the browser refuses', () => {
  it('tells that there is no more room, and keeps what it had', async () => {
    const { origin } = location
    // Chromium remembers for half a minute how much room a site has, unless its databases are new.
    await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
    const { usage = 0 } = await navigator.storage.estimate()
    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1_000_000 })
    ending.push(() => cdp().send('Storage.overrideQuotaForOrigin', { origin }))
    const storage = newStorage()
    await storage.save('one', { messages: [message('a')] })
    const error = await rejection(
      storage.save('one', { messages: [message('a', null, { attempts: 2 }), big('b'), big('c')], queue: [waiting('q')] }),
    )
    expect(error.code).toBe('quota')
    expect((error.cause as Error).name).toBe('QuotaExceededError')
    expect(await storage.load('one')).toMatchObject({ messages: [message('a')], queue: [] })

    await cdp().send('Storage.overrideQuotaForOrigin', { origin })
    await storage.save('one', { messages: [big('b')] })
    expect(ids((await storage.load('one'))?.messages)).toEqual(['a', 'b'])
  })

  const cases: [string, unknown, StorageErrorCode][] = [
    ['there is none', undefined, 'unavailable'],
    ['it is null', null, 'unavailable'],
    ['site data is blocked', denied('SecurityError'), 'unavailable'],
    ['a private window allows no change', denied('InvalidStateError'), 'unavailable'],
    ['an old browser has no more room', denied('NS_ERROR_DOM_QUOTA_REACHED'), 'quota'],
    ['it fails in another way', denied('UnknownError'), 'failed'],
  ]
  it.each(cases)('where %s', async (_where, indexedDB, code) => {
    const storage = newStorage()
    const real = globalThis.indexedDB
    vi.stubGlobal('indexedDB', indexedDB)
    for (const call of [storage.list(), storage.load('one'), storage.save('one', {}), storage.remove('one'), storage.clear()]) {
      const error = await rejection(call)
      expect([error.code, error.message.length > 80]).toEqual([code, true])
    }
    vi.stubGlobal('indexedDB', real)
    expect(await storage.list()).toEqual([])
  })
})

describe('two tabs', () => {
  it('both write, and nothing is lost', async () => {
    const name = newName()
    const [one, two] = [indexedDBStorage({ name }), indexedDBStorage({ name })]
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? one : two).save('same', { messages: [message(`m${index}`)], info: { title: `${index}` } }),
      ),
    )
    const held = await one.load('same')
    expect(ids(held?.messages)?.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `m${index}`).toSorted())
    expect(await two.load('same')).toEqual(held)
  })

  it('tell each other what changed, those of another database not', async () => {
    const name = newName()
    const [here, there, elsewhere] = [indexedDBStorage({ name }), indexedDBStorage({ name }), newStorage()]
    const told: (string | undefined)[] = []
    const foreign = vi.fn<() => void>()
    const leaving = [here.subscribe?.((id) => told.push(id)), elsewhere.subscribe?.(foreign)]
    ending.push(() => leaving.forEach((leave) => leave?.()))
    await there.save('one', { messages: [message('a')] })
    await vi.waitFor(() => expect(told).toEqual(['one']), { timeout: 15_000 })
    await there.clear()
    await vi.waitFor(() => expect(told).toEqual(['one', undefined]), { timeout: 15_000 })
    await here.save('two', {})
    expect(told).toEqual(['one', undefined, 'two'])
    await there.save('three', {})
    await vi.waitFor(() => expect(told).toEqual(['one', undefined, 'two', 'three']), { timeout: 15_000 })
    expect(foreign).not.toHaveBeenCalled()
  })

  it('holds no channel while nobody listens', async () => {
    const open = new Set<BroadcastChannel>()
    vi.stubGlobal(
      'BroadcastChannel',
      class extends BroadcastChannel {
        constructor(name: string) {
          super(name)
          open.add(this)
        }
        override close() {
          super.close()
          open.delete(this)
        }
      },
    )
    const storage = newStorage()
    await storage.save('one', {})
    expect(open.size).toBe(0)
    const leave = [storage.subscribe?.(() => {}), storage.subscribe?.(() => {})]
    await storage.save('one', {})
    expect(open.size).toBe(1)
    leave[0]?.()
    leave[0]?.()
    expect(open.size).toBe(1)
    leave[1]?.()
    expect(open.size).toBe(0)
  })

  it('works where there is no BroadcastChannel', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const storage = newStorage()
    const told: (string | undefined)[] = []
    const leave = storage.subscribe?.((id) => told.push(id))
    await storage.save('one', {})
    leave?.()
    await storage.save('two', {})
    expect(told).toEqual(['one'])
  })
})

it('has the name of its database', () => {
  expect([indexedDBStorage().name, indexedDBStorage({ name: 'ours' }).name]).toEqual(['rivulet', 'ours'])
})
