import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { answerOf, growing, setting, until } from './chat.fixture.js'
import { ChatBusyError, defineTool, textOf, type Chat } from './index.js'

const said = (chat: Chat) => chat.getSnapshot().messages.map((message) => message.wire.role)
const questions = (chat: Chat) => chat.getSnapshot().messages.flatMap((message) => (message.wire.role === 'user' ? [textOf(message)] : []))
const waiting = (chat: Chat) => chat.getSnapshot().queue.map(({ content }) => content)

const weather = (execute?: (input: { city: string }) => unknown, needsApproval = false) =>
  defineTool({ name: 'get_weather', parameters: z.object({ city: z.string() }), needsApproval, ...(execute && { execute }) })

const callOf = (id: string) => ({ id, type: 'function' as const, function: { name: 'x', arguments: '{}' } })

describe('the queue', () => {
  it('takes what is sent while an answer comes, and sends it in order', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('haiku')
    await chat.send('second haiku', { id: 'two', model: 'other', params: { temperature: 1 }, metadata: { from: 'a test' } })
    await chat.send('third haiku')
    expect(waiting(chat)).toEqual(['second haiku', 'third haiku'])
    await settled()
    expect(questions(chat)).toEqual(['haiku', 'second haiku', 'third haiku'])
    expect(chat.getSnapshot()).toMatchObject({ queue: [], queueHeld: false })
    expect(requests[1]).toMatchObject({ key: 'two', body: { model: 'other', temperature: 1 } })
    expect(requests[2]?.body).not.toHaveProperty('temperature')
    expect(chat.getMessage('two')).toMatchObject({ metadata: { from: 'a test' } })
    expect(chat.getSnapshot().messages.every(({ parentId }, at) => parentId === (chat.getSnapshot().messages[at - 1]?.id ?? null))).toBe(
      true,
    )
  })

  it('is edited, moved and emptied while it waits; what went is not', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku', { id: 'one' })
    for (const id of ['a', 'b', 'c']) await chat.send(`haiku ${id}`, { id })
    await chat.send('twice', { id: 'b' })
    chat.queue.edit('b', 'haiku, edited')
    chat.queue.move('c', 0)
    chat.queue.remove('a')
    expect(waiting(chat)).toEqual(['haiku c', 'haiku, edited'])
    expect(() => chat.queue.edit('one', 'late')).toThrow(TypeError)
    expect(() => chat.queue.edit('b', ' ')).toThrow(TypeError)
    expect(() => chat.queue.move('nobody', 1)).toThrow(TypeError)
    expect(() => chat.queue.remove('nobody')).toThrow(TypeError)
    await settled()
    expect(questions(chat)).toEqual(['haiku', 'haiku c', 'haiku, edited'])
  })

  it.each(['stop', 'failure'])('waits for the user after a %s', async (end) => {
    const { chat, clock, requests, settled } = setting()
    await chat.send(end === 'stop' ? 'prose' : 'error')
    await chat.send('haiku')
    if (end === 'stop') {
      await clock.until(growing(chat))
      await chat.stop()
    }
    await settled()
    expect(chat.getSnapshot()).toMatchObject({ queueHeld: true, run: { phase: 'idle' } })
    expect(requests).toHaveLength(1)
    chat.queue.resume()
    expect(chat.getSnapshot()).toMatchObject({ queueHeld: false, queue: [] })
    await settled()
    expect(questions(chat).at(-1)).toBe('haiku')
    expect(answerOf(chat).ending?.kind).toBe('complete')
  })

  it('goes on after what is sent while it was held, and after a retry', async () => {
    const { chat, settled } = setting()
    await chat.send('error')
    await chat.send('last haiku')
    await settled()
    await chat.send('first haiku')
    await settled()
    expect(questions(chat)).toEqual(['error', 'first haiku', 'last haiku'])
  })

  it('is no longer held once it is empty', async () => {
    const { chat, settled } = setting()
    await chat.send('error')
    await chat.send('haiku', { id: 'q' })
    await settled()
    chat.queue.remove('q')
    expect(chat.getSnapshot()).toMatchObject({ queueHeld: false, queue: [] })
  })

  it('is passed by whoever interrupts', async () => {
    const { chat, clock, settled } = setting({ whileBusy: 'queue' })
    await chat.send('prose')
    await chat.send('queued haiku')
    await clock.until(growing(chat))
    chat.configure({ whileBusy: 'interrupt' })
    await chat.send('urgent haiku')
    expect(chat.getSnapshot().messages[1]).toMatchObject({ ending: { kind: 'stopped' } })
    await settled()
    expect(questions(chat)).toEqual(['prose', 'urgent haiku', 'queued haiku'])
  })
})

