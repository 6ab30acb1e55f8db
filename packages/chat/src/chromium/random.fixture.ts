import { array, assert, asyncProperty, constantFrom, nat, tuple } from 'fast-check'
import { expect } from 'vitest'
import { eventually, type ChatTab } from './ChatTab.fixture.js'
import { itInLongSuite } from './it.fixture.js'

const STEPS = ['send', 'send', 'stop', 'resume', 'reload', 'replace', 'network', 'wait'] as const
const RUNS = 10

/** Waits until what a tab shows is in the database, its text aside. */
async function keepsIds(tab: ChatTab): Promise<void> {
  await eventually(async () => {
    const { messages, queue } = await tab.shown()
    const { ids, waiting } = await tab.stored()
    expect(ids).toEqual(expect.arrayContaining(messages.map(({ id }) => id)))
    expect(waiting).toEqual(expect.arrayContaining([...queue]))
  })
}

export function randomly(): void {
  itInLongSuite.for([
    ['under Web Locks', 'origin', RUNS],
    // Leases in place of locks: a tab that is closed holds its one for five seconds more.
    ['over plain HTTP, without Web Locks', 'plainOrigin', 5],
  ] as const)(
    'whatever is done in two tabs, %s: each message goes out once, and both show all of them',
    { timeout: 600_000 },
    async ([, origin, numRuns], { site, profile }) => {
      let runs = 0
      const property = asyncProperty(
        array(tuple(constantFrom(...STEPS), nat({ max: 1 })), {
          minLength: 8,
          maxLength: 16,
        }),
        async (steps) => {
          runs += 1
          const gateway = site.gateway({ tokensPerSecond: 30 })
          const open = () => profile.open(gateway, { id: `random-${runs}`, origin: site[origin] })
          const tabs = await Promise.all([open(), open()])
          const sent: string[] = []
          let isOffline = false
          for (const [step, at] of steps) {
            const tab = tabs[at as 0 | 1]
            if (step === 'send') {
              const text = `${sent.length % 2 ? 'haiku' : 'prose'} ${sent.length}`
              sent.push(text)
              await tab.do('send', text, { id: text })
            } else if (step === 'stop') await tab.do('stop')
            else if (step === 'resume') await tab.queue('resume')
            else if (step === 'network') {
              await (isOffline ? profile.goOnline() : profile.goOffline())
              isOffline = !isOffline
            } else if (step === 'wait') await tab.page.waitForTimeout(150)
            // Only a service worker has pages without a network, and there is none without a secure context.
            else if (!isOffline || origin === 'origin') {
              await keepsIds(tab)
              if (step === 'reload') await tab.reload()
              else {
                await tab.page.close()
                tabs[at as 0 | 1] = await open()
              }
            }
          }
          if (isOffline) await profile.goOnline()
          gateway.hurry()
          await eventually(async () => {
            const [one, two] = await Promise.all(tabs.map((tab) => tab.shown()))
            if (one?.queueHeld) await tabs[0].queue('resume')
            expect(one).toMatchObject({ phase: 'idle', queue: [] })
            expect(two).toEqual(one)
            expect(new Set(await tabs[0].questions())).toEqual(new Set(sent))
          })
          expect(await tabs[0].questions()).toHaveLength(sent.length)
          const keys = gateway.requests.map(({ key }) => key)
          expect(new Set(keys).size).toBe(keys.length)
          expect(gateway.exchanges.length).toBe(keys.length)
          for (const { page, complaints } of tabs) {
            await page.close()
            // A request that is out when the network goes is told by the browser, whoever made it.
            expect(complaints.splice(0).filter((complaint) => !complaint.includes('net::ERR_INTERNET_DISCONNECTED'))).toEqual([])
          }
        },
      )
      await assert(property, { numRuns, endOnFailure: true })
    },
  )
}
