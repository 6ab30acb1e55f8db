import { expect } from 'vitest'
import { eventually } from './ChatTab.fixture.js'
import { it, itInLongSuite } from './it.fixture.js'

const FAST = { tokensPerSecond: 500 }

/** Keeps everybody else from writing to the page's database, as another tab may for a while, until the page is closed. */
function holdDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('rivulet')
    opening.addEventListener('error', () => reject(new Error('The database cannot be opened.')))
    opening.addEventListener('success', () => {
      const store = opening.result.transaction(['messages', 'queue', 'conversations'], 'readwrite').objectStore('queue')
      const goOn = () => store.count().addEventListener('success', goOn)
      goOn()
      resolve()
    })
  })
}

export function offline(): void {
  it('three wait, over a reload too, and go out once, in order, when the network is back', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const tab = await profile.open(gateway)
    await profile.goOffline()
    for (const name of ['a', 'b', 'c']) await tab.do('send', `${name} haiku`, { id: name })
    const waiting = { phase: 'offline', queue: ['a haiku', 'b haiku', 'c haiku'], messages: [] }
    await eventually(async () => expect(await tab.shown()).toMatchObject(waiting))
    await tab.keeps()
    await tab.reload()
    await eventually(async () => expect(await tab.shown()).toMatchObject(waiting))
    expect(gateway.requests).toEqual([])
    await profile.goOnline()
    await eventually(async () => expect(await tab.questions()).toEqual(['a haiku', 'b haiku', 'c haiku']))
    await tab.settles()
    expect(gateway.requests.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
    await tab.keeps()
    await tab.reload()
    await eventually(async () => expect(await tab.shown()).toMatchObject({ phase: 'idle', queue: [] }))
    expect(await tab.questions()).toEqual(['a haiku', 'b haiku', 'c haiku'])
    expect(gateway.requests).toHaveLength(3)
  })

  itInLongSuite('what waits in two tabs goes out once, also when the tab that would send it is closed', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const [one, two] = [await profile.open(gateway), await profile.open(gateway)]
    await profile.goOffline()
    await one.do('send', 'a haiku', { id: 'a' })
    await eventually(async () => expect(await two.shown()).toMatchObject({ phase: 'offline', queue: ['a haiku'] }))
    await two.do('send', 'b haiku', { id: 'b' })
    await one.do('send', 'c haiku', { id: 'c' })
    const queue = ['a haiku', 'b haiku', 'c haiku']
    for (const tab of [one, two]) await eventually(async () => expect((await tab.shown()).queue.toSorted()).toEqual(queue))
    await one.page.close()
    await eventually(async () => expect((await two.shown()).queue.toSorted()).toEqual(queue))
    await profile.goOnline()
    await eventually(() => expect(gateway.exchanges).toHaveLength(3))
    await two.settles()
    expect((await two.questions()).toSorted()).toEqual(queue)
    expect(gateway.requests.map(({ key }) => `${key}`).toSorted()).toEqual(['a', 'b', 'c'])
    expect(await two.shown()).toMatchObject({ queue: [], queueHeld: false })
  })

  it('what waited is asked only once it is marked as sent: a tab that is closed then leaves nothing that goes out again', async ({
    site,
    profile,
  }) => {
    const gateway = site.gateway({ tokensPerSecond: 15 }, FAST)
    const tab = await profile.open(gateway)
    await profile.goOffline()
    await tab.do('send', 'haiku', { id: 'question' })
    await tab.keeps()
    const other = await profile.context.newPage()
    await other.goto(`${site.origin}/nothing`)
    await other.evaluate(holdDatabase)
    await profile.goOnline()
    await eventually(async () => expect(await tab.questions()).toEqual(['haiku']))
    await tab.page.waitForTimeout(300)
    const asked = gateway.requests.length
    await tab.page.close()
    await other.close()
    const again = await profile.open(gateway)
    await eventually(async () => expect(await again.questions()).toEqual(['haiku']))
    await again.settles()
    expect({ asked, inAll: gateway.requests.length }).toEqual({ asked: 0, inAll: 1 })
  })
}
