import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Cluster, Redis } from 'ioredis'
import { createClient, createCluster } from 'redis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { describeWithRedis, freePort, type RedisServer, startRedis } from './redisServer.fixture.js'
import { redisStore } from './redisStore.js'
import type { RedisClient } from './redis/RedisClient.js'
import { eventually, newRun, readAll } from './stores.fixture.js'

// The store's own connections go where the caller's client goes, in whatever way it was told to.

const PATIENT = { commandTimeoutMs: 20_000 }

/** What docs/operation.md says that a user needs. */
const COMMANDS = (
  'eval evalsha time hmget hset hget exists del pexpire pttl xadd xrange publish subscribe unsubscribe zadd zrem zcard zscore zremrangebyscore ' +
  'set incrby expire ping info'
).split(' ')

interface Way {
  password?: string
  username?: string
  database?: number
  keyPrefix?: string
  tls?: { port: number; ca: string }
}

const ways: Record<string, (server: { host: string; port: number }, way: Way) => RedisClient & { on: (...args: never[]) => unknown }> = {
  'new Redis(options)': ({ host, port }, { password, username, database, keyPrefix, tls }) =>
    new Redis({
      host,
      port: tls?.port ?? port,
      lazyConnect: true,
      ...(password !== undefined && { password }),
      ...(username !== undefined && { username }),
      ...(database !== undefined && { db: database }),
      ...(keyPrefix !== undefined && { keyPrefix }),
      ...(tls && { tls: { ca: tls.ca, servername: 'localhost' } }),
    }),
  'new Redis(url)': (server, way) =>
    new Redis(urlOf(server, way), {
      lazyConnect: true,
      ...(way.keyPrefix !== undefined && { keyPrefix: way.keyPrefix }),
      ...(way.tls && { tls: { ca: way.tls.ca, servername: 'localhost' } }),
    }),
  'createClient(options)': ({ host, port }, { password, username, database, keyPrefix, tls }) =>
    createClient({
      socket: tls ? { host, port: tls.port, tls: true, ca: tls.ca, servername: 'localhost' } : { host, port },
      ...(password !== undefined && { password }),
      ...(username !== undefined && { username }),
      ...(database !== undefined && { database }),
      ...(keyPrefix !== undefined && { keyPrefix }),
    }),
  'createClient(url)': (server, way) =>
    createClient({
      url: urlOf(server, way),
      ...(way.keyPrefix !== undefined && { keyPrefix: way.keyPrefix }),
      ...(way.tls && { socket: { tls: true, ca: way.tls.ca, servername: 'localhost' } }),
    }),
}

function urlOf({ host, port }: { host: string; port: number }, { password, username = '', database, tls }: Way): string {
  const who = password === undefined ? '' : `${username}:${encodeURIComponent(password)}@`
  return `redis${tls ? 's' : ''}://${who}${host}:${tls?.port ?? port}/${database ?? 0}`
}

/** Uses every kind of connection and script that there is. */
async function useAll(client: RedisClient) {
  const [store, other] = [redisStore(client, PATIENT), redisStore(client, PATIENT)]
  onTestFinished(() => store.close())
  onTestFinished(() => other.close())
  const run = newRun()
  const pushed: unknown[] = []
  onTestFinished(other.follow(run.id, (entries) => pushed.push(...entries)))
  await store.check()
  expect(await store.create(run)).toMatchObject({ state: 'running', changed: true })
  expect(await store.hold('ada', run.id, 1, 60_000)).toBe(true)
  expect(await store.createRateLimiter('starts', 1000, 60_000).take('ada')).toBe(0)
  // What was appended before the subscription took effect is not pushed.
  let seq = 0
  await eventually(async () => {
    await other.look(run.id, true)
    seq += 1
    expect(await store.append(run.id, { epoch: 1, owner: 'relay-1', first: seq, frames: [`data: ${seq}`], beat: true })).toMatchObject({
      seq,
    })
    expect(pushed).not.toEqual([])
  })
  expect(await other.stop(run.id, '{}')).toMatchObject({ state: 'stopped', epoch: 2, seq: seq + 1 })
  expect(await readAll(other, run.id)).toHaveLength(seq + 1)
  await store.release('ada', run.id)
  return run.id
}

