import { createChatClient } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { answerOf, setting, until } from './chat.fixture.js'
import { createChat, memoryStorage, textOf } from './index.js'

/** A gateway that streams these fields beside its text. */
function citing(...answers: Record<string, unknown>[]) {
  return createChatClient({
    baseURL: 'https://gateway.example/v1',
    fetch: async (_url, init) => {
      const fields = answers.shift() ?? {}
      const { stream } = JSON.parse(init?.body as string)
      const content = 'The sky is blue [1].'
      if (!stream)
        return Response.json({ choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], ...fields })
      const [first, last] = [
        { choices: [{ index: 0, delta: { content } }], ...fields },
        { choices: [{ index: 0, delta: {}, finish_reason: fields['cut'] ? 'length' : 'stop' }], timings: { predicted_ms: 3 } },
      ]
      return new Response(
        [first, last, '[DONE]'].map((data) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`).join(''),
        {
          headers: { 'content-type': 'text/event-stream' },
        },
      )
    },
  })
}

const citations = ['https://example.org/sky']

describe('fields of the gateway beside an answer', () => {
  it('are on its row, streamed or in one piece, and there again after a reload', async () => {
    const storage = memoryStorage()
    const chat = createChat({ id: 'c', client: citing({ citations, x_groq: { id: 'r' } }, { citations }), model: 'm', storage })
    const idle = () => until(chat, () => chat.getSnapshot().run.phase === 'idle')
    await chat.send('Why is the sky blue?')
    await idle()
    const answer = answerOf(chat)
    expect(answer.extra).toEqual({ citations, x_groq: { id: 'r' }, timings: { predicted_ms: 3 } })
    chat.configure({ params: { stream: false } })
    await chat.send('And again?')
    await idle()
    expect(answerOf(chat)).toMatchObject({ extra: { citations } })

    const after = createChat({ id: 'c', client: citing(), model: 'm', storage: { ...storage } })
    const leave = after.subscribe(() => undefined)
    await until(after, () => !after.getSnapshot().loading)
    expect(after.getMessage(answer.id)?.extra).toEqual(answer.extra)
    leave()
  })

  it('of an answer that goes on are those of both requests', async () => {
    const chat = createChat({ client: citing({ cut: true, citations }, { cut: false, credits_used: 2 }), model: 'm' })
    const idle = () => until(chat, () => chat.getSnapshot().run.phase === 'idle')
    await chat.send('Why is the sky blue?')
    await idle()
    await chat.continueAnswer()
    await idle()
    expect(answerOf(chat).extra).toEqual({ citations, cut: false, credits_used: 2, timings: { predicted_ms: 3 } })
  })

  it('are absent where there are none, and are not sent back', async () => {
    const { chat, requests, settled } = setting({ dialect: 'inferex' })
    await chat.send('haiku')
    expect(await settled()).not.toHaveProperty('extra')
    const asked = setting()
    await asked.chat.send('haiku')
    expect((await asked.settled()).extra).toMatchObject({ credits_used: 1 })
    await asked.chat.send('haiku')
    await asked.settled()
    expect(requests).toHaveLength(1)
    expect(JSON.stringify(asked.requests)).not.toContain('credits_used')
  })
})

describe('how long a model thought', () => {
  it('is known once it says something else', async () => {
    const { chat, settled } = setting({ dialect: 'inferex' })
    const told: { text: string; isKnown: boolean }[] = []
    chat.subscribe(() => told.push({ text: textOf(answerOf(chat)), isKnown: answerOf(chat).timings?.reasoningMs !== undefined }))
    await chat.send('reasoning')
    const { timings } = await settled()
    expect(timings?.reasoningMs).toBeGreaterThanOrEqual(0)
    expect(timings?.reasoningMs).toBeLessThanOrEqual(timings?.endMs ?? 0)
    expect(told.filter(({ text }) => text === '').every(({ isKnown }) => !isKnown)).toBe(true)
    expect(told.filter(({ text }) => text !== '').every(({ isKnown }) => isKnown)).toBe(true)
  })

  it('is known of one that was stopped while it thought', async () => {
    const { chat, clock } = setting({ dialect: 'inferex' })
    await chat.send('reasoning')
    await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'streaming'))
    await chat.stop()
    expect(answerOf(chat).timings?.reasoningMs).toBeGreaterThanOrEqual(0)
  })

  it('is absent where it did not think', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku')
    expect((await settled()).timings).not.toHaveProperty('reasoningMs')
  })
})
