import { expect, test, vi } from 'vitest'
import { measure, type Case } from './measure.ts'

/** A case that burns about so much CPU time, and says when it ran. */
function burn(name: string, ms: number, log: string[]): Case {
  return {
    name,
    units: 10,
    run() {
      log.push(name)
      const before = process.cpuUsage()
      for (;;) {
        const { user, system } = process.cpuUsage(before)
        if (user + system >= 1000 * ms) return
      }
    },
  }
}

test('every case has a figure for every round, and its turn in each starts with another', async () => {
  const log: string[] = []
  const onRound = vi.fn()
  const cases = [burn('a', 1, log), burn('b', 1, log), burn('c', 1, log)]
  const measured = await measure(cases, { rounds: 3, warmups: 0, minMs: 1 }, onRound)
  expect(measured.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  for (const { costUs } of measured) {
    expect(costUs).toHaveLength(3)
    // 1 ms of CPU at least, for 10 units.
    for (const cost of costUs) expect(cost).toBeGreaterThanOrEqual(100)
  }
  expect(log.join('')).toBe('abcbcacab')
  expect(onRound).toHaveBeenCalledTimes(3)
})

test('a short case repeats, and its cost is that of one unit all the same', async () => {
  const log: string[] = []
  const [measured] = await measure([burn('a', 1, log)], { rounds: 1, warmups: 1, minMs: 20 }, () => {})
  // Once to find out, then as often as the first time says.
  expect(log.length).toBeGreaterThan(2)
  expect(measured?.costUs[0]).toBeGreaterThanOrEqual(100)
})

test('a dear case sits four rounds of five out', async () => {
  const log: string[] = []
  const [dear, cheap] = await measure([burn('dear', 30, log), burn('cheap', 0.1, [])], { rounds: 6, warmups: 2, minMs: 1 }, () => {})
  expect(dear?.costUs.map((cost) => cost !== undefined)).toEqual([true, false, false, false, false, true])
  expect(cheap?.costUs.every((cost) => cost !== undefined)).toBe(true)
  expect(log).toHaveLength(3)
})

test('a case that is wrong ends the measurement', async () => {
  const wrong: Case = { name: 'a', units: 1, run: () => Promise.reject(new Error('a lost a part')) }
  await expect(measure([wrong], { rounds: 1, warmups: 0, minMs: 0 }, () => {})).rejects.toThrow('a lost a part')
})
