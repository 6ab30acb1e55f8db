import { expect } from 'vitest'
import { eventually, type ChatWindow } from './ChatTab.fixture.js'
import { it, itInLongSuite } from './it.fixture.js'
import { PROSE } from './prose.fixture.js'

const SLOW = { tokensPerSecond: 15 }
const FAST = { tokensPerSecond: 500 }

export function lifecycles(): void {
  it('what an effect sends in StrictMode is asked once', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const tab = await profile.open(gateway, { isStrict: true, sends: 'haiku' })
    await eventually(() => expect(gateway.exchanges).toHaveLength(1))
    expect(await tab.settles()).toMatchObject({ ending: 'complete' })
    expect(await tab.questions()).toEqual(['haiku'])
    expect(gateway.requests).toMatchObject([{ key: 'sent-by-effect' }])
  })

  it.for(['gateway', 'relayedGateway'] as const)(
    'unmounted and mounted again in the middle of an answer, with a %s',
    async (kind, { site, profile }) => {
      const gateway = site[kind](SLOW)
      const tab = await profile.open(gateway)
      await tab.do('send', 'prose', { id: 'question' })
      const before = await tab.grows()
      const { id } = await tab.last()
      await tab.page.evaluate(() => (window as unknown as ChatWindow).show(false))
      if (kind === 'gateway') await tab.holds(id, { state: 'done' })
      else await tab.page.waitForTimeout(100)
      await tab.page.evaluate(() => (window as unknown as ChatWindow).show(true))
      await tab.ready()
      if (kind === 'relayedGateway') await tab.grows(before.length + 1)
      gateway.hurry()
      const after = await tab.settles()
      expect(after).toMatchObject({ id, text: expect.stringContaining(before) })
      expect(after.ending).toBe(kind === 'gateway' ? 'detached' : 'complete')
      if (kind === 'relayedGateway') expect(after.text).toBe(PROSE)
      await eventually(() => expect(gateway.exchanges).toMatchObject([{ ending: kind === 'gateway' ? 'disconnected' : 'complete' }]))
      expect(gateway.requests).toHaveLength(1)
      expect(await tab.questions()).toEqual(['prose'])
    },
  )

  it('twenty times sent and stopped at once: nothing is left open', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW)
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose', { id: 'before' })
    await tab.grows()
    await tab.do('stop')
    await tab.settles()
    const heldNow = () => tab.page.evaluate(() => (window as unknown as ChatWindow).held())
    const held = await tab.rests()
    await tab.page.evaluate(async () => {
      const { chat } = window as unknown as ChatWindow
      for (let pair = 0; pair < 20; pair++) {
        const sent = chat.send(`prose ${pair}`, { id: `question-${pair}` })
        if (pair % 4 > 0) await sent
        if (pair % 4 > 1) await new Promise(requestAnimationFrame)
        if (pair % 4 > 2) await new Promise((resolve) => setTimeout(resolve, 60))
        await chat.stop()
      }
    })
    await eventually(async () => expect(await tab.shown()).toMatchObject({ phase: 'idle' }))
    await eventually(() => expect(gateway.exchanges.length).toBe(gateway.requests.length))
    expect(new Set(gateway.exchanges.map(({ ending }) => ending))).toEqual(new Set(['disconnected']))
    const { messages } = await tab.shown()
    expect(messages.filter(({ role }) => role === 'assistant').map(({ state, ending }) => `${state} ${ending}`)).toEqual(
      Array.from({ length: 21 }, () => 'done stopped'),
    )
    expect((await tab.questions()).slice(1)).toEqual(Array.from({ length: 20 }, (_, pair) => `prose ${pair}`))
    const keys = gateway.requests.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    await eventually(async () => expect(await heldNow()).toEqual(held))
    await tab.keeps()
    await tab.reload()
    expect((await tab.shown()).messages).toEqual(messages)
  })

  itInLongSuite('a page that is frozen in the middle of an answer has all of it when it wakes', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW, FAST)
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose', { id: 'question' })
    await tab.grows()
    const cdp = await profile.context.newCDPSession(tab.page)
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
    gateway.hurry()
    await eventually(() => expect(gateway.exchanges).toHaveLength(1))
    await tab.page.waitForTimeout(300)
    await cdp.send('Page.setWebLifecycleState', { state: 'active' })
    expect(await tab.settles()).toMatchObject({ ending: 'complete', text: PROSE })
    await tab.do('send', 'haiku')
    await eventually(async () => expect(await tab.questions()).toEqual(['prose', 'haiku']))
    expect(await tab.settles()).toMatchObject({ ending: 'complete' })
    expect(gateway.requests).toHaveLength(2)
  })

  itInLongSuite.for(['gateway', 'relayedGateway'] as const)(
    'a page that sleeps while its connection breaks, with a %s',
    async (kind, { site, profile }) => {
      const gateway = site[kind](SLOW)
      const tab = await profile.open(gateway)
      await tab.do('send', 'prose', { id: 'question' })
      const before = await tab.grows()
      const cdp = await profile.context.newCDPSession(tab.page)
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
      gateway.cut()
      await tab.page.waitForTimeout(300)
      await cdp.send('Page.setWebLifecycleState', { state: 'active' })
      gateway.hurry()
      const after = await tab.settles()
      expect(after.text.startsWith(before)).toBe(true)
      if (kind === 'relayedGateway') expect(after).toMatchObject({ ending: 'complete', text: PROSE })
      else expect(after).toMatchObject({ ending: 'failed', text: expect.not.stringContaining(PROSE) })
      expect(gateway.requests).toHaveLength(1)
      // What Chromium itself says of a broken connection.
      expect(tab.complaints.splice(0).filter((complaint) => !complaint.includes('net::ERR_'))).toEqual([])
    },
  )

  itInLongSuite('a page that gets no frames shows the answer as it comes', async ({ site, profile }) => {
    // What a browser does to a page in the background.
    await profile.context.addInitScript(() => Object.assign(window, { requestAnimationFrame: () => 0 }))
    const gateway = site.gateway(SLOW)
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose')
    await tab.grows(40)
    gateway.hurry()
    expect(await tab.settles()).toMatchObject({ ending: 'complete', text: PROSE })
  })

  itInLongSuite(
    'with its database blocked by another tab the page works, says so, and keeps all once it is free',
    async ({ site, profile }) => {
      const gateway = site.gateway(FAST)
      const other = await profile.context.newPage()
      await other.goto(`${site.origin}/nothing`)
      await other.evaluate(() => new Promise((resolve) => (indexedDB.open('rivulet', 1).onsuccess = resolve)))
      const tab = await profile.open(gateway)
      expect(await tab.shown()).toMatchObject({ storageError: 'blocked' })
      await tab.do('send', 'haiku', { id: 'first' })
      expect(await tab.settles()).toMatchObject({ ending: 'complete' })
      await tab.do('send', 'second haiku', { id: 'second' })
      await eventually(async () => expect(await tab.questions()).toEqual(['haiku', 'second haiku']))
      await tab.settles()
      await other.close()
      await eventually(async () => expect(await tab.shown()).not.toHaveProperty('storageError'))
      await tab.keeps()
      await tab.reload()
      expect(await tab.questions()).toEqual(['haiku', 'second haiku'])
      expect(gateway.requests).toHaveLength(2)
    },
  )

  it('with its site data denied the page works, and says so', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const tab = await profile.open(gateway, { path: 'sandboxed' })
    expect(await tab.page.evaluate(() => origin)).toBe('null')
    expect(await tab.shown()).toMatchObject({ storageError: 'unavailable' })
    await tab.do('send', 'haiku', { id: 'first' })
    expect(await tab.settles()).toMatchObject({ ending: 'complete' })
    await tab.do('send', 'second haiku', { id: 'second' })
    await eventually(async () => expect(await tab.questions()).toEqual(['haiku', 'second haiku']))
    await tab.settles()
    expect(gateway.requests.map(({ key }) => key)).toEqual(['first', 'second'])
  })
}
