import { expect, test } from 'vitest'
import { costOf, quantile, ratioOf, spreadOf } from './spread.ts'

test('the middle of an odd and of an even number of figures, whatever their order', () => {
  expect(spreadOf([10, 1, 2])).toEqual({ median: 2, min: 1, max: 10 })
  expect(spreadOf([4, 1, 2, 10])).toEqual({ median: 3, min: 1, max: 10 })
})

test('rounds that were sat out do not count', () => {
  expect(spreadOf([undefined, 3, undefined, 1, 2])).toEqual({ median: 2, min: 1, max: 3 })
  expect(() => spreadOf([undefined])).toThrow('no figures')
})

test('a ratio is taken within each round, over those where both had their turn', () => {
  expect(ratioOf([20, 3, 100], [10, 1, 100])).toEqual({ median: 2, min: 1, max: 3 })
  expect(ratioOf([20, undefined, 100], [10, 1, undefined])).toEqual({ median: 2, min: 2, max: 2 })
})

test('what was not measured has no cost', () => {
  expect(costOf([{ name: 'a', costUs: [1] }], 'a')).toEqual([1])
  expect(() => costOf([{ name: 'a', costUs: [1] }], 'b')).toThrow('b was not measured')
})

test('a quantile is a figure that is there', () => {
  const figures = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect([quantile(figures, 0), quantile(figures, 0.5), quantile(figures, 0.99), quantile(figures, 1)]).toEqual([1, 51, 100, 100])
  expect(quantile([], 0.5)).toBeNaN()
})
