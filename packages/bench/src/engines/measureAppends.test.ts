import { expect, test, vi } from 'vitest'
import { createKind, KINDS } from '../documents/createKind.ts'
import { Failures } from '../Failures.ts'
import type { Engine } from './Engine.ts'
import { measureAppends } from './measureAppends.ts'
import { engine as rivulet } from './rivulet.ts'
import { engine as streamdown } from './streamdown.ts'
import { engine as streamingMarkdown } from './streamingMarkdown.ts'

const EFFORT = { rounds: 2, warmups: 1, failures: new Failures() }

test('every append is timed, in each round, and its work is counted', () => {
  const onRound = vi.fn()
  const [short, long, ...others] = measureAppends([rivulet], ['list'], [256, 2048], EFFORT, onRound)
  expect(others).toEqual([])
  expect([short?.chars, long?.chars]).toEqual([256, 2048])
  for (const { us, work } of [short, long].filter((figures) => figures !== undefined)) {
    expect(us).toHaveLength(2)
    for (const times of us) {
      expect(times?.length).toBeGreaterThanOrEqual(1024)
      expect(times?.every((time) => time > 0)).toBe(true)
    }
    expect(work).toHaveLength(us[0]?.length ?? 0)
    expect(Math.min(...work)).toBeGreaterThanOrEqual(64)
  }
  expect(onRound).toHaveBeenCalledTimes(3)
})

test('an engine that reads all of it anew has few appends, in every fifth round', () => {
  const start = vi.fn((beginning: string) => streamdown.start(beginning))
  const [figures] = measureAppends([{ ...streamdown, start }], ['prose'], [1024], { ...EFFORT, rounds: 6, warmups: 2 }, () => {})
  expect(figures?.us.map((times) => times?.length)).toEqual([4, undefined, undefined, undefined, undefined, 4])
  // Twice to be timed, and once before to become warm.
  expect(start).toHaveBeenCalledTimes(3)
})

test.each(KINDS)('%s is read as it is written by every engine', (kind) => {
  const document = createKind(kind, 3000, 5)
  for (const engine of [rivulet, streamingMarkdown, streamdown]) {
    const growing = engine.start(document.markdown.slice(0, 1000))
    growing.append(document.markdown.slice(1000))
    growing.finish(document)
    const cut = engine.start('')
    cut.append(`${document.markdown.slice(0, 1000)}.`)
    expect(() => cut.finish(document)).toThrow(engine.name)
  }
})

test('an engine that is wrong ends the measurement', () => {
  const forgetful: Engine = { ...rivulet, start: (beginning) => ({ ...rivulet.start(beginning), append: () => {} }) }
  expect(() => measureAppends([forgetful], ['prose'], [1024], EFFORT, () => {})).toThrow('Rivulet shows')
})
