import { expect, it, onTestFinished } from 'vitest'
import { describeWithRedis, type RedisServer, startRedis } from './redisServer.fixture.js'
import type { RunStore } from './RunStore.js'
import { ioredisKind, newRun } from './stores.fixture.js'

// What a run costs Redis, counted. With LONG_SUITE the figures are printed.

const TOKENS = 1000

/** As OpenAI sends a token. */
const chunk = (token: number) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-BxQ3vX0kZr7Yd1nWc5Lm2Ta8Pf9Ge',
    object: 'chat.completion.chunk',
    created: 1_752_000_000,
    model: 'gpt-4.1-mini-2025-04-14',
    service_tier: 'default',
    system_fingerprint: 'fp_38647f5e19',
    choices: [{ index: 0, delta: { content: ` tok${token % 10}` }, logprobs: null, finish_reason: null }],
  })}`

async function commandsOf({ admin }: RedisServer): Promise<Record<string, { calls: number; us: number }>> {
  const lines = (await admin.info('commandstats')).matchAll(/cmdstat_(\S+):calls=(\d+),usec=(\d+)/g)
  return Object.fromEntries([...lines].map(([, name, calls, us]) => [name, { calls: Number(calls), us: Number(us) }]))
}

/** A whole run, its tokens in so many appends, with a beat in a tenth of them. */
async function produce(store: RunStore, appends: number): Promise<string> {
  const run = newRun()
  await store.create(run)
  const share = TOKENS / appends
  for (let done = 0; done < TOKENS; done += share) {
    const frames = Array.from({ length: share }, (_, index) => chunk(done + index))
    await store.append(run.id, { epoch: 1, owner: 'relay-1', first: done + 1, frames, beat: (done / share) % 10 === 0 })
  }
  await store.append(run.id, {
    epoch: 1,
    owner: 'relay-1',
    first: TOKENS + 1,
    frames: [],
    end: { state: 'done', detail: '{}' },
    beat: false,
  })
  return run.id
}

describeWithRedis('a run of 1,000 tokens in Redis', () => {
  it.each([
    { name: 'a token at a time', appends: 1000, isRead: false },
    { name: 'ten tokens at a time', appends: 100, isRead: false },
    { name: 'a token at a time, read on another process', appends: 1000, isRead: true },
  ])('costs two keys, and one command an append: $name', async ({ name, appends, isRead }) => {
    const server = await startRedis()
    onTestFinished(() => server.close())
    const { store, close } = await ioredisKind.open(server)
    onTestFinished(close)
    const reader = await ioredisKind.open(server)
    onTestFinished(reader.close)
    await store.check()
    // The scripts are known to the server from then on.
    await produce(store, 1)
    await store.stop('nobody', '{}')
    await reader.store.look('nobody', true)
    await server.admin.flushdb()

    const before = await commandsOf(server)
    if (isRead) return await readElsewhere()
    const id = await produce(store, appends)
    const after = await commandsOf(server)
    const count = (command: string) => (after[command]?.calls ?? 0) - (before[command]?.calls ?? 0)
    const us = (command: string) => ((after[command]?.us ?? 0) - (before[command]?.us ?? 0)) / count(command)

    const keys = await server.admin.keys('*')
    expect(keys).toHaveLength(2)
    expect(count('evalsha')).toBe(appends + 2)
    expect([count('eval'), count('publish'), count('exists') <= appends + 2]).toEqual([0, 0, true])
    const payload = Array.from({ length: TOKENS }, (_, token) => chunk(token).length + 2).reduce((sum, size) => sum + size, 0)
    const [log = 0, meta = 0] = await Promise.all(
      [`{rivulet:${id}}:log`, `{rivulet:${id}}:meta`].map((key) => server.admin.memory('USAGE', key, 'SAMPLES', 0)),
    )
    // The log holds little beside what was sent.
    expect(Number(log)).toBeLessThan(payload * 1.4)
    expect(Number(meta)).toBeLessThan(1000)
    print(
      `${name}: ${keys.length} keys, log ${log} bytes of ${payload} sent, meta ${meta} bytes, ${count('evalsha')} EVALSHA of ${us('evalsha').toFixed(1)} µs`,
    )

    async function readElsewhere() {
      const run = newRun()
      await store.create(run)
      let pushed = 0
      onTestFinished(reader.store.follow(run.id, (entries) => (pushed += entries.length)))
      await expect.poll(() => server.admin.pubsub('CHANNELS')).toHaveLength(1)
      await reader.store.look(run.id, true)
      for (let token = 0; token < appends; token += 1) {
        await store.append(run.id, { epoch: 1, owner: 'relay-1', first: token + 1, frames: [chunk(token)], beat: token % 10 === 0 })
      }
      const then = await commandsOf(server)
      const published = (then['publish']?.calls ?? 0) - (before['publish']?.calls ?? 0)
      const scripts = (then['evalsha']?.calls ?? 0) - (before['evalsha']?.calls ?? 0)
      expect(published).toBe(appends)
      await expect.poll(() => pushed).toBe(appends)
      expect(scripts).toBe(appends + 2)
      const spent = ((then['evalsha']?.us ?? 0) - (before['evalsha']?.us ?? 0)) / scripts
      print(`${name}: ${scripts} EVALSHA of ${spent.toFixed(1)} µs with ${published} PUBLISH in them`)
    }
  })
})

function print(line: string) {
  if (process.env['LONG_SUITE']) process.stdout.write(`${line}\n`)
}
