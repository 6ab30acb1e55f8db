import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
const fromSources = new URL('replay/scripts/fromSources.mjs', new URL('../../../', import.meta.url)).href
const { NODE_OPTIONS: _options, ...cleanEnv } = process.env
/** Each process compiles the same sources. */
const NODE_COMPILE_CACHE = join(packageFolder, 'node_modules/.cache/compile')

const children = new Set<ChildProcess>()
// Where the tests are ended early, nothing of theirs is left running, not even what is paused.
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** A text of the sources, by file within `src`, that is replaced in a relay process as it starts. */
export type Mutation = readonly [file: string, text: string, replacement: string]

/** A process that serves, and can be treated badly. */
export interface Served {
  readonly url: string
  /** Resolves when it is gone, with the time of {@link sharedNowMs}. */
  readonly gone: Promise<number>
  isGone(): boolean
  /** Ends it at once, paused or not. */
  kill(): Promise<number>
  pause(): void
  resume(): void
}

/** Milliseconds on the clock that all processes of this machine share. */
export function sharedNowMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000
}

/** What one relay process reports of a run. */
export interface UsageNote {
  runId: string
  ending: string
}

/** Settings of `scripts/relayProcess.ts`. */
export interface RelaySettings {
  redisPort: number
  upstreamURL: string
  heartbeatMs: number
  /** @defaultValue the store's own */
  commandTimeoutMs?: number
  client?: 'ioredis' | 'node-redis'
  hearsNudges?: boolean
  limits?: object
  crash?: { call: number; when: 'before' | 'sent' | 'after' }
}

export interface RelayExtras {
  onUsage?: ((note: UsageNote) => void) | undefined
  /** Called where the process had no time for so long, in milliseconds. */
  onStall?: ((ms: number) => void) | undefined
  mutations?: readonly Mutation[] | undefined
}

/** Limits that stand in nobody's way here: who is let in is tested elsewhere. */
const OPEN_LIMITS = {
  runsPerMinute: 1_000_000,
  runsAtOnce: 10_000,
  readersAtOnce: 10_000,
  lagMs: 60_000,
  statusWaitMs: 200,
  pingMs: 500,
}

export function startRelay(settings: RelaySettings, { onUsage, onStall, mutations = [] }: RelayExtras = {}): Promise<Served> {
  const { limits, ...rest } = settings
  const args = { client: 'ioredis', hearsNudges: true, ...rest, limits: { ...OPEN_LIMITS, ...limits } }
  const onMessage = ({ usage, stalledMs }: Message): void => {
    if (usage) onUsage?.(usage)
    if (stalledMs !== undefined) onStall?.(stalledMs)
  }
  return start('relayProcess.ts', args, onMessage, mutations)
}

/** What became of a scripted answer. */
export interface UpstreamAnswer {
  asked: number
  sent: number
  ended?: { how: 'done' | 'died' | 'closed'; atMs: number }
}

export interface UpstreamProcess extends Served {
  answer(tag: string): Promise<UpstreamAnswer>
}

export async function startScriptedUpstream(): Promise<UpstreamProcess> {
  const served = await start('upstreamProcess.ts', {}, () => undefined, [])
  return { ...served, answer: async (tag) => (await fetch(`${served.url}/answers/${tag}`)).json() as Promise<UpstreamAnswer> }
}

interface Message {
  url?: string
  usage?: UsageNote
  stalledMs?: number
}

async function start(script: string, args: object, onMessage: (message: Message) => void, mutations: readonly Mutation[]): Promise<Served> {
  const breakRule = mutations.length > 0 ? ['--import', join(packageFolder, 'scripts/breakRule.mjs')] : []
  const child = fork(join(packageFolder, 'scripts', script), [JSON.stringify(args)], {
    execArgv: ['--conditions=@rivulet/source', '--import', fromSources, ...breakRule],
    env: { ...cleanEnv, NODE_COMPILE_CACHE, ...(mutations.length > 0 && { RIVULET_MUTANT: JSON.stringify(mutations) }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  children.add(child)
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
  let isGone = false
  const gone = new Promise<number>((resolve) => {
    child.once('exit', () => {
      isGone = true
      children.delete(child)
      resolve(sharedNowMs())
    })
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.url !== undefined) resolve(message.url)
      onMessage(message)
    })
    void gone.then(() => reject(new Error(`${script} ended before it served: ${errors}`)))
  })
  return {
    url,
    gone,
    isGone: () => isGone,
    kill() {
      child.kill('SIGKILL')
      return gone
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  }
}
