// The traces of a chat's client, looked at while its answers come.
import type { Trace } from '@rivulet/core'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import { createTracedClient, useChatStream, useTraces } from './index.js'

async function chatting() {
  const gateway = dictation()
  const client = createTracedClient(gateway.client)
  const { result } = await renderHook(() => ({ traces: useTraces(client), chat: useChatStream({ client, model: 'small' }).chat }))
  const asked = async (count: number) => {
    await eventually(() => expect(gateway.requests).toHaveLength(count))
    return gateway.last()
  }
  return { client, result, asked, traces: () => result.current.traces, chat: () => result.current.chat }
}

const kinds = (trace: Trace | undefined) => trace?.steps.map(({ kind }) => kind)
const messages = (trace: Trace | undefined) => trace?.events.filter(({ type }) => type === 'message').length

test('what came is shown while the answer grows, and at its end how it ended', async () => {
  const { traces, chat, asked } = await chatting()
  expect(traces()).toEqual([])
  await chat().send('Go on.')
  const { say, end } = await asked(1)
  say('Rain ')
  await eventually(() => expect(messages(traces()[0])).toBe(1))
  const first = traces()[0]
  say('and ', 'rain.')
  await eventually(() => expect(messages(traces()[0])).toBe(3))
  // What was shown before is as it was: memoised parts may keep it.
  expect(messages(first)).toBe(1)
  expect(kinds(traces()[0])).toEqual(['request', 'response', 'first-byte', 'first-token'])
  end()
  await eventually(() => expect(kinds(traces()[0])?.at(-1)).toBe('end'))
})

test('the runs of a turn after the other are kept, the last ten of them, with one reply too', async () => {
  const { traces, chat, asked, client } = await chatting()
  await chat().send('Go on.')
  ;(await asked(1)).end()
  await eventually(() => expect(kinds(traces()[0])?.at(-1)).toBe('end'))
  const [first] = traces()
  const reply = client.complete({ model: 'small', messages: [{ role: 'user', content: 'At once.' }] })
  ;(await asked(2)).end()
  await reply
  await eventually(() => expect(kinds(traces()[1])?.at(-1)).toBe('end'))
  expect(traces()[0]).toBe(first)
  for (let turn = 3; turn < 13; turn++) {
    await chat().send(`Turn ${turn}`)
    ;(await asked(turn)).end()
    await eventually(() => expect(chat().getSnapshot().run.phase).toBe('idle'))
  }
  await eventually(() => expect(traces().every((trace) => kinds(trace)?.at(-1) === 'end')).toBe(true))
  expect(traces()).toHaveLength(10)
  expect(traces()).not.toContain(first)
})

test('what ran while nobody looked is there for who looks later; nothing renders once it is over', async () => {
  const gateway = dictation()
  const client = createTracedClient(gateway.client)
  const { result } = client.stream({ model: 'small', messages: [{ role: 'user', content: 'Go on.' }] })
  await eventually(() => expect(gateway.requests).toHaveLength(1))
  gateway.last().end()
  await result
  let renders = 0
  const { result: hook } = await renderHook(() => (renders++, useTraces(client)))
  await eventually(() => expect(kinds(hook.current[0])?.at(-1)).toBe('end'))
  const before = renders
  for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
  expect(renders).toBe(before)
})
