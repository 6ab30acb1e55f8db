import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inChild } from './child.ts'
import type { HeapSample } from './parts/heapChild.ts'

const heapChild = new URL('parts/heapChild.ts', import.meta.url)

// The built core is what plain Node finds.
test.skipIf(!existsSync(new URL('../../core/dist/index.js', import.meta.url)))('a heap is looked at in a process of its own', async () => {
  const { liveMb, peakMb } = await inChild<HeapSample>(heapChild, [
    new URL('peers/rivulet.ts', import.meta.url).href,
    'Rivulet',
    'text',
    '400',
  ])
  expect(liveMb).toBeGreaterThan(0)
  expect(peakMb).toBeGreaterThanOrEqual(liveMb / 2)
})

test.each([
  ['waits', 'setInterval(() => {}, 1000)'],
  ['is busy', 'for (;;);'],
])('a process that %s is ended by the signal', async (_, code) => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'wait.mjs')
  writeFileSync(script, `process.on('disconnect', () => process.exit(7)); ${code}`)
  const cut = new AbortController()
  const result = inChild(pathToFileURL(script), [], cut.signal)
  setTimeout(() => cut.abort(), 100)
  await expect(result).rejects.toThrow('without a result')
})

test('a process that ends without a result is an error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  const script = join(folder, 'fail.mjs')
  writeFileSync(script, 'process.exit(3)')
  await expect(inChild(pathToFileURL(script), [])).rejects.toThrow('exit code 3')
  rmSync(folder, { recursive: true })
})
