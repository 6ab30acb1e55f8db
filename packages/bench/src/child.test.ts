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
  const script = scriptOf(`process.on('disconnect', () => process.exit(7)); ${code}`)
  const cut = new AbortController()
  const result = inChild(script, [], cut.signal)
  setTimeout(() => cut.abort(), 100)
  await expect(result).rejects.toThrow('without a result')
})

function scriptOf(code: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'script.mjs')
  writeFileSync(script, code)
  return pathToFileURL(script)
}

test('a process that ends without a result is an error', async () => {
  await expect(inChild(scriptOf('process.exit(3)'), [])).rejects.toThrow('exit code 3')
})

const CHILD = JSON.stringify(new URL('child.ts', import.meta.url).href)

test.each([
  ['at once', 'throw new Error("It was wrong.")'],
  ['later', 'setTimeout(() => { throw new Error("It was wrong.") })'],
  ['in a promise that nobody waits for', 'void Promise.reject(new Error("It was wrong.")); setInterval(() => {}, 1000)'],
])('what an error says that ends a process %s is handed over', async (_, code) => {
  const script = scriptOf(`import { endWithParent } from ${CHILD}; process.stderr.write = () => true; endWithParent(); ${code}`)
  await expect(inChild(script, [])).rejects.toThrow(/^It was wrong\.$/)
})

test('a result is handed over as it is', async () => {
  const result = { at: [1, undefined], NaN: Number.NaN }
  const script = scriptOf(`import { giveResult } from ${CHILD}; giveResult({ at: [1, undefined], NaN })`)
  expect(await inChild(script, [])).toEqual(result)
})
