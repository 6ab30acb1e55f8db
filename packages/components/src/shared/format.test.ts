import { expect, test } from 'vitest'
import { formatDollars, formatDuration, formatNumber, plural } from './format.js'

test('numbers follow the locale', () => {
  expect(formatNumber(14796, 'en')).toBe('14,796')
  expect(formatNumber(14796, 'de')).toBe('14.796')
  expect(formatNumber(14796, 'ar-EG')).toBe('١٤٬٧٩٦')
})

test('durations are seconds below a minute, minutes and seconds above', () => {
  expect(formatDuration(4200, 'en')).toBe('4.2 sec')
  expect(formatDuration(42_400, 'en')).toBe('42 sec')
  expect(formatDuration(59_960, 'en')).toBe('1 min')
  expect(formatDuration(125_000, 'en')).toBe('2 min 5 sec')
})

test('dollars below a cent keep two digits that say something', () => {
  expect(formatDollars(0, 'en')).toBe('$0.00')
  expect(formatDollars(1.5, 'en')).toBe('$1.50')
  expect(formatDollars(0.0183, 'en')).toBe('$0.0183')
  expect(formatDollars(0.000123, 'en')).toBe('$0.00012')
})

test('a number picks its word', () => {
  const words = { one: 'token', other: 'tokens' }
  expect([0, 1, 2].map((count) => plural(count, 'en', words))).toEqual(['tokens', 'token', 'tokens'])
})
