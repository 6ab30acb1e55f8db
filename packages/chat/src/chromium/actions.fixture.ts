import { errorChunk } from '@rivulet/replay'
import { expect } from 'vitest'
import { eventually } from './ChatTab.fixture.js'
import { it, itInLongSuite, type Scenario } from './it.fixture.js'

const SLOW = { tokensPerSecond: 15 }
const FAST = { tokensPerSecond: 500 }

export function actions(): void {
  it('stop keeps what came, and the gateway sees the reader leave', async ({ site, profile }) => {
    const gateway = site.gateway(SLOW)
    const tab = await profile.open(gateway)
    await tab.do('send', 'prose', { id: 'question' })
    const before = await tab.grows()
    await tab.do('stop')
    const answer = await tab.settles()
    expect(answer).toMatchObject({ ending: 'stopped', text: expect.stringContaining(before) })
    await eventually(() => expect(gateway.exchanges).toMatchObject([{ ending: 'disconnected' }]))
    expect(gateway.requests).toMatchObject([{ key: 'question' }])
    await tab.keeps()
    await tab.reload()
    expect(await tab.last()).toEqual(answer)
  })

  itInLongSuite('retry after an error in the stream asks the same again', async ({ site, profile }) => {
    const gateway = site.gateway({ ...FAST, faults: [errorChunk({ token: 6 })] }, FAST)
    const tab = await profile.open(gateway)
    await tab.do('send', 'haiku', { id: 'question' })
    const failed = await tab.settles()
    expect(failed).toMatchObject({ ending: 'failed', text: expect.stringMatching(/\w/) })
    expect(await tab.shown()).toMatchObject({ error: 'gateway' })
    await tab.do('retry')
    const answer = await tab.settles()
    expect(answer).toMatchObject({ ending: 'complete', text: expect.stringContaining('Packets leave') })
    expect(await tab.shown()).not.toHaveProperty('error')
    expect(gateway.requests.map(({ questions }) => questions)).toEqual([['haiku'], ['haiku']])
    expect(gateway.requests[1]?.key).not.toBe('question')
    await tab.keeps()
    await tab.reload()
    expect(await tab.last()).toEqual(answer)
    expect(await tab.do('getBranches', answer.id)).toEqual([answer.id])
  })

  itInLongSuite('an edit makes a branch, regenerate another, and each can be gone back to', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const tab = await profile.open(gateway)
    await tab.do('send', 'haiku', { id: 'first' })
    const haiku = await tab.settles()
    await tab.do('edit', 'first', 'Another haiku', { id: 'second' })
    const another = await tab.settles()
    expect(await tab.questions()).toEqual(['Another haiku'])
    await tab.do('regenerate')
    const regenerated = await tab.settles()
    expect(await tab.do('getBranches', regenerated.id)).toEqual([another.id, regenerated.id])
    await tab.do('selectBranch', 'first')
    expect(await tab.last()).toEqual(haiku)
    await tab.keeps()
    await tab.reload()
    expect(await tab.last()).toEqual(haiku)
    await tab.do('selectBranch', another.id)
    expect(await tab.last()).toEqual(another)
    expect(await tab.questions()).toEqual(['Another haiku'])
    expect(gateway.requests.map(({ questions }) => questions)).toEqual([['haiku'], ['Another haiku'], ['Another haiku']])
    expect(gateway.requests.slice(0, 2).map(({ key }) => key)).toEqual(['first', 'second'])
  })

  itInLongSuite(
    'three wait behind an answer: one is moved up, one removed, the others go out once, in order',
    async ({ site, profile }) => {
      const gateway = site.gateway(SLOW, FAST)
      const tab = await profile.open(gateway)
      await tab.do('send', 'prose', { id: 'running' })
      await tab.grows()
      for (const name of ['a', 'b', 'c']) await tab.do('send', `${name} haiku`, { id: name })
      await tab.do('send', 'c haiku', { id: 'c' })
      expect((await tab.shown()).queue).toEqual(['a haiku', 'b haiku', 'c haiku'])
      await tab.queue('move', 'c', 0)
      await tab.queue('remove', 'b')
      await eventually(async () => expect(await tab.shown()).toMatchObject({ queue: ['c haiku', 'a haiku'] }))
      gateway.hurry()
      await tab.settles()
      expect(await tab.questions()).toEqual(['prose', 'c haiku', 'a haiku'])
      expect(gateway.requests.map(({ key }) => key)).toEqual(['running', 'c', 'a'])
      expect(gateway.exchanges.map(({ ending }) => ending)).toEqual(['complete', 'complete', 'complete'])
    },
  )

  itInLongSuite('a tool runs when a person approves, once, and not when one rejects', async ({ site, profile }) => {
    const gateway = site.gateway(FAST)
    const tab = await profile.open(gateway, { hasTools: true })
    const approval = () => eventually(async () => expect(await tab.shown()).toMatchObject({ phase: 'approval' }))
    await tab.do('send', 'Call a tool', { id: 'approved' })
    await approval()
    expect(gateway.requests).toHaveLength(1)
    await tab.do('approve', await tab.waitingCall())
    expect(await tab.settles()).toMatchObject({ text: expect.stringContaining('- **degrees**: 21') })
    expect(await tab.ran()).toHaveLength(1)
    expect(gateway.requests.map(({ key }) => key)).toEqual(['approved', expect.any(String)])
    expect(gateway.requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])

    await tab.do('send', 'Call a tool again', { id: 'rejected' })
    await approval()
    await tab.keeps()
    await tab.reload()
    expect(await tab.last()).toMatchObject({ state: 'awaiting-approval' })
    await tab.do('reject', await tab.waitingCall(), 'Not today')
    expect(await tab.settles()).toMatchObject({ text: expect.stringContaining('Not today') })
    expect(await tab.ran()).toEqual([])
    expect(gateway.requests).toHaveLength(4)
  })

  itInLongSuite('an answer that was stopped goes on in the same message', ({ site, profile }) =>
    goesOn('stopped', 'prose', 'stopped', { site, profile }),
  )
  itInLongSuite('so does one that was truncated', ({ site, profile }) => goesOn('truncated', 'truncated', 'truncated', { site, profile }))
  itInLongSuite('so does one that was cut by length', ({ site, profile }) =>
    goesOn('cut by length', 'length', 'complete', { site, profile }),
  )
}

async function goesOn(what: string, prompt: string, ending: string, { site, profile }: Scenario): Promise<void> {
  const rest = { name: 'rest', word: '', title: 'The rest', write: () => ({ content: ' and so it went on.' }) }
  const gateway = site.gateway(what === 'stopped' ? SLOW : FAST, { ...FAST, answers: [rest] })
  const tab = await profile.open(gateway)
  await tab.do('send', prompt, { id: 'question' })
  if (what === 'stopped') {
    await tab.grows()
    await tab.do('stop')
  }
  const partial = await tab.settles()
  expect(partial.ending).toBe(ending)
  await tab.do('continueAnswer')
  const whole = await tab.settles()
  expect(whole).toMatchObject({ id: partial.id, ending: 'complete', text: `${partial.text} and so it went on.`.replaceAll('  ', ' ') })
  expect(gateway.requests).toHaveLength(2)
  expect(gateway.requests[1]?.key).not.toBe('question')
  await tab.keeps()
  await tab.reload()
  expect(await tab.last()).toEqual(whole)
}
