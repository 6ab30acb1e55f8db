import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { allEvents, runIdOf, serveRelay, textOf, type ServedRelay } from '../relay.fixture.js'
import { describeWithRedis, startRedis, type RedisServer } from '../store/redisServer.fixture.js'
import { ioredisKind } from '../store/stores.fixture.js'

const statusOf =
  ({ get }: ServedRelay, id: string) =>
  async (): Promise<object> =>
    (await (await get(`runs/${id}`)).json()) as object

describeWithRedis('a Redis that forgets', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.close())

  async function serve(upstream?: ServedRelay['upstream']): Promise<ServedRelay> {
    const { store, close } = await ioredisKind.open(redis)
    const served = await serveRelay({ store }, upstream)
    onTestFinished(close)
    return served
  }

  test('all of it: a silent run is written again by its producer, and read elsewhere', async () => {
    const { upstream, post } = await serve()
    const other = await serve(upstream)
    const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('one ', 'two '))])
    const id = runIdOf(response)
    await expect.poll(statusOf(other, id)).toMatchObject({ seq: 2 })
    await redis.admin.flushall()
    await expect.poll(statusOf(other, id)).toMatchObject({ seq: 2 })
    const resumed = allEvents(await other.get(`runs/${id}/events`, { 'last-event-id': '1.1' }))
    call.say('three').finish()
    expect(textOf(await resumed)).toBe('two three')
    expect(textOf(await allEvents(response))).toBe('one two three')
  })

  test('the log alone: a silent run is written again too', async () => {
    const { upstream, post } = await serve()
    const other = await serve(upstream)
    const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('one ', 'two '))])
    const id = runIdOf(response)
    await expect.poll(() => redis.admin.exists(`{rivulet:${id}}:log`)).toBe(1)
    await redis.admin.del(`{rivulet:${id}}:log`)
    await expect.poll(() => redis.admin.exists(`{rivulet:${id}}:log`)).toBe(1)
    call.say('three').finish()
    expect(textOf(await allEvents(await other.get(`runs/${id}/events`)))).toBe('one two three')
    expect(textOf(await allEvents(response))).toBe('one two three')
  })

  test('a run that was refused before goes on in its own epoch', async () => {
    const { upstream, post } = await serve()
    const other = await serve(upstream)
    const headers = { 'idempotency-key': 'again' }
    const [refused] = await Promise.all([
      post({}, { headers }),
      upstream.next().then((it) => it.json(500, { error: { message: 'busy', type: 'server_error', code: null, param: null } })),
    ])
    expect(refused.status).toBe(500)
    const [response, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('one '))])
    const id = runIdOf(response)
    await expect.poll(statusOf(other, id)).toMatchObject({ epoch: 2, seq: 1 })
    await redis.admin.flushall()
    call.say('two').finish()
    const events = await allEvents(response)
    expect(textOf(events)).toBe('one two')
    expect(events.at(-1)?.lastEventId).toBe('2.4')
    expect(await (await other.get(`runs/${id}`)).json()).toMatchObject({ state: 'done', epoch: 2, seq: 4 })
  })

  test('a run that another began anew under its key: the first producer lets go, and its readers are cut to resume', async () => {
    const { upstream, post, get } = await serve()
    const other = await serve(upstream)
    const headers = { 'idempotency-key': 'twice' }
    const [response, first] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('one ', 'two '))])
    const id = runIdOf(response)
    const cut = allEvents(response).then(
      () => false,
      () => true,
    )
    await expect.poll(statusOf(other, id)).toMatchObject({ seq: 2 })
    const [again, second] = await Promise.all([
      redis.admin.flushall().then(() => other.post({}, { headers })),
      upstream.next().then((it) => it.head().say('uno ', 'dos ', 'tres ')),
    ])
    first.say('three ')
    await first.closed
    expect(await cut).toBe(true)
    second.finish()
    expect(textOf(await allEvents(again))).toBe('uno dos tres ')
    expect(textOf(await allEvents(await get(`runs/${id}/events`)))).toBe('uno dos tres ')
  })

  test('a key whose run is under way here begins no second one', async () => {
    const { upstream, post } = await serve()
    const headers = { 'idempotency-key': 'once' }
    const [response, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('one '))])
    await expect.poll(() => redis.admin.exists(`{rivulet:${runIdOf(response)}}:log`)).toBe(1)
    await redis.admin.flushall()
    const joined = await post({}, { headers })
    call.say('two').finish()
    expect(textOf(await allEvents(joined))).toBe('one two')
    expect(textOf(await allEvents(response))).toBe('one two')
    expect(upstream.calls).toHaveLength(1)
  })
})
