// A primary behind an address that stays: after a failover the address leads to another server, while the connections to the old one, which is a replica now, live on.
import { expect, it, onTestFinished } from 'vitest'
import { describeWithRedis, startRedis } from './redisServer.fixture.js'
import { eventually, newRun, redisKinds } from './stores.fixture.js'
import { StoreUnavailableError } from './StoreUnavailableError.js'
import { startProxy } from './tcpProxy.fixture.js'

async function server() {
  const redis = await startRedis()
  onTestFinished(() => redis.close())
  return redis
}

describeWithRedis('after a failover', () => {
  it.each(redisKinds)('$name goes on with the server that is the primary then', async (kind) => {
    const [before, after] = [await server(), await server()]
    const address = await startProxy(before)
    onTestFinished(() => address.close())
    const { store, close } = await kind.open(address)
    onTestFinished(close)
    await store.create(newRun())

    await before.admin.replicaof(after.host, after.port)
    address.leadTo(after)
    await eventually(async () => expect(await store.create(newRun())).toMatchObject({ changed: true }))
    expect(await after.admin.keys('*')).not.toEqual([])
    await store.check()
  })

  it.each(redisKinds)('$name does not take a replica for a server that it can keep runs on', async (kind) => {
    const [replica, primary] = [await server(), await server()]
    await replica.admin.replicaof(primary.host, primary.port)
    const { store, close } = await kind.open(replica)
    onTestFinished(close)
    await expect(store.check()).rejects.toThrow(StoreUnavailableError)
  })
})
