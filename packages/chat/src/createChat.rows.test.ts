// Rows that a chat is made with, and what is asked of them.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, setting, until } from './chat.fixture.js'
import { createChat, defineTool, reasoningOf, textOf, ToolCallError, type Chat, type ChatMessage } from './index.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

function row(id: string, parentId: string | null, wire: ChatMessage['wire'], more: Partial<ChatMessage> = {}): ChatMessage {
  return { id, parentId, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: 0, ...more }
}
const question = (id: string, parentId: string | null) => row(id, parentId, { role: 'user', content: `haiku ${id}` })
const answer = (id: string, parentId: string | null, more?: Partial<ChatMessage>) =>
  row(id, parentId, { role: 'assistant', content: `haiku ${id}` }, more)
const result = (id: string, parentId: string, content: string) => row(id, parentId, { role: 'tool', tool_call_id: 'c', content })
const shown = (...initialMessages: ChatMessage[]) => setting({ initialMessages }).chat

describe('rows that a chat is made with', () => {
  it('come once by their id: the first of them counts', () => {
    const chat = shown(question('q', null), answer('a', 'q'), row('a', 'q', { role: 'assistant', content: 'another' }))
    expect(chat.getSnapshot().messages.map(textOf)).toEqual(['haiku q', 'haiku a'])
  })

  it('whose tools ran have lost their run; what waits for somebody still waits', () => {
    const runs = { x: { state: 'running' }, y: { state: 'done' } } as const
    expect(answerOf(shown(question('q', null), answer('a', 'q', { state: 'running-tools', toolRuns: runs }))).state).toBe('done')
    for (const state of ['awaiting-result', 'awaiting-approval'] as const) {
      const waiting = answer('a', 'q', { state: 'running-tools', toolRuns: { ...runs, z: { state } } })
      expect(answerOf(shown(question('q', null), waiting)).state).toBe('running-tools')
    }
  })

  it('that lead in a circle can be removed', () => {
    const chat = shown(question('q', null), answer('a', 'b'), question('b', 'a'))
    chat.remove('a')
    expect(chat.getMessage('a')).toBeUndefined()
    chat.remove('q')
    expect(chat.getSnapshot().messages).toEqual([])
  })

  it('have the text and the reasoning of their parts', () => {
    const parts = row('q', null, {
      role: 'user',
      content: [
        { type: 'text', text: 'one' },
        { type: 'image_url', image_url: { url: 'data:,' } },
        { type: 'text', text: 'two' },
      ],
    })
    expect([textOf(parts), reasoningOf(parts)]).toEqual(['one\ntwo', ''])
    expect([textOf(row('a', null, { role: 'assistant', content: null })), reasoningOf(answer('a', null))]).toEqual(['', ''])
    expect(reasoningOf(row('a', null, { role: 'assistant', content: 'x', reasoning_content: 'Hm.' }))).toBe('Hm.')
  })
})

