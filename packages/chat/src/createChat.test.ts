import { createChatClient } from '@rivulet/core'
import { createGateway, fakeClock, toFetch, type GatewayExchange } from '@rivulet/replay'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, growing, setting, until } from './chat.fixture.js'
import { ChatBusyError, createChat, textOf, type ChatMessage } from './index.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('send', () => {
  it('answers, and tells how it ended, what it used, what it cost and how long it took', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku')
    const answer = await settled()
    const { messages, usage, cost, error } = chat.getSnapshot()
    expect(messages.map(({ wire }) => wire.role)).toEqual(['user', 'assistant'])
    expect(textOf(answer)).toMatch(/\S+\n\S+/)
    expect(answer).toMatchObject({ state: 'done', attempts: 1, ending: { kind: 'complete', finishReason: 'stop', sawDone: true } })
    expect(answer.parentId).toBe(messages[0]?.id)
    expect(answer.usage?.completion_tokens).toBeGreaterThan(0)
    expect(answer.cost).toEqual({ amount: 1, unit: 'credits' })
    expect(answer.timings?.endMs).toBeGreaterThanOrEqual(answer.timings?.firstTokenMs ?? Infinity)
    expect({ usage, cost, error }).toEqual({ usage: answer.usage, cost: answer.cost, error: null })
  })

  it('passes through connecting, waiting and streaming', async () => {
    const { chat, settled } = setting()
    const phases: string[] = []
    chat.subscribe(() => {
      const { phase } = chat.getSnapshot().run
      if (phases.at(-1) !== phase) phases.push(phase)
    })
    await chat.send('haiku')
    await settled()
    expect(phases).toEqual(['connecting', 'waiting', 'streaming', 'idle'])
  })

  it('keeps ids, and the identity of messages that did not change, while the answer grows', async () => {
    const { chat, settled } = setting({
      initialMessages: [
        { role: 'user', content: 'Earlier' },
        { role: 'assistant', content: 'Yes.' },
      ],
    })
    await chat.send('prose')
    const [first, second, asked, answer] = chat.getSnapshot().messages
    let commits = 0
    chat.subscribe(() => {
      commits += 1
      const [a, b, c, d] = chat.getSnapshot().messages
      expect([a, b, c].map((message, at) => message === [first, second, asked][at])).toEqual([true, true, true])
      expect(d?.id).toBe(answer?.id)
    })
    await settled()
    expect(commits).toBeGreaterThan(10)
  })

  it('commits once a frame at most, however fast tokens come', async () => {
    const { client } = setting()
    const fast = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity }))
    const frames: (() => void)[] = []
    const chat = createChat({
      client: createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: fast }),
      model: 'm',
      frame: (commit) => {
        frames.push(commit)
        return () => undefined
      },
    })
    expect(client).toBeDefined()
    let commits = 0
    chat.subscribe(() => (commits += 1))
    await chat.send('markdown')
    await until(chat, () => chat.getSnapshot().run.phase === 'idle')
    // user message and start, headers, first token, end; and one for each frame that came (none did here)
    expect(commits).toBeLessThanOrEqual(4)
    expect(frames.length).toBeLessThanOrEqual(1)
    expect(textOf(answerOf(chat)).length).toBeGreaterThan(1000)
  })

  it('carries the user message’s id as Idempotency-Key, and sends an id once', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('haiku', { id: 'turn-1' })
    await settled()
    await chat.send('haiku', { id: 'turn-1' })
    expect(chat.getSnapshot().messages).toHaveLength(2)
    expect(requests.map(({ key }) => key)).toEqual(['turn-1'])
  })

  it('refuses an empty text, and where it is to reject, another message while it answers', async () => {
    const { chat, settled } = setting({ whileBusy: 'reject' })
    await expect(chat.send('  \n')).rejects.toThrow(TypeError)
    await expect(chat.send([{ type: 'text', text: '' }])).rejects.toThrow(TypeError)
    expect(chat.getSnapshot().messages).toEqual([])
    await chat.send('haiku')
    await expect(chat.send('more')).rejects.toThrow(ChatBusyError)
    await expect(chat.retry()).rejects.toThrow(ChatBusyError)
    expect(textOf(await settled())).not.toBe('')
    expect(chat.getSnapshot().messages).toHaveLength(2)
  })

  it('sends params, a model of the turn, and what prepareRequest says; settings hold from the next request on', async () => {
    const { chat, requests, settled } = setting({
      params: { temperature: 0.2 },
      prepareRequest: (path) => [{ role: 'system', content: 'Be brief.' }, ...path.map(({ wire }) => wire)],
    })
    await chat.send('haiku', { model: 'gpt-4o-mini', params: { top_p: 0.5, vendor_field: [1] } })
    chat.configure({ params: { temperature: 0.9 }, prepareRequest: undefined })
    await settled()
    await chat.send('haiku')
    await settled()
    expect(requests[0]?.body).toMatchObject({ model: 'gpt-4o-mini', temperature: 0.2, top_p: 0.5, vendor_field: [1], stream: true })
    expect(requests[0]?.body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(requests[1]?.body).toMatchObject({ model: 'gpt-4o', temperature: 0.9 })
    expect(requests[1]?.body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  })

  it('names the model that was asked, until the gateway says which one answers', async () => {
    const chunk = { model: 'gpt-4o-2024-08-06', choices: [{ index: 0, delta: { content: 'Hello' } }] }
    const { readable, writable } = new TransformStream<string, string>()
    const writer = writable.getWriter()
    const headers = { 'content-type': 'text/event-stream' }
    const fetch = async () => new Response(readable.pipeThrough(new TextEncoderStream()), { headers })
    const { settled, chat } = setting({ client: createChatClient({ baseURL: 'https://gateway.example/v1', fetch }) })
    await chat.send('Hi', { model: 'best' })
    await until(chat, () => chat.getSnapshot().run.phase === 'waiting')
    expect(chat.getSnapshot().messages.map(({ model }) => model)).toEqual([undefined, 'best'])
    await writer.write(`data: ${JSON.stringify(chunk)}\n\n`)
    await until(chat, () => textOf(answerOf(chat)) !== '')
    expect(answerOf(chat).model).toBe('gpt-4o-2024-08-06')
    await writer.close()
    expect(await settled()).toMatchObject({ model: 'gpt-4o-2024-08-06', ending: { kind: 'truncated' } })
  })

  it('names the model of one reply too, and the one that was asked where the gateway failed', async () => {
    const { chat, settled } = setting({ params: { stream: false } })
    await chat.send('haiku')
    expect((await settled()).model).toBe('gpt-4o')
    chat.configure({ model: 'other', params: {} })
    await chat.send('error')
    expect((await settled()).model).toBe('other')
  })

  it('asks for one reply with stream: false, and stops that too', async () => {
    const { chat, requests, settled, exchanges } = setting({ params: { stream: false } })
    await chat.send('haiku')
    expect(textOf(await settled())).toMatch(/\S/)
    expect(requests[0]?.body).toMatchObject({ stream: false })
    expect(exchanges[0]).toMatchObject({ stream: false, ending: 'complete' })
    await chat.send('haiku')
    await chat.stop()
    expect(answerOf(chat).ending).toEqual({ kind: 'stopped' })
  })

  it('fails with the cause when prepareRequest throws, and nothing is sent', async () => {
    const cause = new Error('no such template')
    const { chat, requests } = setting({
      prepareRequest: () => {
        throw cause
      },
    })
    await chat.send('haiku')
    await until(chat, () => chat.getSnapshot().run.phase === 'idle')
    expect(chat.getSnapshot().error).toMatchObject({ code: 'http', cause })
    expect(requests).toEqual([])
  })
})

