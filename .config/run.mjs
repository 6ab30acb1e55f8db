// The launcher behind `npm start`, `npm test`, `npm run storybook` and `npm run build`.
// It needs only `node` (20 or newer) and `npm`: it fetches the Node and pnpm that the project is developed with when this
// machine lacks them, installs what the lockfile says when that changed, and then runs `pnpm run <script>`.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { constants } from 'node:os'

const NODE = '24.21.0'
const PNPM = '12.21.0'
const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'

/** The tools would do with 22, too; tests in which tabs wait for each other need the locks that Node has from 24.5 on. */
function nodeIsFit([major, minor]) {
  return (major === 24 && minor >= 15) || major >= 26
}

function pnpmIsFit() {
  const found = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell: windows })
  return found.status === 0 && found.stdout.trim().startsWith('12.')
}

/** npx only fetches the tools and prints a PATH that holds them, so that it is not in the process chain afterwards. */
function pathWithTools() {
  const missing = []
  if (!nodeIsFit(process.versions.node.split('.').map(Number))) missing.push(`node@${NODE}`)
  if (!pnpmIsFit()) missing.push(`pnpm@${PNPM}`)
  if (missing.length === 0) return process.env.PATH
  say(`using ${missing.join(' and ')} from npm`)
  const args = ['-y', '--prefer-offline', ...missing.flatMap((name) => ['-p', name]), '--', 'node', '-p', 'process.env.PATH']
  const printed = execFileSync('npx', args, { cwd: root, encoding: 'utf8', shell: windows, stdio: ['ignore', 'pipe', 'inherit'] })
  return printed.trim().split('\n').at(-1)
}

function installIsStale() {
  const state = `${root}/node_modules/.pnpm-workspace-state-v1.json`
  if (!existsSync(state)) return true
  return statSync(`${root}/pnpm-lock.yaml`).mtimeMs > statSync(state).mtimeMs
}

function say(text) {
  process.stderr.write(`rivulet: ${text}\n`)
}

const [script, ...args] = process.argv.slice(2)
if (!script) {
  say('name the pnpm script to run, for instance: node .config/run.mjs check')
  process.exit(2)
}

// Fewer notes of npm's own about settings that belong to the machine.
const env = { ...process.env, npm_config_update_notifier: 'false' }
try {
  env.PATH = pathWithTools()
} catch {
  say(`could not fetch Node ${NODE} and pnpm ${PNPM} from the npm registry; check the network, or install them and run again`)
  process.exit(1)
}

if (installIsStale()) {
  say('installing what pnpm-lock.yaml names (half a minute to some minutes the first time, by your network)')
  const installed = spawnSync('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'], {
    cwd: root,
    env,
    shell: windows,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (installed.status !== 0) {
    say('the install failed; its last lines above say why')
    process.exit(installed.status ?? 1)
  }
}

const child = spawn('pnpm', ['--silent', 'run', script, ...args], { cwd: root, env, shell: windows, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// npm puts a shell in between, which dies of a signal sent to npm without passing it on: whoever started this is gone then.
const parent = process.ppid
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('error', (error) => {
  say(`pnpm could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)))
