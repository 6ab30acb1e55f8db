// The lock is given to another tab when all is written that it is to find.
import { expect, it } from 'vitest'
import { growing } from '../chat.fixture.js'
import { holdable } from './holdable.fixture.js'
import { eventually, idle, questions, shared, tab } from './tab.fixture.js'

it('also a change of the queue that is made while the rest is written', async () => {
  const kept = shared()
  const slow = holdable(kept)
  const [one, two] = [await tab(slow.storage), await tab(kept)]
  await one.chat.send('prose')
  await one.clock.until(growing(one.chat))
  for (const id of ['a', 'b', 'c']) await one.chat.send(`haiku ${id}`, { id })
  await eventually(async () => expect((await kept.load('conversation'))?.queue).toHaveLength(3))
  slow.hold('save')
  // It is held, and the lock is to be left once that is written.
  const stopping = one.chat.stop()
  await eventually(() => expect(slow.waiting()).toBe(1))
  one.chat.queue.remove('a')
  const entering = two.chat.send('haiku of two', { id: 'd' })
  slow.carryOut()
  await eventually(() => expect(slow.waiting()).toBe(1))
  one.chat.queue.remove('b')
  slow.carryOut()
  await eventually(() => expect(slow.waiting()).toBe(1))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(two.requests).toEqual([])
  slow.letGo('save', true)
  await stopping
  await entering
  const settle = async () => {
    for (const each of [one, two]) await each.clock.advance(1000)
    expect(
      questions(two.chat)
        .slice(1)
        .toSorted((x, y) => (x < y ? -1 : 1)),
    ).toEqual(['haiku c', 'haiku of two'])
    expect(two.chat.getSnapshot()).toMatchObject({ queue: [], run: { phase: 'idle' } })
  }
  await eventually(settle)
  await one.clock.until(idle(one.chat))
  const keys = [...one.requests, ...two.requests].map(({ key }) => key)
  expect(keys).not.toContain('a')
  expect(keys).not.toContain('b')
})
