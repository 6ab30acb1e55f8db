import { expect } from 'vitest'
import { eventually, type ChatWindow } from './ChatTab.fixture.js'
import { it } from './it.fixture.js'

/** Bytes that the page holds once everything that can be collected is. */
async function heapOf(cdp: {
  send(method: 'HeapProfiler.collectGarbage'): Promise<unknown>
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number }>
}) {
  for (let pass = 0; pass < 3; pass++) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

const CONVERSATIONS = process.env['LONG_SUITE'] === undefined ? 12 : 100

export function leaks(): void {
  it(`${CONVERSATIONS} conversations are opened and closed: no memory, channel, lock, timer or listener is left`, async ({
    site,
    profile,
  }) => {
    const gateway = site.gateway({ tokensPerSecond: 2000, timeToFirstTokenMs: 0 })
    const tab = await profile.open(gateway)
    const cdp = await profile.context.newCDPSession(tab.page)
    const visit = (from: number, to: number) =>
      tab.page.evaluate(
        async ([first, last]) => {
          for (let at = first; at < last; at++) await (window as unknown as ChatWindow).visit(`visited-${at}`)
        },
        [from, to] as const,
      )
    // The first ones bring code and caches that stay; what they held themselves is let go of before it is counted.
    await visit(0, 3)
    const before = { held: await tab.rests(), heap: await heapOf(cdp) }
    await visit(3, 3 + CONVERSATIONS)
    await eventually(async () => expect(await tab.rests()).toEqual(before.held))
    const locks = () =>
      tab.page.evaluate(async () => {
        const { held: taken = [], pending = [] } = await navigator.locks.query()
        return [...taken, ...pending].map(({ name }) => name)
      })
    await eventually(async () => expect(await locks()).toEqual([]))
    const heap = await heapOf(cdp)
    expect(heap - before.heap).toBeLessThan(2_000_000)
    expect(gateway.requests).toHaveLength(3 + CONVERSATIONS)
  })
}
