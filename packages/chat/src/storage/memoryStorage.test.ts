import { describe, expect, it } from 'vitest'
import { behavesLikeAMap } from './conversationStorage.model.fixture.js'
import { itStoresConversations } from './conversationStorage.fixture.js'
import { memoryStorage } from './memoryStorage.js'
import { message } from './rows.fixture.js'

describe('memoryStorage', () => {
  itStoresConversations(() => memoryStorage())

  it('leaves what a map would hold, whatever is done', () =>
    behavesLikeAMap(() => memoryStorage(), Number(process.env['PROPERTY_RUNS'] ?? 100)))

  it('shares nothing with another', async () => {
    const one = memoryStorage()
    await one.save('a', { messages: [message('m')] })
    expect(await memoryStorage().list()).toEqual([])
  })

  it('has the name that it is given, or none', () => {
    expect([memoryStorage({ name: 'ours' }).name, memoryStorage().name]).toEqual(['ours', undefined])
  })
})
