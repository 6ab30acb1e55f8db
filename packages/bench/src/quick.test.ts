// The command as it is run for every change, with the built core. Runs of a minute, so that they are in the long suite.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { readFigures } from './kept.ts'

const isBuilt = existsSync(new URL('../../core/dist/index.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
const kept = join(folder, 'kept.json')
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function run(...argv: string[]) {
  return spawnSync(process.execPath, [fileOf('main.ts'), '--quick', '--kept', kept, ...argv], { encoding: 'utf8' })
}

function quick(...argv: string[]) {
  const { status, stdout } = run('--part', 'message', ...argv)
  return { status, told: stdout.split('against the kept figures')[1] ?? '' }
}

describe.runIf(process.env['LONG_SUITE'] && isBuilt)('a quick run', { timeout: 600_000 }, () => {
  test('keeps figures, three processes in one spread', () => {
    expect(quick('--keep')).toEqual({ status: 0, told: '' })
    expect(readFigures(kept).parts.message).toMatchObject({ effort: 'quick', runs: 3 })
  })

  test('is green where nothing changed', () => {
    expect(quick().status).toBe(0)
  })

  test('is red where the text is flattened at each delta, and says what moved', () => {
    const { status, told } = quick('--ours', fileOf('peers/flattened.fixture.ts'))
    expect(status).toBe(1)
    expect(told).toContain('RED     Rivulet: bytes → finished message, 20000 deltas')
  })

  test('keeps nothing of a part in which a peer failed, names it, and ends with 1', () => {
    const { status, stdout } = run('--part', 'chunks', '--keep', '--ours', fileOf('peers/failing.fixture.ts'))
    expect(status).toBe(1)
    const told = ['chunks, somebody: somebody lost a part of the answer.', 'chunks: not kept, since not all of it was measured']
    expect(stdout.split('not measured\n')[1]?.trimEnd().split('\n')).toEqual(told.map((line) => `  ${line}`))
    expect(readFigures(kept).parts).not.toHaveProperty('chunks')
  })

  test('of one round is held against nothing, and says so', () => {
    const { status, stdout } = run('--part', 'chunks', '--rounds', '1')
    expect(status).toBe(0)
    expect(stdout).toContain('not held against the kept figures')
  })
})
