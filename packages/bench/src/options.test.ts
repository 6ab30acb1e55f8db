import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { PART_NAMES, QUICK_PARTS, readOptions, UsageError } from './options.ts'

test('without options every part is measured in full', () => {
  expect(readOptions([])).toEqual({
    parts: PART_NAMES,
    quick: false,
    keep: false,
    out: undefined,
    kept: undefined,
    ours: undefined,
    rounds: undefined,
  })
})

test('parts are measured in their own order, each once', () => {
  expect(readOptions(['--part', 'heap', '--part=chunks', '--part', 'heap', '--quick', '--out', 'figures.json'])).toMatchObject({
    parts: ['chunks', 'heap'],
    quick: true,
    out: 'figures.json',
  })
})

test('a quick run measures what is cheap, and what is named', () => {
  expect(readOptions(['--quick'])).toMatchObject({ parts: QUICK_PARTS, quick: true })
  expect(readOptions(['--quick', '--part', 'relay', '--keep', '--kept', 'k.json', '--ours', 'o.ts'])).toMatchObject({
    parts: ['relay'],
    keep: true,
    kept: 'k.json',
    ours: 'o.ts',
  })
})

test('a few rounds show that everything works', () => {
  expect(readOptions(['--rounds', '1'])).toMatchObject({ parts: PART_NAMES, rounds: 1, keep: false })
})

test('the separator that pnpm hands on may come first', () => {
  expect(readOptions(['--', '--quick'])).toMatchObject({ quick: true })
})

test('help is all that is given where it is asked for', () => {
  expect(readOptions(['--part', 'heap', '--help'])).toBe('help')
})

const WRONG = [
  ['--part', 'html'],
  ['--part', ''],
  ['--part'],
  ['--out', ''],
  ['--kept', ''],
  ['--keep=yes'],
  ['--quick=yes'],
  ['--rounds', '0'],
  ['--rounds', 'many'],
  ['--rounds', '1', '--keep'],
  ['chunks'],
]

test.each(WRONG)('%s %s is refused in one line', (...argv) => {
  const refuse = () => readOptions(argv)
  expect(refuse).toThrow(UsageError)
  expect(refuse).toThrow(/^.+$/)
})

function bench(...argv: string[]) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('the command says what is wrong in one line and ends with 2', () => {
  const stderr = `rivulet: --part takes ${PART_NAMES.join(', ')}, not 'html'.\n`
  expect(bench('--part', 'html')).toEqual({ status: 2, stdout: '', stderr })
})

test('the command ends with 0 after its help', () => {
  expect(bench('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: .*--quick/s), stderr: '' })
})

test('the command ends with 2, before it measures, where there are no figures of the name that was given', () => {
  const { status, stdout, stderr } = bench('--quick', '--kept', 'no-such-figures.json')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^rivulet: There are no kept figures at .*no-such-figures\.json\.\n$/)
})
