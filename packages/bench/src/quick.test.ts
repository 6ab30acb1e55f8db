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

function quick(...argv: string[]) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [main, '--quick', '--part', 'message', '--kept', kept, ...argv], {
    encoding: 'utf8',
  })
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
    const { status, told } = quick('--ours', fileURLToPath(new URL('peers/flattened.fixture.ts', import.meta.url)))
    expect(status).toBe(1)
    expect(told).toContain('RED     Rivulet: bytes → finished message, 20000 deltas')
  })
})
