// What tabs tell each other crosses what they do: it comes when another one runs, or is of what has changed by then.
import { afterEach, expect, it, vi } from 'vitest'
import { answerOf, growing } from '../chat.fixture.js'
import { ChatBusyError, defineTool, toRecord, type ChatMessage, type ConversationStorage } from '../index.js'
import { holdable } from './holdable.fixture.js'
import type { TabMessage } from './TabChannel.js'
import { ask, eventually, idle, questions, shared, tab, texts } from './tab.fixture.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const lockOf = ({ name }: ConversationStorage) => `rivulet-chat:${name}:conversation`
const isFree = async (storage: ConversationStorage) => (await navigator.locks.query()).held?.every(({ name }) => name !== lockOf(storage))

/** Hears what the tabs on a conversation tell, and tells them something. */
function channel(storage: ConversationStorage) {
  const heard: TabMessage[] = []
  const opened = new BroadcastChannel(lockOf(storage))
  opened.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => heard.push(data))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none: it never leaves its origin.
  const tell = (message: TabMessage) => opened.postMessage(message)
  /** Of a tab that does not run. */
  const tellRows = (rows: { removed?: string[]; headId?: string }) =>
    tell({ type: 'rows', records: [], removed: rows.removed ?? [], headId: rows.headId, queue: [], state: undefined })
  return { heard, tell, tellRows, close: () => opened.close() }
}

it('what a tab that ran told takes nothing from the queue of the one that runs now', async () => {
  const storage = shared()
  const { heard, tell, close } = channel(storage)
  const [one, two] = [await tab(storage), await tab(storage)]
  await ask(one, 'haiku')
  await eventually(async () => expect(await isFree(storage)).toBe(true))
  await two.chat.send('prose')
  await two.clock.until(growing(two.chat))
  await two.chat.send('second haiku', { id: 'waits' })
  const before = [...heard].find((message) => message.type === 'rows' && message.state?.run.phase === 'idle')
  expect(before).toBeDefined()
  tell(before!)
  await pause(100)
  expect(two.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'waits' }], run: { phase: 'streaming' } })
  await two.clock.until(idle(two.chat))
  expect(questions(two.chat)).toEqual(['haiku', 'prose', 'second haiku'])
  close()
})

it('what is read late takes nothing from the queue of a tab that runs by then', async () => {
  const stored = shared()
  const reading = { isLate: false, release: () => {} }
  const storage: ConversationStorage = {
    ...stored,
    async load(id) {
      const found = await stored.load(id)
      if (reading.isLate) await new Promise<void>((resolve) => (reading.release = resolve))
      return found
    },
  }
  const { tellRows, close } = channel(storage)
  const here = await tab(storage)
  await ask(here, 'haiku')
  await ask(here, 'second haiku')
  await eventually(async () => expect(await isFree(storage)).toBe(true))
  reading.isLate = true
  tellRows({ headId: 'missed' })
  await eventually(() => expect(reading.release.length).toBe(1))
  reading.isLate = false
  await here.chat.send('prose')
  await here.clock.until(growing(here.chat))
  await here.chat.send('third haiku', { id: 'waits' })
  reading.release()
  await pause(100)
  expect(here.chat.getSnapshot().queue).toMatchObject([{ id: 'waits' }])
  await here.clock.until(idle(here.chat))
  expect(questions(here.chat)).toHaveLength(4)
  close()
})

it('a queue that is changed while its lock is taken over loses nothing that waits in the storage by then', async () => {
  const stored = shared()
  const reading = { isLate: false, release: () => {} }
  const storage: ConversationStorage = {
    ...stored,
    async load(id) {
      if (reading.isLate) await new Promise<void>((resolve) => (reading.release = resolve))
      return stored.load(id)
    },
  }
  const here = await tab(storage)
  await here.chat.send('error')
  for (const id of ['a', 'b', 'c']) await here.chat.send(`haiku ${id}`, { id })
  await here.clock.until(idle(here.chat))
  await eventually(async () => expect([await isFree(storage), (await stored.load('conversation'))?.queue.length]).toEqual([true, 3]))
  const elsewhere = { id: 'd', content: 'haiku d', createdAtMs: 0 }
  await stored.save('conversation', { queue: [...here.chat.getSnapshot().queue.slice(1), elsewhere] })
  reading.isLate = true
  here.chat.queue.edit('b', 'edited haiku')
  await eventually(() => expect(reading.release.length).toBe(1))
  here.chat.queue.remove('c')
  await pause(50)
  reading.isLate = false
  reading.release()
  const waiting = [{ id: 'b', content: 'edited haiku' }, { id: 'd' }]
  await eventually(async () => expect((await stored.load('conversation'))?.queue).toMatchObject(waiting))
  expect(here.chat.getSnapshot().queue).toMatchObject(waiting)
})

