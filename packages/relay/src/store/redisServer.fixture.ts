import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { describe, it } from 'vitest'

const { findRedis } = (await import(new URL('../../../../.config/redis.mjs', import.meta.url).href)) as {
  findRedis: () => string | undefined
}

const ports = (await import(new URL('../../../../.config/freePort.mjs', import.meta.url).href)) as {
  freePort: () => Promise<number>
}
/** A port that is free, and stays so while no server of the test's listens on it. */
export const freePort: () => Promise<number> = ports.freePort

const binary = findRedis()

/** On Linux the kernel ends the server with the tests, also where they are killed, so that nothing of theirs is left running. */
const GUARD = ['setpriv', '--pdeathsig', 'KILL', '--']
const guard = spawnSync(GUARD[0]!, [...GUARD.slice(1), 'true']).status === 0 ? GUARD : []

/** A real server of the tests' own. */
export interface RedisServer {
  readonly host: string
  readonly port: number
  /** A client for the test itself. */
  readonly admin: Redis
  /** Ends it at once, and starts it anew on the same port: with what it held where `persists`, else empty. */
  restart(): Promise<void>
  /** Ends it at once. */
  kill(): Promise<void>
  start(): Promise<void>
  /** It holds its connections and answers nothing. */
  pause(): void
  resume(): void
  /** Ends it and removes its folder. */
  close(): Promise<void>
}

export interface RedisServerOptions {
  /** Writes each change to disk before it answers. */
  persists?: boolean
  /** More options of redis-server's. */
  args?: string[]
  password?: string
}

/** Tests that need a Redis. Where none is found they are passed over, and under CI fail. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (binary !== undefined) {
    describe(name, tests)
    return
  }
  describe(name, () => {
    it.runIf(process.env['CI'])('needs a redis-server', () => {
      throw new Error('No redis-server was found. Install Redis 6.2 or later, or set REDIS_SERVER_PATH.')
    })
    it.skip('passed over: no redis-server was found', () => {})
  })
}

export async function startRedis({ persists = false, args = [], password }: RedisServerOptions = {}): Promise<RedisServer> {
  const host = '127.0.0.1'
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-redis-'))
  const disk = persists ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const secret = password === undefined ? [] : ['--requirepass', password]
  const flags = ['--port', String(port), '--bind', host, '--dir', folder, '--save', '', ...disk, ...secret, ...args]
  const admin = new Redis({
    host,
    port,
    lazyConnect: true,
    retryStrategy: () => 20,
    maxRetriesPerRequest: null,
    ...(password && { password }),
  })
  admin.on('error', () => {})
  let child: ChildProcess | undefined

  async function start() {
    const [command = '', ...rest] = [...guard, binary ?? 'redis-server', ...flags]
    child = spawn(command, rest, { stdio: 'ignore' })
    if (admin.status === 'wait') admin.connect().catch(() => {})
    await Promise.race([admin.ping(), endOf(child)])
  }

  function endOf(ending: ChildProcess): Promise<never> {
    const ended = new Promise<never>((_resolve, reject) => {
      ending.once('exit', () =>
        reject(new Error(`redis-server ended. Is it too old, or built without what it was asked for? ${flags.join(' ')}`)),
      )
    })
    // It will end some time.
    ended.catch(() => {})
    return ended
  }

  async function close() {
    admin.disconnect()
    await kill()
    rmSync(folder, { recursive: true, force: true })
  }

  async function kill() {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGKILL')
    await ended
  }

  await start().catch(async (error: unknown) => {
    await close()
    throw error
  })
  return {
    host,
    port,
    admin,
    start,
    kill,
    async restart() {
      await kill()
      await start()
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    close,
  }
}
