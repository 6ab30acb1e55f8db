import { expect, onTestFinished, test, vi } from 'vitest'
import { Failures } from './Failures.ts'
import { measure, type Case, type Effort } from './measure.ts'

const effort = (some: Partial<Effort>): Effort => ({
  rounds: 1,
  warmMs: 0,
  minMs: 0,
  failures: new Failures(),
  slow: new Set(),
  ...some,
})

/** A case that burns about so much CPU time, and says when it ran. */
function burn(name: string, ms: number, log: string[]): Case {
  return {
    name,
    by: name,
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
  const measured = await measure(cases, effort({ rounds: 3, minMs: 1 }), onRound)
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
  const [measured] = await measure([burn('a', 1, log)], effort({ warmMs: 1, minMs: 20 }), () => {})
  // Once to find out, then as often as the first time says.
  expect(log.length).toBeGreaterThan(2)
  expect(measured?.costUs[0]).toBeGreaterThanOrEqual(100)
})

test('a dear case sits four rounds of five out', async () => {
  const log: string[] = []
  const [dear, cheap] = await measure([burn('dear', 30, log), burn('cheap', 0.1, [])], effort({ rounds: 6, warmMs: 2, minMs: 1 }), () => {})
  expect(dear?.costUs.map((cost) => cost !== undefined)).toEqual([true, false, false, false, false, true])
  expect(cheap?.costUs.every((cost) => cost !== undefined)).toBe(true)
  // The first time to become warm, which it is by one run.
  expect(log).toHaveLength(3)
})

test('every case becomes warm by the same CPU time, in turns, whatever a run takes', async () => {
  const log: string[] = []
  const cases = [burn('a', 1, log), burn('b', 20, log)]
  const [a, b] = await measure(cases, effort({ warmMs: 30, minMs: 4 }), () => {})
  expect(log.slice(0, 2)).toEqual(['a', 'b'])
  const runs = (name: string) => log.filter((one) => one === name).length
  // Two to become warm at most, and the one that counts.
  expect(runs('b')).toBeLessThanOrEqual(3)
  expect(runs('a')).toBeGreaterThan(2 * runs('b'))
  expect([a?.costUs.length, b?.costUs.length]).toEqual([1, 1])
})

test('what is checked outside of the sample is the output of its last run', async () => {
  const log: unknown[] = []
  const cpuUsage = process.cpuUsage.bind(process)
  const clock = vi.spyOn(process, 'cpuUsage').mockImplementation((before) => {
    log.push('clock')
    return cpuUsage(before)
  })
  onTestFinished(() => clock.mockRestore())
  let runs = 0
  const checked: Case = { name: 'a', by: 'a', units: 1, run: () => log.push('run') && ++runs, check: (output) => log.push(output) }
  await measure([checked], effort({ rounds: 2 }), () => {})
  expect(log).toEqual(['clock', 'run', 'clock', 1, 'clock', 'run', 'clock', 2])
})

test('what takes more than a second is run once for five rounds', async () => {
  const log: string[] = []
  const options = effort({ rounds: 5, warmMs: 2, minMs: 1 })
  const [dearest] = await measure([burn('dearest', 1050, log), burn('cheap', 1, [])], options, () => {})
  expect(dearest?.costUs.map((cost) => cost !== undefined)).toEqual([true, false, false, false, false])
  expect(log).toHaveLength(1)
  expect([...options.slow]).toEqual(['dearest'])
})

const wrong = (name: string, by: string): Case => ({
  name,
  by,
  units: 1,
  run: () => Promise.reject(new Error(`${name} lost a part\nof it`)),
})

test('one that is wrong has no figures of any case, and the others go on', async () => {
  const options = effort({ rounds: 2 })
  const cases = [burn('a', 1, []), { ...burn('b, small', 1, []), by: 'b' }, wrong('b, large', 'b')]
  const measured = await measure(cases, options, () => {})
  expect(measured.map(({ name, costUs }) => [name, costUs.length])).toEqual([['a', 2]])
  expect(options.failures.all).toEqual([{ name: 'b', why: 'b, large lost a part' }])
})

test.each(['Rivulet', 'limit'])('where %s is wrong nothing can be told', async (name) => {
  await expect(measure([wrong(name, name)], effort({}), () => {})).rejects.toThrow('lost a part')
})
