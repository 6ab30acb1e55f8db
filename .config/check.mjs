// What `npm test` runs, each step with its time; after the first failure nothing more is begun. Everything that must hold is here.
// With --long (`npm run test:long`) the tests of properties try many more cases, and those run that need much memory, or runtimes from the registry.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.mjs'
import { ensureRedis } from './redis.mjs'

const report = fileURLToPath(new URL('../node_modules/.cache/rivulet/tests.json', import.meta.url))
rmSync(report, { force: true })

/** @typedef {[name: string, args: string[]]} Step */

/** @type {Step[]} */
const checks = [
  ['format', ['run', 'format:check']],
  ['types', ['run', 'typecheck']],
  ['lint', ['run', 'lint']],
  ['knip', ['run', 'knip']],
]
/** @type {Step[]} */
const builds = [
  ['build', ['run', 'build:packages']],
  ['api', ['run', 'api:check']],
  ['storybook', ['run', 'storybook:build']],
]
const reporters = ['--reporter=default', '--reporter=./.config/flakyTests.ts', '--reporter=json', `--outputFile.json=${report}`]

const long = process.argv.includes('--long') ? { LONG_SUITE: 'yes', PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? '10000' } : {}
// They look at what was built. Each story's contrast is looked at in both themes; all of each story in the dark one too takes as long again.
/** @type {Step[]} */
const tests = [['tests', ['run', 'vitest', 'run', ...('LONG_SUITE' in long ? [] : ['--project', '!storybook-dark']), ...reporters]]]

// What takes long and looks at nothing that was built: how much the tests reach, and known holes in what is depended on.
/** @type {Step[]} */
const healthChecks =
  'LONG_SUITE' in long
    ? [
        ['coverage', ['run', 'coverage']],
        ['audit', ['run', 'audit', '--ignore-registry-errors']],
      ]
    : []

ensureRedis()
const env = { ...process.env, ...long, CHROMIUM_PATH: ensureChromium(), PLAYGROUND_BUILT: 'yes', TRY_TWICE: 'yes' }

// Checks read the sources and builds write elsewhere, so that neither needs the other.
await Promise.all([checks, builds].map((steps) => take(steps, { isAlone: false })))
await take([...tests, ...healthChecks], { isAlone: true })
if (existsSync(report)) writeCounts()

/**
 * Takes steps one after the other, until any fails.
 * @param {Step[]} steps
 * @param {{ isAlone: boolean }} how what runs beside others is shown when it has ended, in one piece
 */
async function take(steps, { isAlone }) {
  for (const [name, args] of steps) {
    if (process.exitCode) return
    const startedMs = performance.now()
    if (isAlone) process.stdout.write(`\n── ${name}\n`)
    const { status, output } = await run(args, isAlone ? 'inherit' : 'pipe')
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    if (!isAlone) process.stdout.write(`\n── ${name}\n${output}`)
    process.stdout.write(`── ${name} ${status === 0 ? 'held' : 'failed'}, ${seconds} s\n`)
    if (status !== 0) process.exitCode ||= status
  }
}

/**
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} stdio where its output goes; `pipe` gives it back
 * @returns {Promise<{ status: number, output: string }>}
 */
function run(args, stdio) {
  const child = spawn('pnpm', ['--silent', ...args], { stdio: ['inherit', stdio, stdio], env, shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ status: code ?? 1, output }))
  })
}

/** One plain line at the end, for people and for machines that count. */
function writeCounts() {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`)
}
