// What `npm test` runs, in order, each step with its time; the first failure ends it. Everything that must hold is here.
import { spawnSync } from 'node:child_process'
import { ensureChromium } from './chromium.mjs'

/** @type {[string, string[]][]} */
const steps = [
  ['format', ['pnpm', '--silent', 'run', 'format:check']],
  ['types', ['pnpm', '--silent', 'run', 'typecheck']],
  ['lint', ['pnpm', '--silent', 'run', 'lint']],
  ['build', ['pnpm', '--silent', 'run', 'build:packages']],
  ['tests', ['pnpm', '--silent', 'run', 'vitest', 'run']],
]

const env = { ...process.env, CHROMIUM_PATH: ensureChromium() }
for (const [name, [command, ...args]] of steps) {
  const startedMs = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  if (status !== 0) {
    process.stdout.write(`── ${name} failed after ${seconds} s\n`)
    process.exit(status ?? 1)
  }
  process.stdout.write(`── ${name} held, ${seconds} s\n`)
}
