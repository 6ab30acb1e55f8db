import type { ConversationInfo } from '@rivulet/chat'
import { expect, test } from 'vitest'
import { byAge } from './byAge.js'

const NOW = new Date(2026, 2, 30, 0, 30).getTime()
const at = (id: string, year: number, month: number, day: number, hour = 23, pinned = false): ConversationInfo => {
  const updatedAtMs = new Date(year, month - 1, day, hour, 59).getTime()
  return { id, createdAtMs: updatedAtMs, updatedAtMs, pinned }
}
const idsOf = (list: ConversationInfo[], nowMs = NOW) =>
  byAge(list, nowMs).map(({ age, conversations }) => [age, conversations.map(({ id }) => id).join(' ')])

test('goes by calendar days, not by hours', () => {
  const list = [at('now', 2026, 3, 30, 0), at('an hour ago', 2026, 3, 29), at('before', 2026, 3, 28)]
  expect(idsOf(list)).toEqual([
    ['today', 'now'],
    ['yesterday', 'an hour ago'],
    ['week', 'before'],
  ])
})

test('a week ends after seven days, a month after thirty', () => {
  const list = [at('a', 2026, 3, 23), at('b', 2026, 3, 22), at('c', 2026, 2, 28), at('d', 2026, 2, 27)]
  expect(idsOf(list)).toEqual([
    ['week', 'a'],
    ['month', 'b c'],
    ['older', 'd'],
  ])
})

test('pinned ones come first whatever their age, and the newest leads its group', () => {
  const list = [at('old', 2020, 1, 1), at('pinned', 2019, 1, 1, 1, true), at('older', 2018, 1, 1)]
  expect(idsOf(list)).toEqual([
    ['pinned', 'pinned'],
    ['older', 'old older'],
  ])
})

test('a clock that is behind puts what was written in the future under today', () => {
  expect(idsOf([at('later', 2026, 3, 31)])).toEqual([['today', 'later']])
})
