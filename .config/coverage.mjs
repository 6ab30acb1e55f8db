// How much of core, markdown and chat their own tests reach: `pnpm run coverage`, or `pnpm run coverage core` for one. Fails below 95 % of the lines
// or of the branches, and names what no test reached. What only a browser has is reached there, so that its tests count too, in one run with the
// others; what tests do in pages of their own (chat's tabs, markdown's attacks) is not counted. The report of each is in node_modules/.cache/coverage.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { ensureChromium } from './chromium.mjs'
import { coverageGaps } from './coverageGaps.mjs'

const PACKAGES = ['core', 'markdown', 'chat']
const asked = process.argv.slice(2)
// More cases of a property reach nothing more, and take hours with every branch counted.
const { LONG_SUITE: _suite, PROPERTY_RUNS: _runs, ...inherited } = process.env
const env = { ...inherited, CHROMIUM_PATH: ensureChromium() }

for (const name of asked.length > 0 ? asked : PACKAGES) {
  const folder = `packages/${name}/src`
  const reports = `node_modules/.cache/coverage/${name}`
  const coverage = {
    enabled: true,
    provider: 'v8',
    include: `${folder}/**/*.{ts,tsx}`,
    exclude: `${folder}/**/*.{test,test-d,fixture,stories}.{ts,tsx}`,
    reporter: ['text-summary', 'json-summary', 'json'],
    reportOnFailure: true,
    reportsDirectory: reports,
    'thresholds.lines': 95,
    'thresholds.branches': 95,
  }
  const options = Object.entries(coverage).flatMap(([option, value]) => [value].flat().map((one) => `--coverage.${option}=${one}`))
  const projects = ['node', 'node-shared', 'browser'].map((project) => `--project=${project}`)
  const args = ['exec', 'vitest', '--config', '.config/vitest.config.ts', 'run', '--testTimeout=1200000', ...projects, ...options, folder]
  const found = `${reports}/coverage-final.json`
  rmSync(found, { force: true })
  const { status } = spawnSync('pnpm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (status !== 0) process.exitCode = status ?? 1
  if (existsSync(found))
    process.stdout.write(`${[`\n${name}, not reached:`, ...coverageGaps(JSON.parse(readFileSync(found, 'utf8')), folder)].join('\n  ')}\n`)
}
