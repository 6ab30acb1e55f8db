// The time in which the code that runs tools is on its way, which it is from when it is first needed. It is held until the last test lets it go.
import { describe, expect, it, vi } from 'vitest'
import { createChat, ToolCallError, type Chat, type ChatOptions } from './index.js'
import { calls, spokenGateway, text } from './spoken.fixture.js'
import { leftWaiting, mail } from './tools/waiting.fixture.js'

const code = vi.hoisted(() => {
  const settle: { letGo: () => void } = { letGo: () => undefined }
  return { settle, isHeld: new Promise<void>((resolve) => (settle.letGo = resolve)) }
})

vi.mock('./tools/toolCode.js', async (load) => {
  await code.isHeld
  return load()
})

const last = (chat: Chat) => chat.getSnapshot().messages.at(-1)
const phase = (chat: Chat) => chat.getSnapshot().run.phase

function setting(options: Partial<ChatOptions> = {}) {
  const { client, requests } = spokenGateway()
  const execute = vi.fn((_input: unknown) => 'sent')
  return { chat: createChat({ client, model: 'm', tools: [mail(execute)], ...options }), execute, requests }
}

/** A chat whose answer has called a tool. */
async function called() {
  const here = setting()
  await here.chat.send('Mail it')
  await expect.poll(() => here.requests).toHaveLength(1)
  here.requests[0]?.say(calls(['a', 'mail']))
  here.requests[0]?.done('tool_calls')
  await expect.poll(() => phase(here.chat)).toBe('tools')
  return here
}

describe('until the code that runs tools is there', () => {
  it('no call waits for a decision yet, and a stop or a leave ends the turn: nothing runs later', async () => {
    const stopped = await called()
    expect(last(stopped.chat)).toMatchObject({ state: 'running-tools', toolRuns: {} })
    expect(() => stopped.chat.approve('a')).toThrow(ToolCallError)
    await stopped.chat.stop()
    const left = await called()
    left.chat.detach()
    for (const { chat } of [stopped, left]) {
      expect(phase(chat)).toBe('idle')
      expect(last(chat)).toMatchObject({ state: 'done', ending: { kind: 'complete' }, toolRuns: {} })
    }
    const { chat, execute, requests } = await called()
    const passedOver = setting({ initialMessages: leftWaiting({ a: 'awaiting-approval', b: 'done' }) })
    const sending = passedOver.chat.send('Never mind')
    const removed = setting({ initialMessages: leftWaiting({ a: 'awaiting-approval' }) })
    removed.chat.approve('a')
    removed.chat.clear()
    const decided = setting({ initialMessages: leftWaiting({ a: 'awaiting-approval', b: 'awaiting-approval', c: 'awaiting-approval' }) })
    decided.chat.approve('a')
    decided.chat.reject('b', 'not that one')
    decided.chat.approve('a')
    const given = setting({ initialMessages: leftWaiting({ a: undefined, b: undefined }), tools: undefined })
    given.chat.addToolResult('a', 'one')
    given.chat.addToolResult('b', 'two')
    for (const each of [passedOver, removed, decided, given]) expect(phase(each.chat)).toBe('idle')

    code.settle.letGo()
    await expect.poll(() => last(chat)?.toolRuns).toMatchObject({ a: { state: 'awaiting-approval' } })
    chat.approve('a')
    await expect.poll(() => requests).toHaveLength(2)
    expect(execute).toHaveBeenCalledTimes(1)

    await sending
    await expect.poll(() => passedOver.requests).toHaveLength(1)
    expect(passedOver.chat.getMessage('answer')).toMatchObject({
      state: 'done',
      toolRuns: { a: { state: 'failed' }, b: { state: 'done' } },
    })
    expect(passedOver.requests[0]?.body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'tool', 'user'])

    await expect.poll(() => decided.execute).toHaveBeenCalledTimes(1)
    expect(last(decided.chat)?.toolRuns).toMatchObject({
      b: { state: 'rejected', result: 'not that one' },
      c: { state: 'awaiting-approval' },
    })
    decided.chat.reject('c')
    await expect.poll(() => decided.requests).toHaveLength(1)

    await expect.poll(() => given.requests).toHaveLength(1)
    expect(given.requests[0]?.body.messages.slice(2)).toMatchObject([{ content: 'one' }, { content: 'two' }])

    expect(removed.chat.getSnapshot()).toMatchObject({ messages: [], run: { phase: 'idle' }, error: null })
    for (const { execute: ran, requests: asked } of [stopped, left, removed]) {
      expect(ran).not.toHaveBeenCalled()
      expect(asked.length).toBeLessThan(2)
    }
    for (const each of [chat, passedOver.chat, decided.chat, given.chat]) await each.stop()
  })
})

