// Whether `npm start` does what the README says, for a machine that has just cloned the project: it is started, its page answers, and when it is ended nothing of it
// is left. Ended by Ctrl+C, which a terminal sends to all of it, and by a signal to npm alone, as supervisors send it: npm's shell dies of that without passing it on.
//   node .config/startCheck.mjs       (on Linux: it asks its ps for sessions)
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The first start may install everything. */
const START_LIMIT_MS = 20 * 60_000
const END_LIMIT_MS = 60_000
const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {[name: string, end: (pid: number) => void][]} */
const ENDINGS = [
  ['Ctrl+C', (pid) => process.kill(-pid, 'SIGINT')],
  ['SIGTERM to npm', (pid) => process.kill(pid, 'SIGTERM')],
]

for (const [name, end] of ENDINGS) {
  const { problem, output } = await tryStart(end)
  process.stdout.write(`npm start, ended by ${name}: ${problem ?? 'its page answered, and nothing is left of it'}\n`)
  if (problem === undefined) continue
  process.stdout.write(output)
  process.exitCode = 1
}

/**
 * @param {(pid: number) => void} end
 * @returns {Promise<{ problem: string | undefined, output: string }>} what it printed stands in `output`
 */
async function tryStart(end) {
  // A session of its own, as a terminal's: that is how what it starts is known from everything else.
  const child = spawn('npm', ['start', '--', '--port', '0'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const { pid = 0 } = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const exited = once(child, 'exit')
  try {
    const url = await within(START_LIMIT_MS, () => (child.exitCode === null ? /http:\/\/\S+\//.exec(output)?.[0] : ''))
    if (!url) return { problem: 'no address was printed', output }
    const page = await fetch(url)
    if (!(await page.text()).includes('<title>Rivulet playground</title>'))
      return { problem: `${url} answered with ${page.status}`, output }
    end(pid)
    const isGone = await within(END_LIMIT_MS, () => processesOf(pid).length === 0 || undefined)
    if (!isGone)
      return {
        problem: `this is left of it:\n${processesOf(pid)
          .map(({ line }) => `  ${line}\n`)
          .join('')}`,
        output,
      }
    await exited
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    return { problem: isUp ? `${url} still answers` : undefined, output }
  } finally {
    for (const left of processesOf(pid)) spawnSync('kill', ['-KILL', String(left.pid)])
  }
}

/**
 * @template T
 * @param {number} limitMs
 * @param {() => T | undefined} look
 */
async function within(limitMs, look) {
  const endMs = performance.now() + limitMs
  for (;;) {
    const seen = look()
    if (seen !== undefined || performance.now() > endMs) return seen
    await delay(200)
  }
}

/** @param {number} session */
function processesOf(session) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,sess=,stat=,args='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, of, state] = /^\s*(\d+)\s+(\d+)\s+(\S+)/.exec(line) ?? []
    // A zombie only waits for its parent to look.
    return Number(of) === session && !state?.startsWith('Z') ? { pid: Number(pid), line: line.trim() } : []
  })
}
