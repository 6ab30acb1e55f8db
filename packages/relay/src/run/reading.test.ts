import { expect, test } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf } from '../relay.fixture.js'
import { changedStore } from '../store/changedStore.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'

/** As far away as a store on a network is. */
function slowToRead(store: RunStore, ms: number): RunStore {
  const read: RunStore['read'] = async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return store.read(...args)
  }
  return changedStore(store, { read })
}

test('a run is read to its end from the log by a relay that did not produce it, and the end comes once', async () => {
  const store = slowToRead(memoryStore(), 20)
  const { upstream, post } = await serveRelay({ store })
  const other = await serveRelay({ store })
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a', 'b', 'c'))])
  call.finish()
  await response.text()
  const events = await allEvents(await other.get(`runs/${runIdOf(response)}/events`))
  expect(textOf(events)).toBe('abc')
  expect(events.filter(({ data }) => data === '[DONE]')).toHaveLength(1)
})

test('a reader whose log could not be read goes on as soon as it can be', async () => {
  const memory = memoryStore()
  let failures = 3
  const read: RunStore['read'] = (id, after, count) =>
    after === 0 && failures-- > 0 ? Promise.reject(new Error('away')) : memory.read(id, after, count)
  const { upstream, post } = await serveRelay({ store: memory })
  const other = await serveRelay({ store: changedStore(memory, { read }), limits: { pingMs: 80_000 } })
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a', 'b', 'c'))])
  call.finish()
  await response.text()
  expect(textOf(await allEvents(await other.get(`runs/${runIdOf(response)}/events`)))).toBe('abc')
  expect(failures).toBeLessThan(1)
}, 60_000)
