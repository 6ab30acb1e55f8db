import { expect } from 'vitest'
import type { ServedGateway } from './ChatSite.fixture.js'
import { eventually, type ChatTab, type TabOptions } from './ChatTab.fixture.js'
import { it, itInLongSuite, type Profile } from './it.fixture.js'

const SLOW = { tokensPerSecond: 15 }
const FAST = { tokensPerSecond: 500 }

const openTwo = async (profile: Profile, gateway: ServedGateway, options?: TabOptions & { origin?: string }): Promise<[ChatTab, ChatTab]> =>
  Promise.all([profile.open(gateway, options), profile.open(gateway, options)])

/** Waits until both show the same, with nothing going on. */
const agree = (one: ChatTab, two: ChatTab): Promise<void> =>
  eventually(async () => {
    const shown = await one.shown()
    expect(shown).toMatchObject({ phase: 'idle', queue: [] })
    expect(await two.shown()).toEqual(shown)
  })

export function tabs(): void {
  it('show the same text while it comes, and only one asks', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, FAST)
    const [one, two] = await openTwo(profile, gateway)
    await one.do('send', 'prose', { id: 'question' })
    const there = await one.grows(40)
    const here = await two.grows(there.length)
    expect((await two.shown()).phase).toBe('streaming')
    expect(here.startsWith(there)).toBe(true)
    gateway.hurry()
    await agree(one, two)
    expect(await two.last()).toMatchObject({ ending: 'complete' })
    await two.do('send', 'haiku', { id: 'other' })
    await two.settles()
    await agree(one, two)
    expect(gateway.requests).toMatchObject([{ key: 'question' }, { key: 'other', questions: ['prose', 'haiku'] }])
  })

  it('one stops what the other runs, and sends while it runs: it waits, and goes out once', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, SLOW, FAST)
    const [one, two] = await openTwo(profile, gateway)
    await one.do('send', 'prose', { id: 'first' })
    await two.grows()
    await two.do('stop')
    await agree(one, two)
    expect(await one.last()).toMatchObject({ ending: 'stopped', text: expect.stringMatching(/\w/) })
    await eventually(() => expect(gateway.exchanges).toMatchObject([{ ending: 'disconnected' }]))

    await one.do('send', 'more prose', { id: 'second' })
    await two.grows()
    await two.do('send', 'haiku', { id: 'third' })
    await two.do('send', 'haiku', { id: 'third' })
    await eventually(async () => expect(await one.shown()).toMatchObject({ queue: ['haiku'] }))
    gateway.hurry()
    await eventually(async () => expect(await two.questions()).toEqual(['prose', 'more prose', 'haiku']))
    await agree(one, two)
    expect(gateway.requests.map(({ key }) => key)).toEqual(['first', 'second', 'third'])
  })

  it('one that runs is closed: the other has what came, truncated, and asks nothing', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, FAST)
    const [one, two] = await openTwo(profile, gateway)
    await one.do('send', 'prose', { id: 'question' })
    const seen = await two.grows(40)
    await two.do('send', 'haiku', { id: 'waits' })
    await eventually(async () => expect(await one.shown()).toMatchObject({ queue: ['haiku'] }))
    await one.page.close()
    const left = await two.settles()
    expect(left).toMatchObject({ ending: 'truncated', text: expect.stringContaining(seen) })
    expect(await two.shown()).toMatchObject({ queue: ['haiku'], queueHeld: true })
    expect(gateway.requests).toHaveLength(1)
    await two.queue('resume')
    await eventually(async () => expect(await two.questions()).toEqual(['prose', 'haiku']))
    expect(await two.settles()).toMatchObject({ ending: 'complete' })
    expect(gateway.requests.map(({ key }) => key)).toEqual(['question', 'waits'])
    await two.keeps()
    await two.reload()
    expect((await two.shown()).messages).toHaveLength(4)
  })

  itInLongSuite('one that runs is closed, before a relay: the other goes on to the end', async ({ site, profile }) => {
    const gateway = site.relayedGateway(SLOW)
    const [one, two] = await openTwo(profile, gateway)
    await one.do('send', 'prose', { id: 'question' })
    const seen = await two.grows(40)
    await one.page.close()
    expect(await two.grows(seen.length + 10)).toContain(seen)
    gateway.hurry()
    expect(await two.settles()).toMatchObject({ ending: 'complete', text: expect.stringMatching(/^Rain that falls[^]*a whole one\.$/) })
    expect(gateway.requests).toHaveLength(1)
    expect(gateway.exchanges).toMatchObject([{ ending: 'complete' }])
  })

  itInLongSuite('both send in one instant: each goes out once, one after the other', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const [one, two] = await openTwo(profile, gateway)
    await Promise.all([one.do('send', 'first haiku', { id: 'one' }), two.do('send', 'second haiku', { id: 'two' })])
    await eventually(() => expect(gateway.exchanges).toHaveLength(2))
    await agree(one, two)
    expect((await one.questions()).toSorted()).toEqual(['first haiku', 'second haiku'])
    expect(new Set(gateway.requests.map(({ key }) => key))).toEqual(new Set(['one', 'two']))
    expect(gateway.requests[1]?.questions).toHaveLength(2)
    await two.keeps()
    await two.reload()
    await agree(one, two)
  })

  it('without a secure context they agree too, and one runs', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, FAST)
    const [one, two] = await openTwo(profile, gateway, { origin: site.plainOrigin })
    expect(await one.page.evaluate(() => [isSecureContext, 'locks' in navigator, 'randomUUID' in crypto])).toEqual([false, false, false])
    await one.do('send', 'prose', { id: 'first' })
    await two.grows()
    await two.do('send', 'haiku', { id: 'second' })
    gateway.hurry()
    await eventually(async () => expect(await two.questions()).toEqual(['prose', 'haiku']))
    await agree(one, two)
    expect(gateway.requests.map(({ key }) => key)).toEqual(['first', 'second'])
    await Promise.all([one.do('send', 'third haiku'), two.do('send', 'fourth haiku')])
    await eventually(() => expect(gateway.exchanges).toHaveLength(4))
    await agree(one, two)
    expect((await one.questions()).slice(2).toSorted()).toEqual(['fourth haiku', 'third haiku'])
  })

  itInLongSuite('one that comes in the middle of an answer has all of it, and stops it', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW)
    const one = await profile.open(gateway)
    await one.do('send', 'prose', { id: 'question' })
    const seen = await one.grows(40)
    const two = await profile.open(gateway)
    expect(await two.grows(seen.length)).toContain(seen)
    expect((await one.shown()).phase).toBe('streaming')
    await two.do('stop')
    await agree(one, two)
    expect(await two.last()).toMatchObject({ ending: 'stopped', text: expect.stringContaining(seen) })
    expect(gateway.requests).toHaveLength(1)
  })

  itInLongSuite('a call that waits in one is decided in the other, and runs once', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const [one, two] = await openTwo(profile, gateway, { hasTools: true })
    await one.do('send', 'Call a tool', { id: 'question' })
    await eventually(async () => expect(await two.shown()).toMatchObject({ phase: 'approval' }))
    await two.do('approve', await two.waitingCall())
    await eventually(() => expect(gateway.exchanges).toHaveLength(2))
    await agree(one, two)
    expect(await two.last()).toMatchObject({ text: expect.stringContaining('- **degrees**: 21') })
    expect((await Promise.all([one, two].map((tab) => tab.ran()))).flat()).toHaveLength(1)
  })

  itInLongSuite('one that runs is frozen: what the other sends waits, and goes out once when it wakes', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, FAST)
    const [one, two] = await openTwo(profile, gateway)
    await one.do('send', 'prose', { id: 'first' })
    await two.grows()
    const cdp = await profile.context.newCDPSession(one.page)
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
    await two.do('send', 'haiku', { id: 'second' })
    expect(await two.shown()).toMatchObject({ queue: ['haiku'] })
    gateway.hurry()
    await two.page.waitForTimeout(300)
    await cdp.send('Page.setWebLifecycleState', { state: 'active' })
    await eventually(async () => expect(await two.questions()).toEqual(['prose', 'haiku']))
    await agree(one, two)
    expect(gateway.requests.map(({ key }) => key)).toEqual(['first', 'second'])
  })

  itInLongSuite(
    'without a secure context, one that runs is closed: the other goes on once its lease is over',
    async ({ site, profile }) => {
      const gateway = site.gateway(SLOW, FAST)
      const [one, two] = await openTwo(profile, gateway, { origin: site.plainOrigin })
      await one.do('send', 'prose', { id: 'first' })
      const seen = await two.grows(40)
      await one.page.close()
      expect(await two.settles()).toMatchObject({ ending: 'truncated', text: expect.stringContaining(seen) })
      await two.do('send', 'haiku', { id: 'second' })
      await eventually(async () => expect(await two.questions()).toEqual(['prose', 'haiku']))
      expect(await two.settles()).toMatchObject({ ending: 'complete' })
      expect(gateway.requests.map(({ key }) => key)).toEqual(['first', 'second'])
    },
  )
}