describe('stop', () => {
  it('keeps what came, marks it stopped in the same instant, and closes the connection', async () => {
    const { chat, clock, exchanges } = setting()
    await chat.send('prose')
    await clock.until(growing(chat))
    const text = textOf(answerOf(chat))
    const closed = chat.stop()
    expect(answerOf(chat)).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    expect(chat.getSnapshot().run).toEqual({ phase: 'idle' })
    await closed
    await clock.advance(1000)
    expect(textOf(answerOf(chat)).startsWith(text)).toBe(true)
    expect(exchanges).toMatchObject([{ ending: 'disconnected' }])
  })

  it('lets late bytes change nothing when the next message is sent in the same breath', async () => {
    const { chat, clock, settled } = setting()
    await chat.send('prose')
    await clock.until(growing(chat))
    void chat.stop()
    const stopped = answerOf(chat)
    await chat.send('haiku')
    const answer = await settled()
    expect(chat.getSnapshot().messages).toHaveLength(4)
    expect(textOf(chat.getMessage(stopped.id)!)).toBe(textOf(stopped))
    expect(answer.ending).toMatchObject({ kind: 'complete' })
  })

  it('before anything came leaves an answer that the next request does not send', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('prose')
    await chat.stop()
    await chat.send('haiku')
    await settled()
    expect(requests.at(-1)?.body.messages.map(({ role }) => role)).toEqual(['user', 'user'])
  })

  it('while prepareRequest still prepares, sends nothing', async () => {
    const prepared: (() => void)[] = []
    const { chat, requests } = setting({
      prepareRequest: (path) => new Promise((resolve) => prepared.push(() => resolve(path.map(({ wire }) => wire)))),
    })
    await chat.send('haiku')
    await chat.stop()
    for (const prepare of prepared) prepare()
    await Promise.resolve()
    expect(prepared).toHaveLength(1)
    expect(requests).toEqual([])
    expect(answerOf(chat).ending).toEqual({ kind: 'stopped' })
  })

  it('is idempotent, also when nothing runs', async () => {
    const { chat } = setting()
    await chat.stop()
    await chat.send('haiku')
    await Promise.all([chat.stop(), chat.stop()])
    expect(chat.getSnapshot().messages).toHaveLength(2)
  })
})

