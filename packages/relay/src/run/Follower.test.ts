import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../RelayLimits.js'
import { changedStore } from '../store/changedStore.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'
import { Runs } from './Runs.js'
import { toEnd } from './endings.js'

const RUN = { id: 'r', principal: 'ann', owner: 'relay-1', fingerprint: 'words' }

/** Every push is lost. */
const unheard = () => () => undefined

test('a run whose log takes long to read is still followed when its reader comes', async () => {
  const memory = memoryStore({ heartbeatMs: 800 })
  let delayMs = 0
  const read: RunStore['read'] = async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    return memory.read(...args)
  }
  const runs = new Runs(changedStore(memory, { read, follow: unheard }), DEFAULT_LIMITS)
  await memory.create(RUN)
  await runs.follow('r', await memory.look('r', true))
  await memory.append('r', { epoch: 1, owner: 'relay-1', first: 1, frames: ['data: 1'], beat: false })
  delayMs = 1500
  const view = await runs.follow('r', await memory.look('r', true))
  const unsubscribe = view.subscribe(() => undefined)
  delayMs = 0
  await memory.append('r', { epoch: 1, owner: 'relay-1', first: 2, frames: ['data: 2'], end: toEnd('done'), beat: false })
  await expect.poll(() => view.end).toBeDefined()
  unsubscribe()
  runs.close()
})

test('a run that was refused and begun again is followed anew', async () => {
  const memory = memoryStore()
  const runs = new Runs(changedStore(memory, { follow: unheard }), DEFAULT_LIMITS)
  await memory.create(RUN)
  await memory.append('r', { epoch: 1, owner: 'relay-1', first: 1, frames: [], end: toEnd('refused'), beat: false })
  const refused = await runs.follow('r', await memory.look('r', true))
  expect(refused.end).toMatchObject({ end: { state: 'refused' } })
  const again = await runs.follow('r', await memory.create(RUN))
  expect(again.end).toBeUndefined()
  runs.close()
})

test('an end that stands before what is shown, since the store lost the rest, is found', async () => {
  const memory = memoryStore({ heartbeatMs: 800 })
  let lost = false
  // As after a failover to a replica that lagged behind: of five events it has two, and then somebody stopped the run.
  const read: RunStore['read'] = async (id, after, count) => {
    const entries = await memory.read(id, 0, count)
    const kept = lost ? [entries[0]!, { epoch: 2, first: 3, last: 3, end: toEnd('stopped') }] : entries
    return kept.filter(({ last }) => last > after)
  }
  const look: RunStore['look'] = async (id, attach) => {
    const status = await memory.look(id, attach)
    return lost ? { ...status, state: 'stopped', epoch: 2, seq: 3, handoverSeq: 2 } : status
  }
  const runs = new Runs(changedStore(memory, { read, look, follow: unheard }), DEFAULT_LIMITS)
  await memory.create(RUN)
  const view = await runs.follow('r', await memory.look('r', true))
  const unsubscribe = view.subscribe(() => undefined)
  await memory.append('r', { epoch: 1, owner: 'relay-1', first: 1, frames: ['data: 1', 'data: 2'], beat: false })
  await memory.append('r', { epoch: 1, owner: 'relay-1', first: 3, frames: ['data: 3', 'data: 4', 'data: 5'], beat: false })
  await expect.poll(() => view.lastFrame).toBe(5)
  lost = true
  await expect.poll(() => view.end).toMatchObject({ epoch: 2, last: 3 })
  expect(view.isValid({ epoch: 1, seq: 5 })).toBe(false)
  unsubscribe()
  runs.close()
})