describe('branches', () => {
  it('an answer is asked for again beside the one before, and either can be shown', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku', { id: 'q' })
    const first = await settled()
    let told = 0
    chat.subscribeMessage(first.id, () => (told += 1))
    await chat.regenerate()
    const second = await settled()
    expect(second).toMatchObject({ parentId: 'q', attempts: 1 })
    expect(told).toBeGreaterThan(0)
    expect(chat.getBranches(second.id)).toEqual([first.id, second.id])
    expect(chat.getBranches(first.id)).toBe(chat.getBranches(second.id))
    await chat.send('and another haiku')
    await settled()
    chat.selectBranch(first.id)
    expect(chat.getSnapshot().messages.map(({ id }) => id)).toEqual(['q', first.id])
    chat.selectBranch(second.id)
    expect(questions(chat)).toEqual(['haiku', 'and another haiku'])
    await chat.regenerate(first.id)
    await settled()
    expect(chat.getBranches(first.id)).toHaveLength(3)
    expect(() => chat.selectBranch('nobody')).toThrow(TypeError)
    await expect(chat.regenerate('q')).rejects.toThrow(TypeError)
    await expect(chat.regenerate('nobody')).rejects.toThrow(TypeError)
  })

  it('a try that was retried is no branch', async () => {
    const { chat, settled } = setting()
    await chat.send('error')
    const failed = await settled()
    await chat.retry()
    const again = await settled()
    expect(again).toMatchObject({ retryOf: failed.id, attempts: 2 })
    expect(chat.getBranches(again.id)).toEqual([again.id])
    expect(chat.getMessage(failed.id)).toBe(failed)
  })

  it('are the same array until they change, also while tries beside them come and go', async () => {
    const { chat, settled } = setting()
    await chat.send('error', { id: 'q' })
    const failed = await settled()
    await chat.retry()
    const again = await settled()
    const branches = chat.getBranches(again.id)
    await chat.send('haiku')
    await settled()
    expect(chat.getBranches(again.id)).toBe(branches)
    chat.remove(failed.id)
    expect(chat.getBranches(again.id)).toBe(branches)
    await chat.regenerate(again.id)
    const third = await settled()
    expect(chat.getBranches(again.id)).toEqual([again.id, third.id])
    chat.remove(third.id)
    expect(chat.getBranches(again.id)).toEqual([again.id])
  })

  it('a question is edited beside the one before, and an answer too', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('haiku', { id: 'q' })
    const answer = await settled()
    await chat.edit('q', 'another haiku', { id: 'r' })
    await settled()
    expect(chat.getBranches('r')).toEqual(['q', 'r'])
    expect(requests[1]).toMatchObject({ key: 'r', body: { messages: [{ role: 'user', content: 'another haiku' }] } })
    chat.selectBranch('q')
    await chat.edit(answer.id, 'My own words.')
    expect(requests).toHaveLength(2)
    expect(chat.getSnapshot().messages.map(textOf)).toEqual(['haiku', 'My own words.'])
    await expect(chat.edit('nobody', 'x')).rejects.toThrow(TypeError)
    await expect(chat.edit('q', ' ')).rejects.toThrow(TypeError)
  })

  it('an answer that failed is no failure any more once another stands in its place', async () => {
    const { chat, settled } = setting()
    await chat.send('error')
    const failed = await settled()
    expect(chat.getSnapshot().error).not.toBeNull()
    await chat.edit(failed.id, 'My own words.')
    expect(chat.getSnapshot().error).toBeNull()
    chat.selectBranch(failed.id)
    expect(chat.getSnapshot().error).not.toBeNull()
  })

  it('nothing of it happens while an answer comes', async () => {
    const { chat, settled } = setting()
    await chat.send('haiku', { id: 'q' })
    const { id } = answerOf(chat)
    expect(() => chat.selectBranch('q')).toThrow(ChatBusyError)
    await expect(chat.regenerate(id)).rejects.toThrow(ChatBusyError)
    await expect(chat.continueAnswer()).rejects.toThrow(ChatBusyError)
    await expect(chat.edit(id, 'x')).rejects.toThrow(ChatBusyError)
    await settled()
    expect(said(chat)).toEqual(['user', 'assistant'])
  })

  it('removes a message with all that follows, and stops what runs there', async () => {
    const { chat, clock, exchanges, settled } = setting()
    await chat.send('haiku')
    const first = await settled()
    await chat.send('prose', { id: 'p' })
    await clock.until(growing(chat))
    chat.remove('p')
    expect(chat.getSnapshot()).toMatchObject({ messages: [{}, { id: first.id }], run: { phase: 'idle' } })
    await expect.poll(() => clock.advance(0).then(() => exchanges)).toHaveLength(2)
    expect(exchanges[1]).toMatchObject({ ending: 'disconnected' })
    expect(chat.getMessage('p')).toBeUndefined()
    expect(() => chat.remove('p')).toThrow(TypeError)
    await chat.regenerate()
    const { id } = await settled()
    chat.remove(id)
    expect(chat.getSnapshot().messages.at(-1)?.id).toBe(first.id)
  })
})

