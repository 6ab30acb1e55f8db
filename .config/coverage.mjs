// How much of core, markdown and chat their own tests reach: `pnpm run coverage`, or `pnpm run coverage core` for one. Fails below 95 % of the lines
// or of the branches. What only a browser has is reached there, so that its tests count too. The report of each is in node_modules/.cache/coverage.
import { spawnSync } from 'node:child_process'
import { ensureChromium } from './chromium.mjs'

const PACKAGES = ['core', 'markdown', 'chat']
const asked = process.argv.slice(2)
// More cases of a property reach nothing more, and take hours with every branch counted.
const { LONG_SUITE: _suite, PROPERTY_RUNS: _runs, ...inherited } = process.env
const env = { ...inherited, CHROMIUM_PATH: ensureChromium() }

for (const name of asked.length > 0 ? asked : PACKAGES) {
  const folder = `packages/${name}/src`
  const coverage = {
    enabled: true,
    provider: 'v8',
    include: `${folder}/**/*.{ts,tsx}`,
    exclude: `${folder}/**/*.{test,test-d,fixture,stories}.{ts,tsx}`,
    reporter: ['text', 'json-summary'],
    reportOnFailure: true,
    reportsDirectory: `node_modules/.cache/coverage/${name}`,
    'thresholds.lines': 95,
    'thresholds.branches': 95,
  }
  const options = Object.entries(coverage).flatMap(([option, value]) => [value].flat().map((one) => `--coverage.${option}=${one}`))
  const projects = ['node', 'node-shared', 'browser'].map((project) => `--project=${project}`)
  const args = ['exec', 'vitest', '--config', '.config/vitest.config.ts', 'run', '--testTimeout=1200000', ...projects, ...options, folder]
  const { status } = spawnSync('pnpm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (status !== 0) process.exitCode = status ?? 1
}
