import { expect, it } from 'vitest'
import { indexedDBStorage } from './indexedDBStorage.js'

it('can be made on a server, where it has no conversations to give', async () => {
  const storage = indexedDBStorage()
  for (const call of [storage.list(), storage.load('one'), storage.save('one', {}), storage.remove('one'), storage.clear()]) {
    await expect(call).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable' })
  }
})