describeWithRedis('the connections of a Redis store', () => {
  describe.each(Object.keys(ways))('as those of %s', (name) => {
    const connect = (server: { host: string; port: number }, way: Way) => {
      const client = ways[name]!(server, way)
      client.on(...(['error', () => {}] as never[]))
      return client
    }

    it('go with the password to the database, under the prefix', async () => {
      const server = await startRedis({ password: 'open sesame/é' })
      onTestFinished(() => server.close())
      const id = await useAll(connect(server, { password: 'open sesame/é', database: 3, keyPrefix: 'app:' }))
      // Channels are of no database: two applications on one server are kept apart by their names.
      expect(await server.admin.pubsub('CHANNELS')).toEqual([`app:rivulet:3:tail:${id}`])
      expect(await server.admin.dbsize()).toBe(0)
      await server.admin.select(3)
      const keys = await server.admin.keys('*')
      expect(keys).toEqual(expect.arrayContaining([`app:{rivulet:${id}}:meta`, `app:{rivulet:${id}}:log`]))
      expect(keys.filter((key) => !key.startsWith('app:'))).toEqual([])
    })

    it('go with the name of a user who may do what is needed and no more', async () => {
      const server = await startRedis()
      onTestFinished(() => server.close())
      const where = ['resetkeys', '~{rivulet:*', '~rivulet:*', 'resetchannels', '&rivulet:*']
      await server.admin.call('ACL', 'SETUSER', 'relay', 'on', '>secret', ...where, '-@all', ...COMMANDS.map((command) => `+${command}`))
      await server.admin.call('ACL', 'SETUSER', 'default', 'off')
      await useAll(connect(server, { username: 'relay', password: 'secret' }))
    })

    it('that are refused tell nothing of the password', async () => {
      const server = await startRedis({ password: 'right' })
      onTestFinished(() => server.close())
      const store = redisStore(connect(server, { password: 'wrong-canary' }), PATIENT)
      onTestFinished(() => store.close())
      const error: unknown = await store.check().catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'store_unavailable' })
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
    })

    it.skipIf(spawnSync('openssl', ['version']).status !== 0)('go by TLS', async ({ skip }) => {
      const folder = mkdtempSync(join(tmpdir(), 'rivulet-tls-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
      const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
      execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' })
      const port = await freePort()
      const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no']
      const server = await startRedis({ args: ['--tls-port', String(port), ...files] }).catch(() =>
        skip('this redis-server is built without TLS'),
      )
      onTestFinished(() => server.close())
      await useAll(connect(server, { tls: { port, ca: readFileSync(cert, 'utf8') } }))
    })
  })

  describe('in a cluster', () => {
    const password = 'secret'
    let servers: RedisServer[]
    beforeAll(async () => {
      servers = await startCluster(3, password)
    })
    afterAll(() => Promise.all(servers.map((server) => server.close())))

    // Redis refuses a script whose keys are of several slots, so each that runs here has its keys in one.
    it('are those of new Cluster(), with every script’s keys in one slot', async () => {
      const client = new Cluster(
        servers.map(({ host, port }) => ({ host, port })),
        { lazyConnect: true, redisOptions: { keyPrefix: 'app:', password } },
      )
      onTestFinished(() => client.disconnect())
      for (let run = 0; run < 5; run += 1) await useAll(client)
      await spread('app:')
    })

    it('are those of createCluster(), with every script’s keys in one slot', async () => {
      const rootNodes = servers.map(({ host, port }) => ({ socket: { host, port } }))
      const client = createCluster({ rootNodes, defaults: { password } })
      for (let run = 0; run < 5; run += 1) await useAll(client)
      await spread('{rivulet:run')
    })

    async function spread(prefix: string) {
      const held = await Promise.all(servers.map(({ admin }) => admin.keys(`${prefix}*`)))
      expect(held.filter((keys) => keys.length > 0).length).toBeGreaterThan(1)
    }
  })
})

async function startCluster(size: number, password: string): Promise<RedisServer[]> {
  const args = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '5000']
  const servers = await Promise.all(Array.from({ length: size }, () => startRedis({ args, password })))
  const [first, ...others] = servers as [RedisServer, ...RedisServer[]]
  const share = Math.ceil(16_384 / size)
  for (const [index, { admin }] of servers.entries()) {
    const slots = Array.from({ length: Math.min(share, 16_384 - index * share) }, (_, slot) => String(index * share + slot))
    await admin.call('CLUSTER', 'ADDSLOTS', ...slots)
    await admin.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
  }
  for (const { host, port } of others) await first.admin.call('CLUSTER', 'MEET', host, String(port))
  for (const { admin } of servers) {
    await eventually(async () =>
      expect(await admin.call('CLUSTER', 'INFO')).toMatch(new RegExp(`cluster_state:ok[^]*cluster_known_nodes:${size}`)),
    )
  }
  return servers
}