describe('what a request is made of', () => {
  const calling = answer('a', 'q', {
    wire: { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function', function: { name: 'find', arguments: '{}' } }] },
  })

  it('holds one result for a call, though two were given', async () => {
    const rows = [question('q', null), calling, result('r', 'a', 'first'), result('s', 'r', 'second'), answer('b', 's')]
    const { chat, requests, settled } = setting({ initialMessages: rows })
    await chat.send('haiku')
    await settled()
    const { messages } = requests[0]!.body
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant', 'user'])
    expect(messages[2]).toMatchObject({ content: 'first' })
  })

  it('holds of an edited answer the new words alone', async () => {
    const audio = { id: 'audio', data: 'AAAA', transcript: 'Rain.', expires_at: 9e9 }
    const spoken = answer('a', 'q', { wire: { role: 'assistant', content: null, refusal: 'No.', audio } })
    const { chat, requests, settled } = setting({ initialMessages: [question('q', null), spoken] })
    await chat.edit('a', 'Sun.')
    await chat.send('haiku')
    await settled()
    expect(requests[0]!.body.messages[1]).toEqual({ role: 'assistant', content: 'Sun.' })
  })

  it('can be made, and sent, where a call that waits was stored without its name', async () => {
    const damaged = answer('a', 'q', {
      wire: { role: 'assistant', content: null, tool_calls: [{ id: 'c' } as never] },
      ending: { kind: 'complete', finishReason: 'tool_calls', sawDone: true, lostEvents: 0 },
      state: 'awaiting-approval',
      toolRuns: { c: { state: 'awaiting-approval' } },
    })
    const tools = [defineTool({ name: 'find', parameters: {}, validate: (value) => value })]
    const decisions = [(chat: Chat) => expect(() => chat.approve('c')).toThrow(ToolCallError), (chat: Chat) => void chat.send('haiku')]
    for (const goOn of decisions) {
      const { chat, requests, clock } = setting({ tools, initialMessages: [question('q', null), damaged] })
      goOn(chat)
      await clock.until(until(chat, () => answerOf(chat).ending?.kind === 'complete' && answerOf(chat).id !== 'a'))
      expect(chat.getMessage('a')).toMatchObject({ state: 'done', toolRuns: { c: { state: 'failed' } } })
      expect(requests).toHaveLength(1)
    }
  })
})

describe('branches', () => {
  it('of nobody are none; of a try that was retried they are those beside it and itself, the same array each time', () => {
    const chat = shown(question('q', null), answer('a', 'q'), answer('b', 'q', { retryOf: 'a' }), answer('c', 'q'))
    expect(chat.getBranches('nobody')).toEqual([])
    expect(chat.getBranches('c')).toEqual(['b', 'c'])
    expect(chat.getBranches('a')).toEqual(['a', 'b', 'c'])
    expect(chat.getBranches('a')).toBe(chat.getBranches('a'))
    expect(chat.getBranches('c')).toBe(chat.getBranches('b'))
  })

  it('are not made where there is nothing to ask again, or nothing to edit', async () => {
    const chat = shown(answer('greeting', null), row('s', 'greeting', { role: 'system', content: 'Be brief.' }), question('q', 's'))
    await expect(chat.regenerate('greeting')).rejects.toThrow('follows no question')
    await expect(chat.edit('s', 'Be long.')).rejects.toThrow('role system')
    expect(chat.getSnapshot().messages).toHaveLength(3)
  })

  it('of an edited answer are made once for an id', async () => {
    const chat = shown(question('q', null), answer('a', 'q'))
    await chat.edit('a', 'Mine.', { id: 'mine' })
    await chat.edit('a', 'Mine again.', { id: 'mine' })
    expect(chat.getBranches('a')).toEqual(['a', 'mine'])
    expect(textOf(answerOf(chat))).toBe('Mine.')
  })

  it('of a later question follow what that followed; once it is gone, what is last', async () => {
    const { chat, settled } = setting({ initialMessages: [question('q', null), answer('a', 'q'), question('r', 'a'), answer('b', 'r')] })
    await chat.edit('r', 'haiku', { id: 's' })
    await settled()
    expect(chat.getMessage('s')?.parentId).toBe('a')
    await chat.regenerate('a')
    await chat.edit('r', 'second haiku', { id: 't' })
    expect(chat.getSnapshot().queue).toMatchObject([{ id: 't', parentId: 'a' }])
    chat.remove('a')
    const { id } = answerOf(chat)
    await settled()
    expect(chat.getMessage('t')?.parentId).toBe(id)
  })
})

describe('ids', () => {
  it('are random, also where a page has no randomUUID', () => {
    const real = crypto
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => real.getRandomValues(bytes) })
    const { client } = setting()
    const ids = [createChat({ client, model: 'm' }).id, createChat({ client, model: 'm' }).id]
    expect(ids).toEqual([expect.stringMatching(/^\d+(-\d+){3}$/), expect.stringMatching(/^\d+(-\d+){3}$/)])
    expect(ids[0]).not.toBe(ids[1])
  })

  it('of any letters are keys that a header takes', async () => {
    const { chat, requests, settled } = setting()
    await chat.send('haiku', { id: 'Frage № 1' })
    await settled()
    expect(requests[0]?.key).toBe(encodeURIComponent('Frage № 1'))
    expect(chat.getMessage('Frage № 1')).toBeDefined()
  })
})

describe('listeners', () => {
  it('of one message leave one by one', async () => {
    const { chat, settled } = setting({ initialMessages: [question('q', null), answer('a', 'q')] })
    const heard: string[] = []
    const leave = chat.subscribeMessage('a', () => heard.push('first'))
    chat.subscribeMessage('a', () => heard.push('second'))
    leave()
    leave()
    await chat.regenerate('a')
    await settled()
    expect(new Set(heard)).toEqual(new Set(['second']))
  })

  it('that are taken away by another are not called any more', async () => {
    const chat = shown(question('q', null), answer('a', 'q'))
    const heard: string[] = []
    chat.subscribe(() => {
      heard.push('first')
      leave()
    })
    const leave = chat.subscribe(() => heard.push('second'))
    chat.selectBranch('q')
    expect(heard).toEqual(['first'])
  })
})
