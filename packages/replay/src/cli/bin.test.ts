import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { libraryFile, runCli } from './cli.fixture.js'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
  readonly publishConfig: { readonly bin: Readonly<Record<string, string>> }
}
const bin = fileURLToPath(new URL(`../../${manifest.publishConfig.bin['rivulet-replay']}`, import.meta.url))

// A run of all tests builds before; without a build there is nothing to look at.
it.skipIf(!existsSync(bin))('is a program of plain Node once it is built', () => {
  expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  const { NODE_OPTIONS: _options, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'check', libraryFile('infery-tool-call')], { env, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/infery-tool-call\.stream\.jsonl: 1 exchange, 16 reads/)
})

it('tells its version, and helps with each command', async () => {
  const [version, help, ...commands] = await Promise.all(
    [['--version'], ['--help'], ...['record', 'play', 'check', 'serve', 'from-sse', 'from-har'].map((name) => [name, '--help'])].map(
      (args) => runCli(args),
    ),
  )
  expect(version).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' })
  expect(help?.stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /)
  for (const { code, stdout, stderr } of commands) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: rivulet-replay [\w-]+ .*\n\n[^]*\nExamples?[^]*\n {2}\$ (?:rivulet-replay|curl) /)
  }
})

it('helps who gives no command', async () => {
  const { code, stderr } = await runCli([])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^Usage: rivulet-replay /)
})
