import { expect, onTestFinished, test, vi } from 'vitest'
import { changedStore } from '../store/changedStore.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'
import { StoreUnavailableError } from '../store/StoreUnavailableError.js'
import { toEnd } from './endings.js'
import { Producer } from './Producer.js'

const RUN = { id: 'r', principal: 'ann', owner: 'relay-1', fingerprint: 'words' }

/** A producer whose run has begun; what is given replaces calls of its store. */
async function begin(change: (store: RunStore) => Partial<RunStore> = () => ({})) {
  const memory = memoryStore()
  onTestFinished(() => memory.close())
  const store = changedStore(memory, { isShared: true, ...change(memory) })
  await memory.create(RUN)
  const onEnd = vi.fn()
  const producer = new Producer({ ...RUN, epoch: 1, store, graceMs: 60_000, queueChars: 1000, onEnd, onStoreFailure: () => undefined })
  return { memory, producer, onEnd }
}

function ignore(): void {}

/** Holds a call back until it is let through. */
function held() {
  let letThrough = ignore
  const passed = new Promise<void>((resolve) => (letThrough = resolve))
  return { passed, letThrough: () => letThrough() }
}

test('a run that somebody stops while an append is on its way ends once', async () => {
  const { passed, letThrough } = held()
  const { memory, producer, onEnd } = await begin((store) => ({
    append: async (...args) => {
      await passed
      return store.append(...args)
    },
  }))
  void producer.push(['data: 1'])
  producer.onStatus(await memory.stop('r', toEnd('stopped', { reason: 'user' }).detail))
  letThrough()
  await expect.poll(() => onEnd).toHaveBeenCalled()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onEnd).toHaveBeenCalledOnce()
})

test('a beat that finds the log gone has it written again, and the run goes on', async () => {
  let isEvicted = false
  const { producer, onEnd } = await begin((store) => ({
    append: async (id, addition) => {
      const status = await store.append(id, addition)
      if (!isEvicted || status.state !== 'running' || addition.first === 1) {
        isEvicted &&= addition.first !== 1
        return status
      }
      return { ...status, state: 'gap', seq: 0 }
    },
  }))
  void producer.push(['data: 1'])
  await expect.poll(() => producer.view.lastFrame).toBe(1)
  isEvicted = true
  producer.nudge()
  await expect.poll(() => isEvicted).toBe(false)
  producer.finish('done')
  await expect.poll(() => onEnd).toHaveBeenCalledWith(toEnd('done'))
})

test('a stop that comes as soon as a lost run is there again keeps its text', async () => {
  const after = memoryStore()
  onTestFinished(() => after.close())
  let isLost = false
  const { producer, onEnd } = await begin((before) => {
    const current = () => (isLost ? after : before)
    return {
      create: async (run) => {
        const status = await current().create(run)
        await current().stop('r', toEnd('stopped', { reason: 'user' }).detail)
        return status
      },
      append: (...args) => current().append(...args),
      read: (...args) => current().read(...args),
    }
  })
  const texts = Array.from({ length: 1200 }, (_, index) => `data: ${index}`)
  for (let at = 0; at < texts.length; at += 100) void producer.push(texts.slice(at, at + 100))
  await expect.poll(() => producer.view.lastFrame).toBe(1200)
  isLost = true
  const nudged = () => {
    producer.nudge()
    return onEnd
  }
  await expect.poll(nudged).toHaveBeenCalledWith(toEnd('stopped', { reason: 'user' }))
  const entries = await after.read('r', 0, 100)
  expect(entries.flatMap((entry) => ('end' in entry ? entry.end.state : entry.frames))).toEqual([...texts, 'stopped'])
  expect([producer.view.lastFrame, producer.view.end?.last]).toEqual([1200, 1201])
})

test('an end that comes while a lost run is written again is written, though that failed half way', async () => {
  let isLost = false
  const writing = held()
  const { memory, producer, onEnd } = await begin((store) => ({
    create: async (run) => ({ ...(await store.create(run)), seq: 0 }),
    append: async (id, addition) => {
      const status = await store.append(id, addition)
      if (!isLost) return status
      if (addition.first > 1) return { ...status, state: 'gone' }
      await writing.passed
      isLost = false
      throw new StoreUnavailableError('did not answer')
    },
  }))
  void producer.push(['data: 1'])
  await expect.poll(() => producer.view.lastFrame).toBe(1)
  isLost = true
  producer.nudge()
  await new Promise((resolve) => setTimeout(resolve, 20))
  producer.finish('done')
  writing.letThrough()
  await expect.poll(() => onEnd).toHaveBeenCalledWith(toEnd('done'))
  expect(await memory.look('r', false)).toMatchObject({ state: 'done', seq: 2 })
})
