import { expect, test } from 'vitest'
import { allEvents, serveRelay, textOf } from '../relay.fixture.js'
import { changedStore } from '../store/changedStore.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'
import { StoreUnavailableError } from '../store/StoreUnavailableError.js'

/** Its first run is begun, and nobody is told. */
function losesFirstAnswer(store: RunStore): RunStore {
  let isFirst = true
  const create: RunStore['create'] = async (run) => {
    const status = await store.create(run)
    if (!isFirst) return status
    isFirst = false
    throw new StoreUnavailableError('did not answer')
  }
  return changedStore(store, { create })
}

test('a run that was begun while its caller was told 503 is produced when it is asked for again', async () => {
  const { upstream, post } = await serveRelay({ store: losesFirstAnswer(memoryStore()) })
  const headers = { 'idempotency-key': 'once' }
  expect((await post({}, { headers })).status).toBe(503)
  const again = [post({}, { headers }), post({}, { headers })]
  ;(await upstream.next()).head().say('here').finish()
  for (const response of again) expect(textOf(await allEvents(await response))).toBe('here')
  expect(upstream.calls).toHaveLength(1)
})
