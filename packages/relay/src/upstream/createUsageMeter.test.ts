import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readChat } from '@rivulet/core'
import { expect, test } from 'vitest'
import { createUsageMeter } from './createUsageMeter.js'
import { readAll, STREAM, upstreamFrom } from './gateway.fixture.js'
import { describeShared, readQuirks, readRecordings } from './streams.fixture.js'

async function metered(...frames: unknown[]) {
  const meter = createUsageMeter()
  // In batches, as reads of the network bring them.
  for (const frame of frames) meter.take([typeof frame === 'string' ? frame : `data: ${JSON.stringify(frame)}`])
  return meter.read()
}

const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }

test('tells model, usage and cost', async () => {
  const text = { model: 'm', choices: [{ delta: { content: '"usage": {"prompt_tokens": 9}, "cost": 7' } }], usage: null }
  expect(await metered(text, text, { model: 'm', choices: [], usage: { ...usage, cost: 0.5 } })).toEqual({
    model: 'm',
    usage: { ...usage, cost: 0.5 },
    cost: { amount: 0.5, unit: 'USD' },
  })
})

test('the last usage counts, and credits of a chunk of their own', async () => {
  const chunks = [
    { usage: { ...usage, total_tokens: 9 } },
    { model: 'm', usage, credits_used: 2 },
    { usage: { ...usage, prompt_tokens: 5 } },
  ]
  expect(await metered(...chunks)).toEqual({ model: 'm', usage: { ...usage, prompt_tokens: 5 }, cost: { amount: 2, unit: 'credits' } })
})

test('a model that is named late is told', async () => {
  expect(await metered({ model: '', choices: [] }, { choices: [] }, { model: 'm', choices: [] })).toEqual({ model: 'm' })
})

test('a whole answer is metered like any other', async () => {
  const body = JSON.stringify({ model: 'm', choices: [{ message: { content: 'hi' } }], usage }, null, 2)
  expect(await metered(`data: ${body.replaceAll('\n', '\ndata: ')}`)).toEqual({ model: 'm', usage })
})

test.each([
  [],
  ['data: words'],
  ['error: boom'],
  ['data: {"error":{"message":"boom","usage":1}}'],
  ['data: {"usage":'],
  ['data: {"model":7}'],
])('what tells nothing is nothing: %j', async (...frames) => {
  expect(await metered(...frames)).toEqual({})
})

test('keeps a handful of frames, however many state something', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const meter = createUsageMeter()
  const padding = 'x'.repeat(1000)
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  for (let count = 0; count < 20_000; count++) {
    meter.take([`data: {"model":"m","usage":{"prompt_tokens":${count}},"cost":1,"padding":"${padding}"}`])
  }
  collectGarbage()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000)
  expect(await meter.read()).toMatchObject({ usage: { prompt_tokens: 19_999 } })
})

describeShared('of known gateways the meter tells what reading the whole answer tells', () => {
  test.each([...readQuirks(), ...readRecordings()].filter(({ contentType }) => contentType !== 'text/html'))('$name', async ({ bytes }) => {
    const meter = createUsageMeter()
    const { batches } = await readAll(await upstreamFrom([bytes]).chat(STREAM))
    for (const batch of batches) meter.take(batch)
    const { completion, cost } = await readChat(new Response(bytes))
    const { model, usage: counts } = completion
    expect(await meter.read()).toEqual({ ...(model && { model }), ...(counts && { usage: counts }), ...(cost && { cost }) })
  })
})