describe('an answer that goes on', () => {
  const answers = [
    {
      name: 'rest',
      word: 'cut',
      title: '',
      suits: ({ messages }: { messages: readonly { role: string }[] }) => messages.some(({ role }) => role === 'assistant'),
      write: () => ({ content: 'hill, and a brook.' }),
    },
    { name: 'part', word: '', title: '', write: () => ({ content: 'Rain falls on the hill', finishReason: 'length' as const }) },
  ]

  it('grows where it was cut, without what is said twice', async () => {
    const { chat, requests, settled } = setting({ answers })
    await chat.send('Tell', { id: 'q' })
    const cut = await settled()
    expect(cut.ending).toMatchObject({ kind: 'complete', finishReason: 'length' })
    const texts: string[] = []
    chat.subscribe(() => texts.push(textOf(answerOf(chat))))
    await chat.continueAnswer()
    expect(answerOf(chat).ending).toBeUndefined()
    const whole = await settled()
    expect(whole).toMatchObject({ id: cut.id, attempts: 2, ending: { kind: 'complete', finishReason: 'stop' } })
    expect(textOf(whole)).toBe('Rain falls on the hill, and a brook.')
    expect(texts.every((text) => text.startsWith('Rain falls on the hill'))).toBe(true)
    expect(whole.usage?.completion_tokens).toBeGreaterThan(cut.usage?.completion_tokens ?? 0)
    expect(whole.timings?.startedAtMs).toBe(cut.timings?.startedAtMs)
    expect(requests[1]).toMatchObject({
      key: `${cut.id}.2`,
      body: { messages: [{ role: 'user' }, { role: 'assistant', content: 'Rain falls on the hill' }, { role: 'user' }] },
    })
    await expect(chat.continueAnswer()).rejects.toThrow(TypeError)
  })

  it.each([
    ['assistant', { role: 'assistant', content: 'Rain falls on the hill' }],
    ['prefix', { role: 'assistant', content: 'Rain falls on the hill', prefix: true }],
  ] as const)('is asked for as %s where the gateway can', async (continueWith, last) => {
    const { chat, requests, settled } = setting({ answers, continueWith })
    await chat.send('Tell')
    await settled()
    await chat.continueAnswer()
    await settled()
    expect(requests[1]?.body.messages.at(-1)).toMatchObject(last)
  })

  it('keeps its text whatever comes of it', async () => {
    const { chat, clock, settled } = setting()
    await chat.send('truncated')
    const cut = await settled()
    await chat.continueAnswer()
    await chat.stop()
    expect(await settled()).toMatchObject({ id: cut.id, ending: { kind: 'stopped' } })
    expect(textOf(answerOf(chat))).toBe(textOf(cut))
    await clock.advance(1000)
    expect(textOf(answerOf(chat))).toBe(textOf(cut))
  })
})

