import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { measureRun } from './measureRun.js'
import { plotData } from './plotData.js'

const curvesOf = (timesMs: readonly number[], totalMs?: number) => {
  const data = '{"choices":[{"delta":{"content":"a"}}]}'
  const events = timesMs.map((atMs) => ({ atMs, type: 'message', chars: 1, data }))
  const steps = totalMs === undefined ? [] : [{ atMs: totalMs, kind: 'close', how: 'eof' } as const]
  return plotData(measureRun({ id: 'run', steps, events }))
}

test('the count begins at nothing and stays to the end of the run; tokens of one moment are one step', () => {
  expect(curvesOf([100, 150, 150, 150, 400], 900)).toEqual({
    counts: [
      [0, 100, 150, 400, 900],
      [0, 1, 4, 5, 5],
    ],
    gaps: [
      [150, 400],
      [50, 250],
    ],
  })
})

test('times rise, each once, and no token and no wait is lost', () => {
  const times = array(integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 }).map((list) => list.toSorted((a, b) => a - b))
  assert(
    property(times, (timesMs) => {
      const { counts, gaps } = curvesOf(timesMs)
      for (const [axis] of [counts, gaps]) for (const [at, time] of axis.entries()) expect(time).toBeGreaterThan(axis[at - 1] ?? -1)
      expect(counts[1].at(-1)).toBe(timesMs.length)
      expect(gaps[1].reduce((sum, gap) => sum + gap, 0)).toBe((timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0))
    }),
  )
})
