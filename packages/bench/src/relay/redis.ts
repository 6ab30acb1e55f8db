import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

const { findRedis } = (await import(new URL('../../../../.config/redis.mjs', import.meta.url).href)) as {
  findRedis: () => string | undefined
}

const { freePort } = (await import(new URL('../../../../.config/freePort.mjs', import.meta.url).href)) as {
  freePort: () => Promise<number>
}

export const NO_REDIS = 'No redis-server was found. Install Redis 6.2 or later, or set REDIS_SERVER_PATH to its binary.'

/** What a Redis says of itself. */
export interface RedisInfo {
  cpuUs: number
  inBytes: number
  outBytes: number
  /** Calls by command. */
  calls: Record<string, number>
}

/** A real server of the benchmark's own, without persistence. */
export interface OwnRedis {
  port: number
  client: Redis
  info(): Promise<RedisInfo>
  end(): Promise<void>
}

/** Whether a server is installed. */
export const hasRedis = (): boolean => findRedis() !== undefined

/** @throws where no server is installed */
export async function startRedis(): Promise<OwnRedis> {
  const binary = findRedis()
  if (binary === undefined) throw new Error(NO_REDIS)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-bench-'))
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  const child = spawn(binary, flags, { stdio: 'ignore' })
  const kill = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', kill)
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 20, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  await client.ping()
  return {
    port,
    client,
    info: async () => readInfo(await client.info('everything')),
    async end() {
      process.off('exit', kill)
      client.disconnect()
      const ended = once(child, 'exit')
      kill()
      await ended
    },
  }
}

function readInfo(text: string): RedisInfo {
  const field = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1] ?? 0)
  const calls = Object.fromEntries(
    [...text.matchAll(/^cmdstat_([\w|]+):calls=(\d+)/gm)].map(([, name = '', count]) => [name, Number(count)]),
  )
  return {
    cpuUs: 1e6 * (field('used_cpu_user') + field('used_cpu_sys')),
    inBytes: field('total_net_input_bytes'),
    outBytes: field('total_net_output_bytes'),
    calls,
  }
}