describe('the calls of an answer', () => {
  it('are not decided about while another one comes', async () => {
    const { chat, requests } = setting()
    await chat.send('Tell')
    await expect.poll(() => requests).toHaveLength(1)
    requests[0]?.say(text('Rain'))
    await expect.poll(() => phase(chat)).toBe('streaming')
    for (const decide of [() => chat.approve('a'), () => chat.reject('a'), () => chat.addToolResult('a', 1)])
      expect(decide).toThrow(ToolCallError)
    requests[0]?.done()
    await expect.poll(() => phase(chat)).toBe('idle')
  })

  it('that was removed while they ran bring nothing back', async () => {
    const { chat, requests } = setting({
      initialMessages: leftWaiting({ a: 'awaiting-approval' }),
      tools: [mail(() => new Promise(() => undefined))],
    })
    chat.approve('a')
    await expect.poll(() => last(chat)?.toolRuns).toMatchObject({ a: { state: 'running' } })
    chat.remove('answer')
    expect(chat.getSnapshot()).toMatchObject({ messages: [{ id: 'question' }], run: { phase: 'idle' } })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(chat.getSnapshot().messages).toHaveLength(1)
    expect(requests).toEqual([])
  })

  it('are stopped once, though whoever hears of it stops them once more', async () => {
    const finished: string[] = []
    const { chat } = setting({
      initialMessages: leftWaiting({ a: 'awaiting-approval', b: 'awaiting-approval' }),
      tools: [mail(() => new Promise(() => undefined))],
      onFinish: ({ id }) => finished.push(id),
    })
    chat.approve('a')
    await expect.poll(() => last(chat)?.toolRuns).toMatchObject({ a: { state: 'running' } })
    chat.subscribe(() => {
      if (chat.getMessage('answer')?.toolRuns['a']?.state === 'failed') void chat.stop()
    })
    await chat.stop()
    expect(finished).toEqual(['answer'])
    expect(chat.getSnapshot().messages.map(({ wire }) => wire.role)).toEqual(['user', 'assistant', 'tool', 'tool'])
  })

  it('that were left change nothing later, though they were still being looked at', async () => {
    const valid: (() => void)[] = []
    const slow = mail(
      () => 'sent',
      (value) => new Promise((resolve) => valid.push(() => resolve(value))),
    )
    const { chat } = setting({ initialMessages: leftWaiting({ a: 'awaiting-approval', b: 'awaiting-approval' }), tools: [slow] })
    chat.reject('a')
    await expect.poll(() => valid).toHaveLength(2)
    expect(phase(chat)).not.toBe('idle')
    chat.detach()
    expect(phase(chat)).toBe('idle')
    const left = last(chat)
    expect(left?.toolRuns).toMatchObject({ a: { state: 'rejected' }, b: { state: 'awaiting-approval' } })
    for (const each of valid) each()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([last(chat) === left, phase(chat)]).toEqual([true, 'idle'])
  })

  it('are not run where whoever hears that they would stops them', async () => {
    const { chat, execute } = setting({ initialMessages: leftWaiting({ a: 'awaiting-approval' }) })
    chat.subscribe(() => {
      if (chat.getMessage('answer')?.toolRuns['a']?.state === 'running') void chat.stop()
    })
    chat.approve('a')
    await expect.poll(() => chat.getMessage('answer')?.toolRuns).toMatchObject({ a: { state: 'failed', result: { code: 'stopped' } } })
    expect(execute).not.toHaveBeenCalled()
  })
})
