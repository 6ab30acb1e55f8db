import { expect, test } from 'vitest'
import { LoopTurns } from './LoopTurns.js'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Asks for so many reads, and notes when each may go on. */
function ask(turns: LoopTurns, reads: number): number[] {
  const went: number[] = []
  for (let read = 0; read < reads; read++) {
    const wait = turns.next()
    if (wait) void wait.then(() => went.push(read))
    else went.push(read)
  }
  return went
}

test('a turn has room for so many reads; the others have theirs in later turns, in order', async () => {
  const turns = new LoopTurns()
  const went = ask(turns, 40)
  const counts = [went.length]
  for (let i = 0; i < 3; i++) {
    await turn()
    counts.push(went.length)
  }
  expect(counts).toEqual([16, 32, 40, 40])
  expect(went).toEqual(Array.from({ length: 40 }, (_, read) => read))
})

test('who comes late waits behind who came early', async () => {
  const turns = new LoopTurns()
  const early = ask(turns, 36)
  await turn()
  const late = ask(turns, 1)
  expect([early.length, late.length]).toEqual([32, 0])
  await turn()
  expect([early.length, late.length]).toEqual([36, 1])
})

test('what is read now and then never waits', async () => {
  const turns = new LoopTurns()
  for (let i = 0; i < 5; i++) {
    expect(ask(turns, 10)).toHaveLength(10)
    await turn()
    await turn()
  }
})

test('tells how long the next has waited, and nothing where nobody waits', async () => {
  const turns = new LoopTurns()
  expect(turns.waitMs).toBe(0)
  ask(turns, 17)
  const untilMs = performance.now() + 5
  while (performance.now() < untilMs);
  expect(turns.waitMs).toBeGreaterThanOrEqual(5)
  await turn()
  expect(turns.waitMs).toBe(0)
})
