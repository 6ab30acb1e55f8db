import { expect } from 'vitest'
import { eventually } from './ChatTab.fixture.js'
import { it, itInLongSuite } from './it.fixture.js'
import { PROSE } from './prose.fixture.js'

export function reloads(): void {
  it('without a relay: what came is there, truncated, and nothing is asked again', async ({ site, profile }) => {
    const gateway = site.gateway({ tokensPerSecond: 4 })
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose', { id: 'question' })
    await tab.grows()
    // What came since it was written last is lost.
    await tab.keepsGrowing()
    const before = await tab.last()
    await tab.reload()
    const after = await tab.settles()
    expect(after).toMatchObject({ id: before.id, ending: 'truncated' })
    expect(after.text).not.toBe('')
    expect(PROSE.startsWith(after.text)).toBe(true)
    await eventually(() => expect(gateway.exchanges).toMatchObject([{ ending: 'disconnected' }]))
    expect(gateway.requests).toMatchObject([{ key: 'question' }])
    await tab.keeps()
    await tab.reload()
    expect(await tab.last()).toEqual(after)
    expect(gateway.requests).toHaveLength(1)
  })

  it('with a relay: it goes on by itself to its end, and the gateway is asked once', async ({ site, profile }) => {
    const gateway = site.relayedGateway({ tokensPerSecond: 4 })
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose', { id: 'question' })
    await tab.grows()
    const before = await tab.last()
    await tab.reload()
    await tab.grows(before.text.length + 1)
    await tab.reload()
    gateway.hurry()
    const after = await tab.settles()
    expect(after).toMatchObject({ id: before.id, ending: 'complete', text: PROSE })
    expect(gateway.requests).toHaveLength(1)
    expect(gateway.exchanges).toMatchObject([{ ending: 'complete' }])
    expect(gateway.relayed.filter((asked) => asked.startsWith('POST'))).toEqual(['POST chat'])
  })

  itInLongSuite('with a relay: an answer that goes on does so after a reload too, in the same message', async ({ site, profile }) => {
    const rest = Array.from({ length: 80 }, (_, word) => ` on ${word}`).join('')
    const answers = [{ name: 'rest', word: '', title: 'The rest', write: () => ({ content: rest }) }]
    const gateway = site.relayedGateway({ tokensPerSecond: 500 }, { tokensPerSecond: 8, answers })
    const tab = await profile.open(gateway)
    await tab.do('send', 'length', { id: 'question' })
    const cut = await tab.settles()
    await tab.do('continueAnswer')
    await tab.grows(cut.text.length + 20)
    const before = await tab.last()
    await tab.keepsGrowing()
    await tab.reload()
    await tab.grows(before.text.length + 1)
    gateway.hurry()
    expect(await tab.settles()).toMatchObject({ id: cut.id, ending: 'complete', text: `${cut.text}${rest}`.replaceAll('  ', ' ') })
    expect(gateway.requests).toHaveLength(2)
  })

  itInLongSuite('before the first token: the question is there, and its answer can be retried', async ({ site, profile }) => {
    const gateway = site.gateway({ timeToFirstTokenMs: 60_000 }, { tokensPerSecond: 500 })
    const tab = await profile.open(gateway)
    await tab.do('send', 'haiku', { id: 'question' })
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    await tab.keeps()
    await tab.reload()
    expect(await tab.settles()).toMatchObject({ role: 'assistant', ending: 'truncated', text: '' })
    await tab.do('retry')
    expect(await tab.settles()).toMatchObject({ ending: 'complete' })
    expect(await tab.questions()).toEqual(['haiku'])
    expect(gateway.requests.map(({ questions }) => questions)).toEqual([['haiku'], ['haiku']])
  })
}
