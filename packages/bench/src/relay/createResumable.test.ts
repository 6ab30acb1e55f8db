import { serve } from '@rivulet/replay/node'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { createResumable } from './createResumable.ts'
import { RawReader, type Target } from './RawReader.ts'
import { hasRedis, NO_REDIS, startRedis } from './redis.ts'
import type { UpstreamDuties } from './upstream.ts'
import { Worker } from './Worker.ts'

function readAll(target: Target): Promise<RawReader> {
  const reader = new RawReader(target)
  return new Promise((resolve) => {
    reader.onClose = () => resolve(reader)
  })
}

test('who comes back to resumable-stream reads from the first event or from where it says, on another server too, and nothing once it is over', async (context) => {
  if (!hasRedis()) {
    context.skip(NO_REDIS)
    return
  }
  const redis = await startRedis()
  onTestFinished(() => redis.end())
  const upstream = await Worker.start<UpstreamDuties>('upstream.ts', {})
  onTestFinished(() => upstream.end())
  const address = await upstream.ask('address')
  const connect = () => {
    const client = new Redis({ port: redis.port, host: '127.0.0.1' })
    onTestFinished(() => client.disconnect())
    return client
  }
  const ask = (body: string) => fetch(`${address}/chat/completions`, { method: 'POST', body })
  const begin = () => serve(createResumable(ask, { publisher: connect(), subscriber: connect() }))
  const [written, read] = [await begin(), await begin()]
  onTestFinished(async () => {
    await written.close()
    await read.close()
  })
  // It goes on for four seconds after the burst: whoever comes back is there before its end, on a machine that stalls, too.
  const bench = { events: 35, rate: 1.25, burst: 30 }
  const first = new RawReader({ port: written.port, path: 'chat/completions', user: 'u', body: { bench } })
  await new Promise<void>((resolve) => {
    first.onEvent = () => first.events >= 30 && resolve()
  })
  first.leave()
  expect(first).toMatchObject({ status: 200, lastEventId: '' })
  const path = `runs/${first.runId}/events`
  const resumeAt = first.ends[24]
  const [all, rest] = await Promise.all(
    [path, `${path}?resumeAt=${resumeAt}`].map((from) => readAll({ port: read.port, path: from, user: 'u' })),
  )
  expect(all).toMatchObject({ status: 200, events: 35, firstNumber: 0, error: undefined })
  expect(rest).toMatchObject({ status: 200, events: 10, firstNumber: 25, error: undefined })
  expect(await readAll({ port: read.port, path, user: 'u' })).toMatchObject({ status: 422, events: 0 })
})
