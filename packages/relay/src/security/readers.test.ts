// Slow readers, and answers that are larger than they look. Readers that take nothing, in crowds: stalled.test.ts. How many may read: cost.test.ts.
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { chunk } from '../upstream.fixture.js'

const MIB = 2 ** 20

test.each(['the process that produces it', 'another process'])('a long answer comes in small pieces from %s', async (which) => {
  const store = memoryStore()
  const first = await serveRelay({ store })
  const [response, call] = await Promise.all([first.post(), first.upstream.next().then((it) => it.head())])
  for (let i = 0; i < 64; i++) call.say('x'.repeat(MIB / 16))
  call.finish()
  await response.text()
  const { relay } = which.startsWith('the') ? first : await serveRelay({ store })
  const url = `http://relay.example/v1/runs/${runIdOf(response)}/events`
  const reader = (await relay(new Request(url, { headers: { 'x-user': 'ann' } }))).body!.getReader()
  let bytes = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    expect(read.value.byteLength).toBeLessThan(MIB / 4)
    bytes += read.value.byteLength
  }
  expect(bytes).toBeGreaterThan(4 * MIB)
})

test('a reader that reads slowly, but reads, gets all of it', async () => {
  const { relay, post, upstream } = await serveRelay({ limits: { readerStallMs: 400, readerLagChars: MIB } })
  let nowMs = performance.now()
  const now = vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  onTestFinished(() => now.mockRestore())
  const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head())])
  // Without sockets, which take megabytes ahead of who reads.
  const url = `http://relay.example/v1/runs/${runIdOf(response)}/events`
  const reader = (await relay(new Request(url, { headers: { 'x-user': 'ann' } }))).body!.getReader()
  await response.body?.cancel()
  for (let i = 0; i < 64; i++) call.say('x'.repeat(MIB / 16))
  call.finish()
  let bytes = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength
    // All of it takes many times as long as a reader may take nothing. The relay looks at its readers by a timer, so that it has to come round.
    nowMs += 350
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(bytes).toBeGreaterThan(4 * MIB)
})

test.each([true, false])('a bomb of the upstream ends the run at the limit, and what came before is kept (stream: %s)', async (stream) => {
  const { post, upstream } = await serveRelay({ limits: { runBytes: MIB } })
  const bomb = gzipSync(stream ? chunk({ content: 'x'.repeat(1000) }).repeat(10_000) : `{"a":"${'x'.repeat(10 * MIB)}"}`)
  expect(bomb.length).toBeLessThan(MIB)
  const asked = post({ stream })
  const call = await upstream.next()
  call.head(200, { 'content-type': stream ? 'text/event-stream' : 'application/json', 'content-encoding': 'gzip' })
  call.write(bomb as unknown as string)
  const response = await asked
  if (!stream) {
    expect([response.status, await response.json()]).toMatchObject([502, { error: { code: 'limit' } }])
    return
  }
  const events = await allEvents(response)
  expect(events.at(-1)?.data).toContain('"code":"limit"')
  expect(textOf(events).length).toBeGreaterThan(MIB / 2)
  expect(textOf(events).length).toBeLessThanOrEqual(MIB)
  await call.closed
})
