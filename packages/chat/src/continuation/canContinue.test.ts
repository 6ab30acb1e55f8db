import { describe, expect, it } from 'vitest'
import { setting } from '../chat.fixture.js'
import { canContinue, createChat, type ChatMessage, type Ending } from '../index.js'

const failure = { kind: 'failed', error: { code: 'gateway', message: '' } } as unknown as Ending
const complete = (finishReason: string | null): Ending => ({ kind: 'complete', finishReason, sawDone: true, lostEvents: 0 })
const call = { id: 'c', type: 'function' as const, function: { name: 'x', arguments: '{}' } }

const answer = (row: Partial<ChatMessage>): ChatMessage => ({
  id: 'a',
  parentId: 'q',
  wire: { role: 'assistant', content: 'The rain' },
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 0,
  ...row,
})

describe('canContinue', () => {
  it.each<[string, ChatMessage, boolean]>([
    ['stopped', answer({ ending: { kind: 'stopped' } }), true],
    ['left', answer({ ending: { kind: 'detached' } }), true],
    ['truncated', answer({ ending: { kind: 'truncated' } }), true],
    ['stalled', answer({ ending: { kind: 'stalled', idleMs: 1 } }), true],
    ['failed', answer({ ending: failure }), true],
    ['cut by length', answer({ ending: complete('length') }), true],
    [
      'cut by length, in parts',
      answer({ wire: { role: 'assistant', content: [{ type: 'text', text: 'a' }] }, ending: complete('max_tokens') }),
      true,
    ],
    ['whole', answer({ ending: complete('stop') }), false],
    ['whole without a reason', answer({ ending: complete(null) }), false],
    ['of which nothing came', answer({ wire: { role: 'assistant', content: null }, ending: { kind: 'stopped' } }), false],
    ['of white space', answer({ wire: { role: 'assistant', content: ' \n' }, ending: { kind: 'stopped' } }), false],
    ['with a call', answer({ wire: { role: 'assistant', content: 'I', tool_calls: [call] }, ending: { kind: 'stopped' } }), false],
    ['that no request made', answer({}), false],
    ['no answer', { ...answer({ ending: { kind: 'stopped' } }), wire: { role: 'user', content: 'Hi' } }, false],
  ])('tells of an answer that is %s what continueAnswer does', async (_name, row, can) => {
    expect(canContinue(row)).toBe(can)
    const question = { ...answer({}), id: 'q', parentId: null, wire: { role: 'user' as const, content: 'Tell' } }
    const { client } = setting()
    const chat = createChat({ client, model: 'm', initialMessages: [question, row] })
    if (!can) await expect(chat.continueAnswer()).rejects.toThrow(TypeError)
    else await expect(chat.continueAnswer().then(() => chat.stop())).resolves.toBeUndefined()
  })

  it('is false of an answer that grows', () => {
    expect(canContinue(answer({ state: 'streaming' }))).toBe(false)
  })
})
