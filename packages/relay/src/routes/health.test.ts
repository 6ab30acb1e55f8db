// With a Redis that is there and that is not: outage.test.ts.
import { expect, test } from 'vitest'
import { serveRelay } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'

const healthOf = async (baseURL: string) => {
  const response = await fetch(`${baseURL}/health`)
  return { code: response.status, ...((await response.json()) as { status: string; store: string; runs: number; readers: number }) }
}

test('a process that is full is degraded: it serves whom it has, and refuses more', async () => {
  const { baseURL, post, upstream } = await serveRelay({ limits: { runs: 1 } })
  const asked = post()
  const call = (await upstream.next()).head().say('a')
  const response = await asked
  expect(await healthOf(baseURL)).toEqual({ code: 200, status: 'degraded', store: 'ok', runs: 1, readers: 1 })
  call.finish()
  await response.text()
  await expect.poll(() => healthOf(baseURL)).toEqual({ code: 200, status: 'ok', store: 'ok', runs: 0, readers: 0 })
})

test('a process that shuts down is down, while those under way go on', async () => {
  const { baseURL, relay, post, upstream } = await serveRelay()
  const asked = post()
  const call = (await upstream.next()).head().say('a')
  const response = await asked
  const closing = relay.close()
  expect(await healthOf(baseURL)).toMatchObject({ code: 503, status: 'down', runs: 1 })
  expect((await post()).status).toBe(503)
  call.finish()
  expect(await response.text()).toContain('data: [DONE]')
  await closing
})

test.each([
  ['refuse', 503, 'down'],
  ['serve', 200, 'degraded'],
] as const)('a store that does not answer is not waited for (withoutStore: %s)', async (withoutStore, code, status) => {
  const store = Object.assign(memoryStore(), { check: () => new Promise<void>(() => undefined) })
  const { baseURL } = await serveRelay({ store, withoutStore })
  expect(await healthOf(baseURL)).toMatchObject({ code, status, store: 'down' })
})
