import { expect, test, vi } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'
import { Runs } from './Runs.js'
import { toEnd } from './endings.js'

const RUN = { id: 'r', principal: 'ann', owner: 'relay-1', fingerprint: 'words' }

test('a run whose log takes long to read is still followed when its reader comes', async () => {
  const memory = memoryStore({ heartbeatMs: 800 })
  let delayMs = 0
  const read: RunStore['read'] = async (...args) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    return memory.read(...args)
  }
  const runs = new Runs({ ...memory, read, follow: () => () => undefined }, DEFAULT_LIMITS)
  await memory.create(RUN)
  await runs.follow('r', await memory.look('r', true))
  await memory.append('r', { epoch: 1, first: 1, frames: ['data: 1'], beat: false })
  delayMs = 1500
  const view = await runs.follow('r', await memory.look('r', true))
  const unsubscribe = view.subscribe(() => undefined)
  delayMs = 0
  await memory.append('r', { epoch: 1, first: 2, frames: ['data: 2'], end: toEnd('done'), beat: false })
  await vi.waitFor(() => expect(view.end).toBeDefined())
  unsubscribe()
  runs.close()
})

test('a run that was refused and begun again is followed anew', async () => {
  const memory = memoryStore()
  const runs = new Runs({ ...memory, follow: () => () => undefined }, DEFAULT_LIMITS)
  await memory.create(RUN)
  await memory.append('r', { epoch: 1, first: 1, frames: [], end: toEnd('refused'), beat: false })
  const refused = await runs.follow('r', await memory.look('r', true))
  expect(refused.end).toMatchObject({ end: { state: 'refused' } })
  const again = await runs.follow('r', await memory.create(RUN))
  expect(again.end).toBeUndefined()
  runs.close()
})
