import { expect, test, vi } from 'vitest'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { createRowRuns } from './rowRuns.js'

test('rows are told when a run begins and ends, and of no text in between', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains and rains and rains. '.repeat(20) }), {
    frame: (commit) => (commit(), () => undefined),
  })
  const runs = createRowRuns(chat)
  let growths = 0
  const tellings: boolean[] = []
  chat.subscribe(() => growths++)
  runs.subscribe(() => tellings.push(runs.of('another').busy))
  const sent = chat.send('Why?')
  expect(runs.of('another')).toEqual({ last: false, busy: true, attempt: undefined })
  await sent
  await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 15_000, interval: 4 })
  expect(growths).toBeGreaterThan(50)
  // The question, its answer, and the end of the run.
  expect(tellings.length).toBeLessThanOrEqual(4)
  expect(tellings.at(-1)).toBe(false)
  const [question, answer] = chat.getSnapshot().messages
  expect(runs.of(answer?.id ?? '')).toEqual({ last: true, busy: false, attempt: undefined })
  expect(runs.of(question?.id ?? '')).toEqual({ last: false, busy: false, attempt: undefined })
})

test('a row that looks before the others are told keeps nothing from them', async () => {
  const frames: (() => void)[] = []
  const chat = scriptedChat(() => ({ content: 'It rains.' }), { frame: (commit) => (frames.push(commit), () => undefined) })
  const runs = createRowRuns(chat)
  let tellings = 0
  runs.subscribe(() => tellings++)
  chat.subscribe(() => runs.of('a row that renders'))
  const sent = chat.send('Why?')
  runs.of('a row that renders')
  for (let turn = 0; turn < 200 && chat.getSnapshot().run.phase !== 'idle'; turn++) {
    runs.of('a row that renders')
    for (const commit of frames.splice(0)) commit()
    await new Promise((resolve) => setTimeout(resolve))
  }
  await sent
  for (const commit of frames.splice(0)) commit()
  expect(tellings).toBeGreaterThanOrEqual(2)
  expect(runs.of('none').busy).toBe(false)
})