it('what another tab removed ends what has begun to run on it', async () => {
  const storage = shared()
  const { tellRows, close } = channel(storage)
  const here = await tab(storage)
  await here.chat.send('prose', { id: 'question' })
  await here.clock.until(growing(here.chat))
  tellRows({ removed: ['question'] })
  await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ messages: [], run: { phase: 'idle' } }))
  await here.clock.until(eventually(() => expect(here.exchanges).toMatchObject([{ ending: 'disconnected' }])))
  await ask(here, 'haiku')
  expect(texts(here.chat)).toHaveLength(2)
  close()
})

it('the branch that another tab has chosen is not shown in place of what runs', async () => {
  const storage = shared()
  const { tellRows, close } = channel(storage)
  const here = await tab(storage)
  await ask(here, 'haiku')
  const other = answerOf(here.chat).id
  await here.chat.regenerate()
  await here.clock.until(growing(here.chat))
  const running = answerOf(here.chat).id
  tellRows({ headId: other })
  await pause(100)
  expect(answerOf(here.chat).id).toBe(running)
  await here.clock.until(idle(here.chat))
  tellRows({ headId: other })
  await eventually(() => expect(answerOf(here.chat).id).toBe(other))
  close()
})

it('a decision of another tab that a call does not wait for is none', async () => {
  const storage = shared()
  const given = defineTool({ name: 'get_weather', parameters: { type: 'object' }, validate: (value) => value })
  const [one, two] = [await tab(storage, { tools: [given] }), await tab(storage, { tools: [given] })]
  await one.chat.send('tool')
  const call = () => Object.keys(answerOf(two.chat).toolRuns)[0] ?? ''
  await eventually(async () => {
    await one.clock.advance(1000)
    expect(answerOf(two.chat).toolRuns[call()]).toMatchObject({ state: 'awaiting-result' })
  })
  two.chat.approve(call())
  await pause(50)
  two.chat.addToolResult(call(), 'rain')
  await eventually(async () => {
    await one.clock.advance(1000)
    expect(one.chat.getSnapshot().run.phase).toBe('idle')
  })
  expect(one.requests).toHaveLength(2)
})

it('a queue that was held while it waited for the network is held by the tab that has the lock next', async () => {
  const storage = shared()
  vi.stubGlobal('navigator', { onLine: false, locks: navigator.locks })
  const one = await tab(storage)
  await one.chat.send('haiku', { id: 'q' })
  const two = await tab(storage)
  await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queue: [{ id: 'q' }], run: { phase: 'offline' } }))
  await one.chat.stop()
  await eventually(() => expect(two.chat.getSnapshot()).toMatchObject({ queueHeld: true, run: { phase: 'idle' } }))
  // Whoever waits for the network has it.
  await eventually(async () => expect(await isFree(storage)).toBe(true))
  expect(two.chat.getSnapshot()).toMatchObject({ queueHeld: true, run: { phase: 'idle' } })
})

it('an answer that is told of while this tab waits for the lock in vain is looked after once its tab is gone', async () => {
  const storage = shared()
  const { tell, close } = channel(storage)
  const here = await tab(storage)
  await ask(here, 'haiku')
  await eventually(async () => expect(await isFree(storage)).toBe(true))
  let letGo: (() => void) | undefined
  const held = navigator.locks.request(lockOf(storage), () => new Promise<void>((resolve) => (letGo = resolve)))
  const retrying = expect(here.chat.retry()).rejects.toThrow(ChatBusyError)
  const { ending: _, ...before } = answerOf(here.chat)
  const growingRow: ChatMessage = { ...before, id: 'growing', state: 'streaming' }
  const state = { run: { phase: 'streaming' }, queueHeld: false } as const
  tell({ type: 'rows', records: [toRecord(growingRow)], removed: [], headId: 'growing', queue: [], state })
  await eventually(() => expect(here.chat.getSnapshot().run.phase).toBe('streaming'))
  await retrying
  letGo?.()
  await held
  await eventually(() => expect(here.chat.getSnapshot()).toMatchObject({ run: { phase: 'idle' } }))
  // Nobody has kept it.
  expect(here.chat.getMessage('growing')).toBeUndefined()
  close()
})

it('a message that another tab took away is not taken away once more: it may be there again', async () => {
  const slow = holdable(shared())
  const { tellRows, close } = channel(slow.storage)
  const here = await tab(slow.storage)
  await ask(here, 'haiku')
  await eventually(async () => expect(await isFree(slow.storage)).toBe(true))
  const saves = slow.calls.filter((call) => call === 'save').length
  tellRows({ removed: [answerOf(here.chat).id] })
  await eventually(() => expect(texts(here.chat)).toEqual(['haiku']))
  await pause(50)
  expect(slow.calls.filter((call) => call === 'save')).toHaveLength(saves)
  close()
})
