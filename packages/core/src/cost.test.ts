import { expect, test } from 'vitest'
import { addCosts, readChat } from './index.js'

async function costOf(fields: object) {
  const body = `data: ${JSON.stringify({ choices: [{ delta: { content: 'x' }, finish_reason: 'stop' }], ...fields })}\n\n`
  return (await readChat(new Response(body))).cost
}

test.each([
  [{ credits_used: 3 }, { amount: 3, unit: 'credits' }],
  [{ credits_used: '0.5' }, { amount: 0.5, unit: 'credits' }],
  [{ credits_used: 0 }, { amount: 0, unit: 'credits' }],
  [{ cost: 0.01 }, { amount: 0.01, unit: 'USD' }],
  [
    { usage: { total_tokens: 1, cost: 0.02 }, cost: 9 },
    { amount: 0.02, unit: 'USD' },
  ],
  [{ usage: { cost: { total_cost: 0.006 } } }, { amount: 0.006, unit: 'USD' }],
  [{ usage: { cost: { total_cost: { total_cost: 1 } } } }, undefined],
  [{ cost: null }, undefined],
  [{ cost: 'much' }, undefined],
  [{ cost: '' }, undefined],
  [{ cost: ' ' }, undefined],
  [{ cost: 'Infinity' }, undefined],
  [{}, undefined],
])('%o costs %o', async (fields, expected) => {
  expect(await costOf(fields)).toEqual(expected)
})

test('a cost nested however deep is none, and the answer ends', async () => {
  const cost = `${'{"total_cost":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const body = `data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}],"cost":${cost}}\n\n`
  const result = await readChat(new Response(body))
  expect(result.ending.kind).toBe('complete')
  expect(result.cost).toBeUndefined()
})

test('costs of one unit have a sum, others none', () => {
  expect(addCosts({ amount: 0.1, unit: 'USD' }, undefined, { amount: 0.2, unit: 'USD' })).toEqual({ amount: 0.3, unit: 'USD' })
  expect(addCosts()).toBeUndefined()
  expect(addCosts(undefined)).toBeUndefined()
  expect(
    addCosts({ amount: '1' as unknown as number, unit: 'USD' }, { amount: Number.NaN, unit: 'USD' }, { amount: 2, unit: 'USD' }),
  ).toEqual({ amount: 2, unit: 'USD' })
  expect(addCosts({ amount: 1, unit: 'USD' }, { amount: 1, unit: 'credits' })).toBeUndefined()
})
