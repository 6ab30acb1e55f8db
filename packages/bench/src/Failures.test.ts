import { expect, test } from 'vitest'
import { BUDGETS, OURS, type Budget } from './budgets.ts'
import { Failures } from './Failures.ts'

const fail = () => Promise.reject(new Error('It was wrong.\n    at somewhere'))

test('a peer that fails is told in one line, and is not asked again', async () => {
  const failures = new Failures()
  expect(await failures.attempt('openai-node', () => Promise.resolve(1))).toBe(1)
  expect(await failures.attempt('openai-node', fail)).toBeUndefined()
  expect(failures.all).toEqual([{ name: 'openai-node', why: 'It was wrong.' }])
  expect(await failures.attempt('openai-node', () => Promise.resolve(1))).toBeUndefined()
})

test('what only announces the reason is told with it', () => {
  const failures = new Failures()
  failures.note('streamdown', new Error('Build failed with 1 error:\n\n  [MISSING_EXPORT] "nope" is not exported.\n  at index.js'))
  expect(failures.all).toEqual([{ name: 'streamdown', why: 'Build failed with 1 error: [MISSING_EXPORT] "nope" is not exported.' }])
})

const bases = Object.values<Budget>(BUDGETS).flatMap(({ base = [] }) => base)

test.each([OURS, `${OURS}, own rows by id`, 'limit', 'floor', 'nothing between', 'pass-through proxy', ...bases])(
  'where %s fails, the part does',
  async (name) => {
    await expect(new Failures().attempt(name, fail)).rejects.toThrow('It was wrong.')
  },
)

test('what cannot be measured here is left out, ours too', async () => {
  const failures = new Failures()
  failures.leaveOut(OURS, 'No redis-server was found.')
  expect(await failures.attempt(OURS, fail)).toBeUndefined()
  expect(failures.all).toEqual([{ name: OURS, why: 'No redis-server was found.' }])
})
