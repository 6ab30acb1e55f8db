// What comes of an answer after its end, or would.
import { describe, expect, it } from 'vitest'
import { answerOf, until } from './chat.fixture.js'
import { createChat, textOf, type Chat, type ChatOptions } from './index.js'
import { spokenGateway, text } from './spoken.fixture.js'

const USAGE = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, cost: 0.5 }
const LOST = '{"choices":[{"delta'

/** A chat in the middle of an answer, of which one event could not be read and whose price is known. */
async function inTheMiddle(options: Partial<ChatOptions> = {}) {
  const { client, requests } = spokenGateway()
  const chat = createChat({ client, model: 'm', ...options })
  await chat.send('Tell', { id: 'q' })
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say(text('Rain'), LOST, { ...text(' falls'), usage: USAGE }, text(' on'))
  await until(chat, () => textOf(answerOf(chat)) === 'Rain falls on')
  return { chat, requests, id: answerOf(chat).id }
}

const warnings = (chat: Chat, id: string) => chat.getMessage(id)?.warnings.map(({ code }) => code)

describe('an answer that was stopped', () => {
  it('is told of what it cost and of what was lost of it, with the sums of the conversation', async () => {
    const { chat, id } = await inTheMiddle()
    const closed = chat.stop()
    expect(answerOf(chat)).toMatchObject({ ending: { kind: 'stopped' }, warnings: [] })
    await closed
    expect(warnings(chat, id)).toHaveLength(1)
    expect(chat.getMessage(id)).toMatchObject({ ending: { kind: 'stopped' }, usage: { total_tokens: 7 }, cost: { amount: 0.5 } })
    expect(chat.getSnapshot()).toMatchObject({ usage: { total_tokens: 7 }, cost: { amount: 0.5 } })
    expect(textOf(answerOf(chat))).toBe('Rain falls on')
  })

  it('and left for another branch in the same breath is told of it there', async () => {
    const { chat, requests, id } = await inTheMiddle()
    const closed = chat.stop()
    await chat.regenerate(id)
    const beside = answerOf(chat)
    await closed
    expect(warnings(chat, id)).toHaveLength(1)
    expect(chat.getSnapshot().messages).toMatchObject([{ id: 'q' }, { id: beside.id }])
    expect(chat.getSnapshot().run.phase).not.toBe('idle')
    await expect.poll(() => requests).toHaveLength(2)
    await chat.stop()
  })

  it.each(['clear', 'remove'] as const)('and gone by %s in the same breath does not come back', async (how) => {
    const { chat, id } = await inTheMiddle()
    const closed = chat.stop()
    if (how === 'clear') chat.clear()
    else chat.remove(id)
    await closed
    expect(chat.getMessage(id)).toBeUndefined()
    expect(chat.getSnapshot()).toMatchObject({ messages: how === 'clear' ? [] : [{ id: 'q' }], usage: undefined, cost: undefined })
  })

  it('and asked to go on in the same breath keeps to what comes of that', async () => {
    const { chat, requests, id } = await inTheMiddle()
    const closed = chat.stop()
    await chat.continueAnswer()
    await closed
    await expect.poll(() => requests).toHaveLength(2)
    requests[1]?.say(text(' the hill'))
    await until(chat, () => textOf(answerOf(chat)).endsWith('hill'))
    expect(answerOf(chat).ending).toBeUndefined()
    requests[1]?.done()
    await until(chat, () => chat.getSnapshot().run.phase === 'idle')
    expect(answerOf(chat)).toMatchObject({ id, ending: { kind: 'complete' } })
    expect(textOf(answerOf(chat))).toBe('Rain falls on the hill')
  })

  it('is not shown anew by a frame that comes all the same', async () => {
    const frames: (() => void)[] = []
    const { client, requests } = spokenGateway()
    const chat = createChat({ client, model: 'm', frame: (commit) => () => void frames.push(commit) })
    await chat.send('Tell')
    await expect.poll(() => requests).toHaveLength(1)
    requests[0]?.say(text('Rain'))
    await until(chat, () => textOf(answerOf(chat)) === 'Rain')
    requests[0]?.say(text(' falls'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await chat.stop()
    const ended = answerOf(chat)
    expect(textOf(ended)).toBe('Rain falls')
    let changes = 0
    chat.subscribe(() => (changes += 1))
    for (const commit of frames) commit()
    expect([frames.length, changes, answerOf(chat) === ended]).toEqual([1, 0, true])
  })
})

it('a reply in one piece that is left is marked so, and its connection is closed', async () => {
  const { client, requests } = spokenGateway()
  const chat = createChat({ client, model: 'm', params: { stream: false } })
  await chat.send('Tell')
  await expect.poll(() => requests).toHaveLength(1)
  chat.detach()
  expect(answerOf(chat)).toMatchObject({ state: 'done', ending: { kind: 'detached' } })
  expect(() => requests[0]?.say(text('late'))).toThrow(TypeError)
  expect(textOf(answerOf(chat))).toBe('')
})

describe('whoever hears of an end', () => {
  it('by detach starts nothing: neither a message nor another try', async () => {
    const refused: unknown[] = []
    const again: ChatOptions['onFinish'] = () => {
      for (const act of [() => here.chat.send('More'), () => here.chat.retry()]) void act().catch((error: unknown) => refused.push(error))
    }
    const here = await inTheMiddle({ onFinish: again })
    here.chat.detach()
    await expect.poll(() => refused).toMatchObject([{ name: 'ChatBusyError' }, { name: 'ChatBusyError' }])
    expect(here.chat.getSnapshot()).toMatchObject({ messages: [{}, { ending: { kind: 'detached' } }], run: { phase: 'idle' } })
    expect(here.requests).toHaveLength(1)
  })

  it('may ask anew where that interrupts: the one before ends first', async () => {
    const { chat, requests, id } = await inTheMiddle({ whileBusy: 'interrupt' })
    await chat.regenerate(id)
    expect(chat.getMessage(id)).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    expect(chat.getBranches(id)).toEqual([id, answerOf(chat).id])
    await expect.poll(() => requests).toHaveLength(2)
    requests[1]?.say(text('Snow'))
    requests[1]?.done()
    await until(chat, () => chat.getSnapshot().run.phase === 'idle')
    expect(textOf(answerOf(chat))).toBe('Snow')
  })
})
