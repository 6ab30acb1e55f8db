// The launcher of every command, in a folder of its own with a pnpm and an npx that only write down how they were called: the real ones fetch and install.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ROOT } from './packPackages.ts'

const STATE = 'node_modules/.pnpm-workspace-state-v1.json'

/** `run wait` waits for a signal; anything else ends at once. */
const PNPM = `#!/bin/sh
if [ "$1" = --version ]; then echo "$PNPM_VERSION"; exit; fi
echo "$(basename "$(dirname "$0")"): pnpm $*" >> "$CALLS"
if [ "$1" = install ]; then exit "$INSTALL_STATUS"; fi
if [ "$3" != wait ]; then exit "$RUN_STATUS"; fi
for signal in INT TERM HUP; do trap "echo $signal >> \\"$CALLS\\"; exit 42" "$signal"; done
echo waiting >> "$CALLS"
while :; do sleep 0.1; done
`
const NPX = `#!/bin/sh
echo "npx $*" >> "$CALLS"
if [ "$NPX_STATUS" != 0 ]; then exit "$NPX_STATUS"; fi
echo 'a word of npm about itself'
echo "$FETCHED:$PATH"
`

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
    if (!path.includes('.')) chmodSync(join(folder, path), 0o755)
  }
  for (const path of ['own/pnpm', 'fetched/pnpm']) write(path, PNPM)
  write('own/npx', NPX)
  write('pnpm-lock.yaml', '')
  write(STATE, '{}')
  write('node20.mjs', `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })`)
  mkdirSync(join(folder, '.config'))
  cpSync(join(ROOT, '.config/run.mjs'), join(folder, '.config/run.mjs'))
  const calls = join(folder, 'calls')
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PATH: [join(folder, 'own'), dirname(process.execPath), process.env['PATH']].join(delimiter),
    CALLS: calls,
    FETCHED: join(folder, 'fetched'),
    PNPM_VERSION: '12.0.1',
    INSTALL_STATUS: '0',
    RUN_STATUS: '0',
    NPX_STATUS: '0',
  }
  return {
    folder,
    env,
    program: join(folder, '.config/run.mjs'),
    /** What was called, in order. */
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
    start: (args: string[], changes: Record<string, string> = {}) =>
      spawn(process.execPath, [join(folder, '.config/run.mjs'), ...args], {
        env: { ...env, ...changes },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  }
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 60_000, interval: 50 })

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  test('with fit tools and what the lockfile names it only runs the script, with its arguments, and ends as it does', async () => {
    const { start, calls } = makeFolder()
    expect(await ended(start(['check', '--port', '1'], { RUN_STATUS: '7' }))).toEqual({ code: 7, said: '' })
    expect(calls()).toEqual(['own: pnpm --silent run check --port 1'])
  })

  test('a Node that is not fit and a pnpm of another major are fetched, and what was fetched runs the script', async () => {
    const { folder, start, calls } = makeFolder()
    const old = { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'node20.mjs')).href}` }
    const { code, said } = await ended(start(['check'], { ...old, PNPM_VERSION: '11.9.0' }))
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/^rivulet: using node@24\.\d+\.\d+ and pnpm@12\.\d+\.\d+ from npm\n/),
    })
    expect(calls()).toEqual([
      expect.stringMatching(/^npx -y --prefer-offline -p node@24\.\d+\.\d+ -p pnpm@12\.\d+\.\d+ -- node -p process\.env\.PATH$/),
      'fetched: pnpm --silent run check',
    ])
  })

  test('only what is not fit is fetched', async () => {
    const { start, calls } = makeFolder()
    await ended(start(['check'], { PNPM_VERSION: '13.0.0' }))
    expect(calls()[0]).toMatch(/^npx -y --prefer-offline -p pnpm@12\.\d+\.\d+ -- /)
  })

  test('where they cannot be fetched it says what to do', async () => {
    const { start, calls } = makeFolder()
    const { code, said } = await ended(start(['check'], { PNPM_VERSION: '11.9.0', NPX_STATUS: '1' }))
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('check the network') })
    expect(calls()).toHaveLength(1)
  })

  test('what the lockfile names is installed where nothing is, or the lockfile is newer', async () => {
    const { folder, start, calls } = makeFolder()
    const tomorrow = Date.now() / 1000 + 86_400
    utimesSync(join(folder, 'pnpm-lock.yaml'), tomorrow, tomorrow)
    await ended(start(['check']))
    rmSync(join(folder, STATE))
    await ended(start(['check']))
    const installed = expect.stringMatching(/^own: pnpm install --frozen-lockfile /)
    expect(calls()).toEqual([installed, 'own: pnpm --silent run check', installed, 'own: pnpm --silent run check'])
  })

  test('an install that fails is told, and nothing is run', async () => {
    const { folder, start, calls } = makeFolder()
    rmSync(join(folder, STATE))
    const { code, said } = await ended(start(['check'], { INSTALL_STATUS: '3' }))
    expect({ code, said }).toEqual({ code: 3, said: expect.stringContaining('the install failed') })
    expect(calls()).toHaveLength(1)
  })

  test('without a script it says how it is called', async () => {
    const { start, calls } = makeFolder()
    expect(await ended(start([]))).toEqual({ code: 2, said: expect.stringContaining('name the pnpm script to run') })
    expect(calls()).toEqual([])
  })

  test.each(['INT', 'TERM', 'HUP'] as const)('SIG%s goes on to the script, whose end is its own', async (signal) => {
    const { start, calls } = makeFolder()
    const child = start(['wait'])
    const end = ended(child)
    await until(() => expect(calls()).toContain('waiting'))
    child.kill(`SIG${signal}`)
    expect(await end).toEqual({ code: 42, said: '' })
    expect(calls().at(-1)).toBe(signal)
  })

  test('when whoever started it is gone, the script is ended, too', async () => {
    const { env, program, calls } = makeFolder()
    // In the foreground a shell may become what it starts.
    const shell = spawn('sh', ['-c', '"$0" "$@" & wait', process.execPath, program, 'wait'], { env, stdio: 'ignore' })
    await until(() => expect(calls()).toContain('waiting'))
    shell.kill('SIGKILL')
    await until(() => expect(calls().at(-1)).toBe('TERM'))
  })
})
