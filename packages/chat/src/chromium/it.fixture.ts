import type { BrowserContext } from 'playwright'
import { expect, test, type TestAPI } from 'vitest'
import { ChatSite, type ServedGateway } from './ChatSite.fixture.js'
import { ChatTab, type TabOptions } from './ChatTab.fixture.js'

export interface Scenario {
  /** One for all tests. */
  readonly site: ChatSite
  /** A browser profile of the test's own. At its end the console of each of its tabs must have been silent. */
  readonly profile: Profile
}

export interface Profile {
  readonly context: BrowserContext
  open(gateway: ServedGateway, options?: TabOptions & { origin?: string }): Promise<ChatTab>
  /** Takes the network away. Pages can be reloaded all the same, as with a service worker. */
  goOffline(): Promise<void>
  goOnline(): Promise<void>
}

/** A test with a site and a browser. They wait more than they work, so that several go side by side. */
export const it: TestAPI<Scenario> = test.extend<Scenario>({
  site: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const site = await ChatSite.open()
      await provide(site)
      await site.close()
    },
    { scope: 'file' },
  ],
  profile: async ({ site }, provide) => {
    const context = await site.browser.newContext()
    context.setDefaultTimeout(60_000)
    const tabs: ChatTab[] = []
    await provide({
      context,
      async open(gateway, { origin = site.origin, ...options } = {}) {
        const tab = await ChatTab.open(context, origin, gateway, options)
        tabs.push(tab)
        return tab
      },
      async goOffline() {
        await context.route(
          (url) => site.files.has(url.pathname.slice(1)),
          (route) => route.fulfill(site.files.get(new URL(route.request().url()).pathname.slice(1)) ?? {}),
        )
        await context.setOffline(true)
      },
      async goOnline() {
        await context.setOffline(false)
        await context.unrouteAll()
      },
    })
    await context.close()
    expect(tabs.flatMap(({ complaints }) => complaints)).toEqual([])
  },
})

/** For what takes long, or is a variation of another test. */
export const itInLongSuite: typeof it = it.skipIf(process.env['LONG_SUITE'] === undefined) as typeof it
