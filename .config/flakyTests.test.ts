import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startVitest } from 'vitest/node'
import FlakyTests from './flakyTests.js'

const root = fileURLToPath(new URL('..', import.meta.url))

test('what passed at the second try alone is named, with what failed at the first', async () => {
  const folder = mkdtempSync(join(root, 'node_modules', 'flaky-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(
    join(folder, 'three.test.js'),
    `import { expect, test } from 'vitest'
     let tries = 0
     test('holds', () => expect(1).toBe(1))
     test('stumbles', () => expect(tries++).toBe(1))
     test('fails', () => expect(1).toBe(2))`,
  )
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const exitCode = process.exitCode
  const vitest = await startVitest('test', [], { root: folder, config: false, watch: false, retry: 1, reporters: [new FlakyTests()] })
  await vitest.close()
  process.exitCode = exitCode
  const told = write.mock.calls.map(([text]) => String(text)).join('')
  write.mockRestore()
  expect(told).toMatch(/second try: 1\n.*three\.test\.js > stumbles\n {2}expected \+0 to be 1/)
  expect(told).not.toMatch(/holds|> fails/)
})
