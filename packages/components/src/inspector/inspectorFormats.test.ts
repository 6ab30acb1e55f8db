import { expect, test } from 'vitest'
import { inspectorFormats } from './inspectorFormats.js'

test('times keep their width in a column, and durations the digits that say something', () => {
  const { offset, duration, durationChange, tick, durationTick } = inspectorFormats('en')
  expect([0, 412.3, 83_000].map(offset)).toEqual(['0.000', '0.412', '83.000'])
  expect([0, 312.4, 999.6, 1240, 83_000].map(duration)).toEqual(['0 ms', '312 ms', '1.00 sec', '1.24 sec', '83.0 sec'])
  expect([0, 500, 2000].map(tick)).toEqual(['0s', '0.5s', '2s'])
  expect([0, 25, 1500].map(durationTick)).toEqual(['0ms', '25ms', '1.5s'])
  expect([-40, 0, 1500].map(durationChange)).toEqual(['-40 ms', '0 ms', '+1.50 sec'])
})

test('numbers follow the locale', () => {
  expect(inspectorFormats('de').count(14_796)).toBe('14.796')
  expect(inspectorFormats('de').rateChange(4.25)).toBe('+4,3')
  expect(inspectorFormats('ar-EG').offset(412)).toBe('٠٫٤١٢')
})
