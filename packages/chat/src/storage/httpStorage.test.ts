// The example of the README, run against a server that is no part of the library.
import { readFileSync } from 'node:fs'
import { ChatError, isChatError } from '@rivulet/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConversationServer } from './conversationServer.fixture.js'
import type { ConversationStorage } from './ConversationStorage.js'
import { httpStorage } from './httpStorage.fixture.js'
import { ids, message, waiting } from './rows.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('is the example of the README', () => {
  const [, section = ''] = /\n## Storage\n([\s\S]*?)(?=\n## |$)/.exec(read('../../README.md')) ?? []
  const examples = [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
  expect(examples.at(-1)).toBe(read('httpStorage.fixture.ts'))
})

describe('the storage over HTTP', () => {
  let server: ConversationServer
  let storage: ConversationStorage
  let authorization: string

  beforeEach(async () => {
    server = await ConversationServer.start()
    authorization = 'Bearer of-the-user'
    storage = httpStorage(server.baseURL, () => ({ authorization }))
  })
  afterEach(() => server[Symbol.asyncDispose]())

  it('gives back what was saved', async () => {
    const error = new ChatError('gateway', 'It broke.', { status: 502, cause: 'a secret' })
    const rows = [message('a'), message('b/1', 'a', { ending: { kind: 'failed', error }, metadata: { n: [1, null] } })]
    await storage.save('one?', { info: { title: 'First' }, messages: rows, queue: [waiting('q')] })
    await storage.save('one?', { info: { pinned: true } })
    const held = await storage.load('one?')
    expect(held?.info).toMatchObject({ id: 'one?', title: 'First', pinned: true })
    expect(held?.messages[0]).toEqual(rows[0])
    expect(held?.messages[1]?.metadata).toEqual(rows[1]?.metadata)
    expect(held?.queue).toEqual([waiting('q')])
    const ending = held?.messages[1]?.ending
    expect(ending?.kind === 'failed' && isChatError(ending.error) && ending.error.cause === undefined).toBe(true)

    await storage.save('one?', { removed: ['a'], queue: [] })
    expect(await storage.load('one?')).toMatchObject({ messages: [{ id: 'b/1' }], queue: [] })
    expect(await storage.load('another')).toBeUndefined()
  })

  it('lists, removes and clears', async () => {
    await storage.save('one', { messages: [message('a')] })
    await storage.save('two', { info: { pinned: true } })
    await storage.save('three', {})
    expect((await storage.list())[0]).toMatchObject({ id: 'two', pinned: true })
    await storage.remove('two')
    expect(ids(await storage.list())?.toSorted()).toEqual(['one', 'three'])
    await storage.clear()
    expect(await storage.list()).toEqual([])
  })

  it('reads around what another version wrote', async () => {
    await storage.save('one', { messages: [message('a')] })
    server.put('one', { id: 'b', version: 9, row: {} })
    expect(await storage.load('one')).toMatchObject({ messages: [{ id: 'a' }], unreadable: [{ id: 'b', reason: 'newer' }] })
  })

  it('tells what the server refused, and asks with the headers of the moment', async () => {
    server.refusing = 507
    await expect(storage.save('one', {})).rejects.toMatchObject({ name: 'StorageError', code: 'quota' })
    server.refusing = undefined
    authorization = 'Bearer of-nobody'
    await expect(storage.list()).rejects.toMatchObject({ name: 'StorageError', code: 'failed', message: expect.stringContaining('401') })
    await server[Symbol.asyncDispose]()
    await expect(storage.list()).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable', cause: expect.any(Error) })
  })
})
