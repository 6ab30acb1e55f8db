import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { vi } from 'vitest'
import { memoryStore } from './memoryStore.js'
import { redisStore, type RedisStoreOptions } from './redisStore.js'
import type { NewRun, RunStore } from './RunStore.js'

/** A store with the caller's client that it was made from. */
export interface OpenStore {
  store: RunStore
  close: () => Promise<void>
}

export interface StoreKind {
  name: string
  open(server: { host: string; port: number }, options?: RedisStoreOptions): Promise<OpenStore>
}

/** A busy machine answers late, which is no failure of Redis. */
const PATIENT = { commandTimeoutMs: 20_000 }

export const ioredisKind: StoreKind = {
  name: 'Redis by ioredis',
  open: async ({ host, port }, options) => {
    const client = new Redis({ host, port })
    client.on('error', () => {})
    const store = redisStore(client, { ...PATIENT, ...options })
    return { store, close: async () => (await store.close(), client.disconnect()) }
  },
}

const nodeRedisKind: StoreKind = {
  name: 'Redis by node-redis',
  open: async ({ host, port }, options) => {
    const client = createClient({ socket: { host, port } })
    client.on('error', () => {})
    await client.connect()
    const store = redisStore(client, { ...PATIENT, ...options })
    return { store, close: async () => (await store.close(), client.destroy()) }
  },
}

export const redisKinds: StoreKind[] = [ioredisKind, nodeRedisKind]

export const memoryKind: StoreKind = {
  name: 'memory',
  open: async (_server, options) => {
    const store = memoryStore(options)
    return { store, close: () => store.close() }
  },
}

let made = 0

/** A run that no test had before. */
export function newRun(rest: Partial<NewRun> = {}): NewRun {
  made += 1
  return { id: `run-${process.pid}-${made}`, principal: 'ada', owner: 'relay-1', fingerprint: 'words', ...rest }
}

/** The text that a reader of the whole log gets, each number once. */
export async function readAll(store: RunStore, id: string, after = 0): Promise<string[]> {
  const texts: string[] = []
  let seq = after
  for (const entry of await store.read(id, after, 1000)) {
    const lines = 'end' in entry ? [`${entry.end.state} ${entry.end.detail}`] : entry.frames
    for (const [index, line] of lines.entries()) {
      const number = entry.first + index
      if (number <= seq) continue
      texts.push(`${entry.epoch}.${number} ${line}`)
      seq = number
    }
  }
  return texts
}

/** Asks again and again until it holds, for as long as a busy machine may need. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 })
}