describe('failure and retry', () => {
  it('keeps the text of an answer that failed in the band, and tries the turn again', async () => {
    const seen: string[] = []
    const { chat, requests, settled } = setting({
      onError: ({ code }) => seen.push(code),
      onFinish: ({ ending }) => seen.push(ending?.kind ?? ''),
    })
    await chat.send('error', { id: 'turn-1' })
    const failed = await settled()
    expect(textOf(failed)).not.toBe('')
    expect(failed.ending).toMatchObject({ kind: 'failed', error: { code: 'gateway' } })
    expect(chat.getSnapshot().error).toMatchObject({ code: 'gateway' })
    expect(seen).toEqual(['gateway', 'failed'])

    await chat.retry()
    expect(chat.getSnapshot().error).toBeNull()
    const again = await settled()
    expect(again).toMatchObject({ attempts: 2, parentId: 'turn-1' })
    expect(chat.getSnapshot().messages).toHaveLength(2)
    expect(textOf(chat.getMessage(failed.id)!)).toBe(textOf(failed))
    expect(requests.map(({ key }) => key)).toEqual(['turn-1', again.id])
    expect(requests[1]?.body.messages).toEqual(requests[0]?.body.messages)
  })

  it('marks an answer that just ended as truncated, never as a success', async () => {
    const { chat, settled } = setting()
    await chat.send('truncated')
    const answer = await settled()
    expect(answer.ending).toEqual({ kind: 'truncated' })
    expect(textOf(answer)).not.toBe('')
    expect(chat.getSnapshot().error).toBeNull()
  })

  it('keeps the user message when the gateway refuses the key', async () => {
    const { chat, settled } = setting({ apiKey: 'another-key' })
    await chat.send('haiku')
    const answer = await settled()
    expect(answer.ending).toMatchObject({ kind: 'failed', error: { code: 'auth', status: 401 } })
    expect(textOf(chat.getSnapshot().messages[0]!)).toBe('haiku')
  })

  it('has nothing to retry in an empty conversation', async () => {
    await expect(setting().chat.retry()).rejects.toThrow(TypeError)
  })

  it('shows the client’s own retries as a phase', async () => {
    let calls = 0
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity }))
    const client = createChatClient({
      baseURL: 'https://gateway.example/v1',
      apiKey: 'a-key',
      fetch: (input, init) =>
        ++calls === 1 ? Promise.resolve(new Response('', { status: 503, headers: { 'retry-after-ms': '1' } })) : gateway(input, init),
    })
    const chat = createChat({ client, model: 'm' })
    const runs: unknown[] = []
    chat.subscribe(() => runs.push(chat.getSnapshot().run))
    await chat.send('haiku')
    await until(chat, () => chat.getSnapshot().run.phase === 'idle')
    expect(runs).toContainEqual({ phase: 'retrying', attempt: 2, retryAtMs: expect.any(Number) })
    expect(answerOf(chat)).toMatchObject({ attempts: 2, ending: { kind: 'complete' } })
  })
})

