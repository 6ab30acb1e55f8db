import { expect, it } from 'vitest'
import { fakeClock } from './index.js'

it('wakes sleepers in their order and shows each its time', async () => {
  const clock = fakeClock(1000)
  const woken: [string, number][] = []
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms)
    woken.push([name, clock.now()])
  }
  void sleep('b', 20)
  void sleep('a', 10)
  void sleep('a too', 10).then(() => sleep('after a', 5))
  await clock.advance(15)
  expect(woken).toEqual([
    ['a', 1010],
    ['a too', 1010],
    ['after a', 1015],
  ])
  expect(clock.now()).toBe(1015)
  await clock.advance(100)
  expect(woken.at(-1)).toEqual(['b', 1020])
  expect(clock.now()).toBe(1115)
})

it('rejects a sleeper whose signal aborts, and forgets it', async () => {
  const clock = fakeClock()
  const leave = new AbortController()
  const sleeping = clock.sleep(10, leave.signal)
  leave.abort(new Error('left'))
  await expect(sleeping).rejects.toThrow('left')
  await expect(clock.sleep(10, leave.signal)).rejects.toThrow('left')
})

it('goes on until work settles, and says when it never will', async () => {
  const clock = fakeClock(0)
  expect(
    await clock.until(
      clock
        .sleep(50)
        .then(() => clock.sleep(50))
        .then(() => clock.now()),
    ),
  ).toBe(100)
  await expect(clock.until(Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  await expect(clock.until(new Promise(() => undefined))).rejects.toThrow('other than this clock')
})
