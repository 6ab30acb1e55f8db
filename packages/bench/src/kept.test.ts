import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BUDGETS, OURS } from './budgets.ts'
import { figuresOf } from './figures.fixture.ts'
import { keep, keptFile, readFigures } from './kept.ts'
import { PART_NAMES, UsageError } from './options.ts'

function fileOfOurs(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'figures', 'quick.json')
}

const figures = (figure: number) => figuresOf(BUDGETS.message, [{ name: OURS, figure }])

test('parts are kept one by one, in their own order', () => {
  const file = fileOfOurs()
  expect(readFigures(file)).toEqual({ version: 2, parts: {} })
  keep(file, { message: figures(1), heap: figures(2) })
  keep(file, { chunks: figures(3), message: figures(1 / 3) })
  const { parts } = readFigures(file)
  expect(Object.keys(parts)).toEqual(['chunks', 'message', 'heap'])
  expect(parts.heap).toEqual(figures(2))
  expect(parts.message?.verdicts[0]?.ours.median).toBe(0.33333)
})

test.each([
  ['of another version', (text: string) => text.replace('"version": 2', '"version": 1')],
  ['cut off', (text: string) => text.slice(0, -20)],
  ['none', () => 'null'],
])('a file whose figures are %s is refused, and not taken for one without any', (_, damage) => {
  const file = fileOfOurs()
  keep(file, { message: figures(1) })
  writeFileSync(file, damage(readFileSync(file, 'utf8')))
  expect(() => readFigures(file)).toThrow(UsageError)
  expect(() => keep(file, { message: figures(1) })).toThrow(UsageError)
})

test('a file that was named must be there', () => {
  expect(() => readFigures(fileOfOurs(), { mustExist: true })).toThrow(UsageError)
})

test.each(['quick', 'full'] as const)(
  'the kept figures of a %s run are of parts that there are, each with where it was measured',
  (effort) => {
    const { version, parts } = readFigures(keptFile(effort))
    expect(version).toBe(2)
    expect(Object.keys(parts).length).toBeGreaterThan(0)
    for (const [name, part] of Object.entries(parts)) {
      expect(PART_NAMES).toContain(name)
      expect(part.effort).toBe(effort)
      expect(Date.parse(part.takenAt)).toBeGreaterThan(0)
      expect(part.machine.cpu).not.toBe('')
      for (const { ours, most, held } of part.verdicts) expect(held).toBe(ours.median <= most)
    }
  },
)