function row(id: string, parentId: string | null, role: 'user' | 'assistant'): ChatMessage {
  return { id, parentId, wire: { role, content: id }, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: 0 }
}

describe('conversation', () => {
  it('goes on from rows of an earlier chat, on the branch of the last one', () => {
    const { chat } = setting({
      initialMessages: [row('u1', null, 'user'), row('a1', 'u1', 'assistant'), row('a1b', 'u1', 'assistant'), row('u2', 'a1', 'user')],
    })
    expect(chat.getSnapshot().messages.map(({ id }) => id)).toEqual(['u1', 'a1', 'u2'])
    expect(chat.getMessage('a1b')).toBeDefined()
  })

  it('sums usage and cost over all turns and tries', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku')
    const first = await settled()
    await chat.retry()
    const second = await settled()
    expect(chat.getSnapshot().usage?.total_tokens).toBe((first.usage?.total_tokens ?? 0) + (second.usage?.total_tokens ?? 0))
    expect(chat.getSnapshot().cost).toEqual({ amount: 2, unit: 'credits' })
  })

  it('leaves a tool call without its result out of the next request', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('tool')
    expect((await settled()).wire).toMatchObject({ role: 'assistant', tool_calls: [{ function: { name: expect.any(String) } }] })
    await chat.send('haiku')
    await settled()
    expect(JSON.stringify(requests.at(-1)?.body.messages)).not.toContain('tool_calls')
  })

  it('clears: stops the run, forgets all, and nothing comes back', async () => {
    const { chat, clock, exchanges } = setting()
    await chat.send('prose')
    await clock.until(growing(chat))
    chat.clear()
    const { messages, run, error, usage, cost } = chat.getSnapshot()
    expect({ messages, run, error, usage, cost }).toEqual({
      messages: [],
      run: { phase: 'idle' },
      error: null,
      usage: undefined,
      cost: undefined,
    })
    await clock.advance(5000)
    expect(chat.getSnapshot().messages).toEqual([])
    expect(exchanges).toMatchObject([{ ending: 'disconnected' }])
  })

  it('detaches: marks the answer so and closes the connection', async () => {
    const { chat, clock, exchanges } = setting()
    await chat.send('prose')
    await clock.until(growing(chat))
    chat.detach()
    expect(answerOf(chat).ending).toEqual({ kind: 'detached' })
    await clock.advance(1000)
    expect(exchanges).toMatchObject([{ ending: 'disconnected' }])
  })

  it('tells a message’s own listeners of that message only', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku')
    const [asked, answer] = chat.getSnapshot().messages
    const heard = { asked: 0, answer: 0 }
    chat.subscribeMessage(asked!.id, () => (heard.asked += 1))
    const leave = chat.subscribeMessage(answer!.id, () => (heard.answer += 1))
    await settled()
    expect(heard.asked).toBe(0)
    expect(heard.answer).toBeGreaterThan(2)
    leave()
    const before = heard.answer
    await chat.retry()
    await settled()
    expect(heard.answer).toBe(before)
  })

  it('goes on from rows whose parents are unknown, and from an answer that never ended', () => {
    const { chat } = setting({
      initialMessages: [
        row('u1', null, 'user'),
        row('a1', 'u1', 'assistant'),
        row('u2', 'gone', 'user'),
        { ...row('a2', 'u2', 'assistant'), state: 'streaming' },
      ],
    })
    const { messages } = chat.getSnapshot()
    expect(messages.map(({ id }) => id)).toEqual(['u1', 'a1', 'u2', 'a2'])
    expect(messages.at(-1)).toMatchObject({ state: 'done', ending: { kind: 'truncated' } })
  })

  it('starts with 100,000 rows, also with ones that lead in a circle', () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => row(`m${n}`, n === 0 ? null : `m${n - 1}`, 'user'))
    expect(setting({ initialMessages: rows }).chat.getSnapshot().messages).toHaveLength(100_000)
    expect(() => setting({ initialMessages: [row('a', 'b', 'user'), row('b', 'a', 'user')] })).not.toThrow()
  })

  it('sums usage of gateways that leave counts out', async () => {
    const usage = { total_tokens: 5 } as NonNullable<ChatMessage['usage']>
    const { chat } = setting({
      initialMessages: [
        { ...row('a', null, 'assistant'), usage },
        { ...row('b', 'a', 'assistant'), usage },
      ],
    })
    expect(chat.getSnapshot().usage).toEqual({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 10 })
  })

  it('calls a listener that leaves and comes back once for each change', async () => {
    const { chat, settled } = setting()
    let calls = 0
    const listener = () => {
      calls += 1
      leave()
      leave = chat.subscribe(listener)
    }
    let leave = chat.subscribe(listener)
    let changes = 0
    chat.subscribe(() => (changes += 1))
    await chat.send('haiku')
    await settled()
    expect(calls).toBe(changes)
  })

  it('starts nothing from the onFinish of a run that was left', async () => {
    const refused: unknown[] = []
    const { chat, clock, exchanges } = setting({ onFinish: () => void chat.send('again').catch((error: unknown) => refused.push(error)) })
    await chat.send('prose')
    await clock.until(growing(chat))
    chat.detach()
    await clock.advance(1000)
    expect(refused).toEqual([expect.any(ChatBusyError)])
    expect(chat.getSnapshot().run.phase).toBe('idle')
    expect(exchanges).toHaveLength(1)
  })

  it('stops a run from within the client’s question for its key', async () => {
    const exchanges: unknown[] = []
    const clock = fakeClock()
    const gateway = toFetch(createGateway({ clock, onExchange: (exchange) => exchanges.push(exchange) }))
    const client = createChatClient({
      baseURL: 'https://gateway.example/v1',
      fetch: gateway,
      apiKey: () => {
        void chat.stop()
        return 'a-key'
      },
    })
    const chat = createChat({ client, model: 'm' })
    await chat.send('prose')
    await clock.advance(5000)
    expect(answerOf(chat).ending).toEqual({ kind: 'stopped' })
    expect(textOf(answerOf(chat))).toBe('')
    expect(exchanges.filter((exchange) => (exchange as GatewayExchange).ending === 'complete')).toEqual([])
  })

  it('outlives a listener that throws', async () => {
    const { chat, settled } = setting({
      onFinish: () => {
        throw new Error('from onFinish')
      },
    })
    const thrown: unknown[] = []
    const later = queueMicrotask
    vi.stubGlobal('queueMicrotask', (task: () => void) =>
      later(() => {
        try {
          task()
        } catch (error) {
          thrown.push(error)
        }
      }),
    )
    chat.subscribe(() => {
      throw new Error('from a listener')
    })
    const heard = vi.fn()
    chat.subscribe(heard)
    await chat.send('haiku')
    expect((await settled()).ending).toMatchObject({ kind: 'complete' })
    await Promise.resolve()
    expect(heard).toHaveBeenCalled()
    expect(thrown.map(String)).toEqual(expect.arrayContaining(['Error: from a listener', 'Error: from onFinish']))
  })
})
