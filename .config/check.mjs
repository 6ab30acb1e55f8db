// What `npm test` runs, in order, each step with its time; the first failure ends it. Everything that must hold is here.
// With --long (`npm run test:long`) the tests of properties try many more cases, and those run that need much memory, or runtimes from the registry.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.mjs'
import { ensureRedis } from './redis.mjs'

const report = fileURLToPath(new URL('../node_modules/.cache/rivulet/tests.json', import.meta.url))
rmSync(report, { force: true })

/** @type {[name: string, args: string[]][]} */
const steps = [
  ['format', ['run', 'format:check']],
  ['types', ['run', 'typecheck']],
  ['lint', ['run', 'lint']],
  ['build', ['run', 'build:packages']],
  ['api', ['run', 'api:check']],
  ['storybook', ['run', 'storybook:build']],
  ['tests', ['run', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
]

const long = process.argv.includes('--long') ? { LONG_SUITE: 'yes', PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? '10000' } : {}
ensureRedis()
const env = { ...process.env, ...long, CHROMIUM_PATH: ensureChromium() }
for (const [name, args] of steps) {
  const startedMs = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const { status } = spawnSync('pnpm', ['--silent', ...args], { stdio: 'inherit', env, shell: process.platform === 'win32' })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(`── ${name} ${status === 0 ? 'held' : 'failed'}, ${seconds} s\n`)
  if (name === 'tests' && existsSync(report)) writeCounts()
  if (status !== 0) process.exit(status ?? 1)
}

/** One plain line at the end, for people and for machines that count. */
function writeCounts() {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`)
}