describe('tools', () => {
  it('run when the answer is whole, and the turn goes on by itself', async () => {
    const finished: unknown[] = []
    const execute = vi.fn((_input: unknown) => 'Rain')
    const { chat, requests, settled } = setting({ tools: [weather(execute)], onFinish: ({ state }) => finished.push(state) })
    const phases = new Set<string>()
    chat.subscribe(() => phases.add(chat.getSnapshot().run.phase))
    await chat.send('parallel tools', { id: 'q' })
    await settled()
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'tool', 'assistant'])
    expect(execute).toHaveBeenCalledTimes(2)
    expect(textOf(answerOf(chat))).toContain('Rain')
    expect([...phases]).toEqual(expect.arrayContaining(['connecting', 'streaming', 'tools', 'idle']))
    expect(finished).toEqual(['done', 'done'])
    const [, call, first, second] = chat.getSnapshot().messages
    expect(requests.map(({ key }) => key)).toEqual(['q', second?.id])
    expect(Object.values(call?.toolRuns ?? {})).toMatchObject([{ state: 'done', result: 'Rain' }, { state: 'done' }])
    expect(requests[1]?.body.messages).toMatchObject([{ role: 'user' }, { role: 'assistant' }, first?.wire, second?.wire])
  })

  it('wait for approval, and for a result', async () => {
    const execute = vi.fn((_input: unknown) => 'Rain')
    const { chat, clock, settled } = setting({ tools: [weather(execute, true)] })
    await chat.send('tool')
    await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'approval'))
    const answer = answerOf(chat)
    expect(answer.state).toBe('awaiting-approval')
    const [id = ''] = Object.keys(answer.toolRuns)
    expect(() => chat.approve('nobody')).toThrow()
    expect(execute).not.toHaveBeenCalled()
    chat.approve(id)
    await settled()
    expect(execute).toHaveBeenCalledTimes(1)
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'assistant'])

    chat.configure({ tools: [weather()] })
    await chat.send('tool')
    await clock.until(until(chat, () => answerOf(chat).state === 'running-tools'))
    await clock.until(until(chat, () => Object.keys(answerOf(chat).toolRuns).length > 0))
    chat.addToolResult(Object.keys(answerOf(chat).toolRuns)[0] ?? '', { sky: 'blue' })
    await settled()
    expect(textOf(answerOf(chat))).toContain('blue')
  })

  it('that are rejected tell the model why', async () => {
    const { chat, clock, requests, settled } = setting({ tools: [weather(() => 'Rain', true)] })
    await chat.send('tool')
    await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'approval'))
    chat.reject(Object.keys(answerOf(chat).toolRuns)[0] ?? '', 'too costly')
    await settled()
    expect(JSON.stringify(requests[1]?.body.messages.at(-1))).toContain('too costly')
  })

  it('are stopped with the run, and the next request is well formed', async () => {
    const aborted = vi.fn()
    const endless = defineTool({
      name: 'get_weather',
      parameters: z.object({ city: z.string() }),
      execute: (_input, { signal }) => new Promise(() => signal.addEventListener('abort', aborted)),
    })
    const { chat, clock, requests, settled } = setting({ tools: [endless] })
    await chat.send('parallel tools')
    await clock.until(until(chat, () => Object.values(answerOf(chat).toolRuns).some(({ state }) => state === 'running')))
    await chat.stop()
    expect(chat.getSnapshot().run).toEqual({ phase: 'idle' })
    expect(aborted).toHaveBeenCalledTimes(2)
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'tool'])
    expect(requests).toHaveLength(1)
    await chat.send('haiku')
    await settled()
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'tool', 'user', 'assistant'])
    const calls = requests[1]?.body.messages[1] as unknown as { tool_calls: unknown[] }
    expect(calls.tool_calls).toHaveLength(2)
  })

  it('make no more requests in a turn than they may', async () => {
    const tools = ['a', 'b', 'c'].map((name) => defineTool({ name, parameters: z.object({}), execute: () => name }))
    const seen: string[] = []
    const { chat, requests, settled } = setting({ tools, maxSteps: 2, onError: ({ code }) => seen.push(code) })
    await chat.send('loop of tools')
    await settled()
    expect(requests).toHaveLength(2)
    expect(chat.getSnapshot().error).toMatchObject({ code: 'limit' })
    expect(seen).toEqual(['limit'])
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'assistant', 'tool'])
    chat.configure({ maxSteps: 5 })
    await chat.retry()
    await settled()
    expect(said(chat).at(-1)).toBe('assistant')
    expect(requests).toHaveLength(4)
  })

  it('of an application that runs them itself take their results, and the turn goes on', async () => {
    const { chat, settled } = setting()
    await chat.send('parallel tools')
    const answer = await settled()
    expect(answer.toolRuns).toEqual({})
    const ids = answer.wire.role === 'assistant' ? (answer.wire.tool_calls ?? []).map(({ id }) => id) : []
    expect(() => chat.addToolResult('nobody', 1)).toThrow()
    chat.addToolResult(ids[0] ?? '', 'Sun')
    expect(chat.getSnapshot().run.phase).toBe('tools')
    chat.addToolResult(ids[1] ?? '', 'Snow')
    await settled()
    expect(textOf(answerOf(chat))).toMatch(/Sun[^]*Snow/)
    expect(() => chat.addToolResult(ids[0] ?? '', 'late')).toThrow()
  })

  it('wait on while nobody looks, and what ran for them does not', async () => {
    const endless = defineTool({ name: 'b', parameters: z.object({}), execute: () => new Promise(() => undefined) })
    const asking = defineTool({ name: 'a', parameters: z.object({}), needsApproval: true, execute: () => 'Rain' })
    const { chat, clock, requests, settled } = setting({ tools: [asking, endless] })
    await chat.send('parallel tools')
    const states = () => Object.values(answerOf(chat).toolRuns).map(({ state }) => state)
    await clock.until(until(chat, () => states().includes('running') && states().includes('awaiting-approval')))
    chat.detach()
    expect(chat.getSnapshot().run.phase).toBe('idle')
    expect(states()).toEqual(['awaiting-approval', 'failed'])
    chat.approve(Object.keys(answerOf(chat).toolRuns)[0] ?? '')
    await settled()
    expect(said(chat)).toEqual(['user', 'assistant', 'tool', 'tool', 'assistant'])
    expect(requests).toHaveLength(2)
  })

  it('are waited for no longer once an answer that was left is asked for again', async () => {
    const execute = vi.fn((_input: unknown) => 'Rain')
    const { chat, clock, requests, settled } = setting({ tools: [weather(execute, true)] })
    await chat.send('tool')
    await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'approval'))
    const { id: leftId, toolRuns } = answerOf(chat)
    const [callId = ''] = Object.keys(toolRuns)
    chat.detach()
    expect(chat.getMessage(leftId)).toMatchObject({ state: 'awaiting-approval' })
    await chat.retry()
    expect(chat.getMessage(leftId)).toMatchObject({ state: 'done', toolRuns: { [callId]: { state: 'failed' } } })
    await clock.until(until(chat, () => chat.getSnapshot().run.phase === 'approval'))
    expect(requests).toHaveLength(2)
    const [again = ''] = Object.keys(answerOf(chat).toolRuns)
    chat.approve(again)
    await settled()
    expect(requests).toHaveLength(3)
    expect(execute).toHaveBeenCalledTimes(1)
    expect(chat.getMessage(leftId)?.state).toBe('done')
  })

  it('of one id are sent once, with one result', async () => {
    const { chat, requests, settled } = setting({
      initialMessages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: null, tool_calls: [callOf('a'), callOf('a'), callOf('b')] },
        { role: 'tool', tool_call_id: 'a', content: 'one' },
        { role: 'tool', tool_call_id: 'stray', content: 'two' },
      ],
    })
    await chat.send('haiku')
    await settled()
    expect(requests[0]?.body.messages).toEqual([
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: null, tool_calls: [callOf('a')] },
      { role: 'tool', tool_call_id: 'a', content: 'one' },
      { role: 'user', content: 'haiku' },
    ])
  })

  it('that waited for a decision before a reload still do', async () => {
    const before = setting({ tools: [weather(() => 'Rain', true)] })
    await before.chat.send('tool')
    await before.clock.until(until(before.chat, () => before.chat.getSnapshot().run.phase === 'approval'))
    const rows = before.chat.getSnapshot().messages
    const execute = vi.fn((_input: unknown) => 'Snow')
    const { chat, settled } = setting({ tools: [weather(execute, true)], initialMessages: rows })
    expect(chat.getSnapshot().run.phase).toBe('idle')
    chat.approve(Object.keys(answerOf(chat).toolRuns)[0] ?? '')
    await settled()
    expect(execute).toHaveBeenCalledTimes(1)
    expect(textOf(answerOf(chat))).toContain('Snow')
    await before.chat.stop()
  })
})
