import { array, assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { InspectedEvent, InspectedRun } from './InspectedRun.js'
import { gapsOf, measureRun, percentile } from './measureRun.js'

const text = (atMs: number): InspectedEvent => ({ atMs, type: 'message', chars: 1, data: '{"choices":[{"delta":{"content":"a"}}]}' })
const other = (atMs: number, data: string, type = 'message'): InspectedEvent => ({ atMs, type, chars: data.length, data })
const unknown = (atMs: number, type = 'message'): InspectedEvent => ({ atMs, type, chars: 20 })
const run = (rest: Partial<InspectedRun>): InspectedRun => ({ id: 'run', steps: [], events: [], ...rest })

test('times, rate and gaps are of the pieces of the answer alone', () => {
  const figures = measureRun(
    run({
      steps: [
        { atMs: 0, kind: 'request', method: 'POST', url: '/v1' },
        { atMs: 3000, kind: 'close', how: 'eof' },
      ],
      events: [
        other(90, '{"choices":[{"delta":{"role":"assistant"}}]}'),
        text(100),
        text(200),
        text(200),
        text(1100),
        other(1200, '[DONE]'),
      ],
    }),
  )
  expect(figures).toEqual({
    tokenTimesMs: [100, 200, 200, 1100],
    isGuess: false,
    firstTokenMs: 100,
    totalMs: 3000,
    tokens: 4,
    tokensPerSecond: 3,
    gapP50Ms: 100,
    gapP95Ms: 900,
    gapP99Ms: 900,
    longestGapMs: 900,
    attempts: 1,
  })
})

test('what the gateway counted is believed', () => {
  const counted = other(1200, '{"choices":[],"usage":{"completion_tokens":11}}')
  expect(measureRun(run({ events: [text(100), text(1100), counted] }))).toMatchObject({ tokens: 11, tokensPerSecond: 10 })
})

test('without their data, events count from the one that brought the first token', () => {
  const figures = measureRun(
    run({
      steps: [{ atMs: 50.2, attempt: 2, kind: 'first-token' }],
      events: [unknown(10), unknown(20, 'comment'), unknown(50), unknown(60), unknown(70, 'comment'), unknown(80)],
    }),
  )
  expect(figures).toMatchObject({ tokenTimesMs: [50, 60, 80], isGuess: true, firstTokenMs: 50.2, attempts: 2 })
})

test('of nothing, nothing is known', () => {
  expect(measureRun(run({}))).toMatchObject({
    tokens: 0,
    isGuess: false,
    firstTokenMs: undefined,
    tokensPerSecond: undefined,
    gapP50Ms: undefined,
  })
})

test('a percentile is one of the values, and that share of all does not exceed it', () => {
  assert(
    property(
      array(double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }),
      double({ min: 0.01, max: 1, noNaN: true }),
      (values, share) => {
        const found = percentile(Float64Array.from(values).toSorted(), share)
        expect(values).toContain(found)
        expect(values.filter((value) => value <= Number(found)).length).toBeGreaterThanOrEqual(share * values.length)
        expect(values.filter((value) => value < Number(found)).length).toBeLessThan(share * values.length)
      },
    ),
  )
})

test('gaps add up to the span', () => {
  expect(gapsOf([])).toEqual([])
  expect(gapsOf([5])).toEqual([])
  expect(gapsOf([5, 7, 20])).toEqual([2, 13])
})
