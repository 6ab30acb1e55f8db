// What an application does not use, its bundle does not hold: shown with the tarballs, by the bundler that most applications are built with.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bundle, compressedBytes, firstLoadOf } from '../packages/bench/src/bundle.ts'
import { packPackages, scriptEntries, styleEntries } from './packPackages.ts'

const root = mkdtempSync(join(tmpdir(), 'rivulet-side-effects-'))
afterAll(() => rmSync(root, { recursive: true }))
const packages = packPackages(root)
const names = packages.flatMap(({ manifest }) => scriptEntries(manifest))
const stylesheets = packages.flatMap(({ manifest }) => styleEntries(manifest))

/** It registers matchers, which is all that importing it is for. */
const ACTS = '@rivulet/replay/vitest'

/** One small export of each package, with the bytes that it may take at most. */
const SMALL: [code: string, most: number][] = [
  [`export { isChatError } from '@rivulet/core'`, 400],
  [`export { textOf } from '@rivulet/chat'`, 400],
  [`export { ChatProvider } from '@rivulet/react'`, 400],
  [`export { createMarkdown } from '@rivulet/markdown'`, 24_000],
  [`export { memoryDrafts } from '@rivulet/components'`, 400],
  [`export { fakeClock } from '@rivulet/replay'`, 1_000],
  [`export { StoreFullError } from '@rivulet/relay'`, 400],
]

describe('importing an entry for nothing leaves nothing of it', () => {
  test.each(names.filter((name) => name !== ACTS))('%s', async (name) => {
    expect(firstLoadOf(await bundle(`import '${name}'`, { root })).trim()).toBe('')
  })
})

test(`${ACTS} is kept`, async () => {
  expect(firstLoadOf(await bundle(`import '${ACTS}'`, { root, external: ['vitest', /^node:/] }))).toMatch(/\.extend\(/)
})

test.each(stylesheets)('%s is kept', async (name) => {
  const output = await bundle(`import '${name}'`, { root })
  expect(output.filter(({ fileName }) => fileName.endsWith('.css'))).toHaveLength(1)
})

test.each(SMALL)('%s brings itself alone', async (code, most) => {
  const bytes = await compressedBytes(code, { root, external: ['react', 'react/jsx-runtime'] })
  expect(bytes).toBeGreaterThan(30)
  expect(bytes).toBeLessThanOrEqual(most)
})
