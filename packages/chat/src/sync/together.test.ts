// What is asked of a chat that is kept in one instant.
import { expect, it } from 'vitest'
import { growing } from '../chat.fixture.js'
import { holdable } from './holdable.fixture.js'
import { ask, eventually, idle, inTime, questions, shared, tab, texts } from './tab.fixture.js'

it('what comes to nothing lets no other tab run before what was asked beside it has ended', async () => {
  const storage = shared()
  const [one, two] = [await tab(storage), await tab(storage)]
  const [retried, sent] = await Promise.allSettled([one.chat.retry(), one.chat.send('prose')])
  expect([retried.status, sent.status]).toEqual(['rejected', 'fulfilled'])
  await one.clock.until(growing(one.chat))
  await eventually(() => expect(two.chat.getSnapshot().run.phase).toBe('streaming'))
  await two.chat.send('haiku', { id: 'queued' })
  await eventually(() => expect(one.chat.getSnapshot().queue).toMatchObject([{ id: 'queued' }]))
  await one.clock.until(idle(one.chat))
  expect(texts(one.chat)).toHaveLength(4)
  expect(one.requests.map(({ key }) => key).at(-1)).toBe('queued')
  await eventually(async () => expect(await storage.load('conversation')).toMatchObject({ queue: [] }))
  expect(two.requests).toEqual([])
})

it('a message that is sent twice while it is not known whether it may go out waits once, and goes out once', async () => {
  const slow = holdable()
  const here = await tab(slow.storage)
  await ask(here, 'first haiku')
  slow.hold('load')
  const sending = [here.chat.send('haiku', { id: 'once' }), here.chat.send('haiku', { id: 'once' })]
  await eventually(() => expect(here.chat.getSnapshot().queue).toHaveLength(1))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(here.chat.getSnapshot().queue).toMatchObject([{ id: 'once' }])
  slow.letGo('load', true)
  await Promise.all(sending)
  await inTime(here, () => expect(questions(here.chat)).toEqual(['first haiku', 'haiku']))
  await here.clock.until(idle(here.chat))
  expect(here.requests.filter(({ key }) => key === 'once')).toHaveLength(1)
})

it('what goes on waits behind what was asked before it: a message is not sent ahead of a clear', async () => {
  const slow = holdable()
  slow.hold('load')
  const here = await tab(slow.storage, { loads: false })
  here.chat.queue.resume()
  here.chat.clear()
  const sending = here.chat.send('haiku')
  slow.letGo('load', true)
  await sending
  await inTime(here, () => expect(here.requests).toHaveLength(1))
  await here.clock.until(idle(here.chat))
  expect(texts(here.chat)).toHaveLength(2)
})
