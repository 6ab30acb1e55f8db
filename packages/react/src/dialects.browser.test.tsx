// Every dialect through the hook, in a real browser, over real HTTP.
import { textOf } from '@rivulet/chat'
import { describe, expect, inject, it, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { gatewayScope, TEST_KEY } from './gateways.fixture.js'
import { useChatStream } from './index.js'

const DIALECTS = ['inferex', 'infery', 'sovereigneg', 'infinityblue', 'tokenhub', 'tokenhub-table']

async function chatWith(name: string, options: { baseURL?: string; apiKey?: string } = {}) {
  const scope = gatewayScope()
  const { result: hook } = await renderHook(() => {
    const state = useChatStream({
      baseURL: scope.baseURL(name),
      apiKey: TEST_KEY,
      model: 'default',
      retry: { maxRetries: 0 },
      ...options,
    })
    // Reads what a page reads, so that it renders for all of it.
    return { ...state }
  })
  /** The newest message as the store has it; React draws it a moment later. */
  const answer = () => hook.current.chat.getSnapshot().messages.at(-1)!
  const settled = () => vi.waitFor(() => expect(hook.current.messages.at(-1)?.ending).toBeDefined(), { timeout: 15_000, interval: 10 })
  return { scope, hook, answer, settled }
}

describe.each(DIALECTS)('%s', (dialect) => {
  it('streams text, grows, and ends as what it was', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    const states = new Set<string>()
    const { chat } = hook.current
    chat.subscribe(() => states.add(textOf(chat.getSnapshot().messages.at(-1)!)))
    await hook.current.send('haiku')
    await settled()
    expect(states.size).toBeGreaterThanOrEqual(5)
    expect(textOf(answer())).toBe('Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.')
    // tokenhub's own sample has no finish chunk: only [DONE] says that it is whole.
    const finishReason = dialect === 'tokenhub' ? null : 'stop'
    expect(answer().ending).toEqual({ kind: 'complete', finishReason, sawDone: true, lostEvents: 0 })
    expect(hook.current).toMatchObject({ run: { phase: 'idle' }, error: null })
  })

  it('assembles a tool call', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    await hook.current.send('tool')
    await settled()
    const { wire, ending } = answer()
    expect(ending).toMatchObject({ kind: 'complete' })
    const calls = wire.role === 'assistant' ? wire.tool_calls : []
    expect(calls).toHaveLength(1)
    expect(calls).toMatchObject([{ id: expect.stringMatching(/./), type: 'function', function: { name: 'get_weather' } }])
    const [call] = calls ?? []
    expect(JSON.parse(call?.type === 'function' ? call.function.arguments : '')).toMatchObject({ location: expect.any(String) })
  })

  it('tells its usage, and infery its credits', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    await hook.current.send('haiku')
    await settled()
    expect(answer().usage).toMatchObject({ prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number) })
    expect(hook.current.usage).toEqual(answer().usage)
    expect(hook.current.cost).toEqual(dialect === 'infery' ? { amount: 1, unit: 'credits' } : undefined)
  })

  it('stops: keeps the text, and the gateway sees the disconnect at once', async ({ annotate }) => {
    const { hook, answer, scope } = await chatWith(dialect)
    await hook.current.send('prose')
    await vi.waitFor(() => expect(textOf(answer()).length).toBeGreaterThan(40), { timeout: 10_000, interval: 5 })
    const stoppedMs = Date.now()
    const stopping = hook.current.stop()
    const text = textOf(answer())
    await stopping
    const [exchange] = await scope.ended(1)
    expect(exchange).toMatchObject({ ending: 'disconnected' })
    expect(exchange!.meteredTokens).toBeLessThan(100)
    expect(answer()).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    expect(text).not.toBe('')
    expect(textOf(answer())).toBe(text)
    await vi.waitFor(() => expect(hook.current).toMatchObject({ run: { phase: 'idle' }, messages: [{}, answer()] }))
    await annotate(`${dialect}: the gateway saw the disconnect after ${Math.round(exchange!.endedAtMs - stoppedMs)} ms`)
  })

  it('keeps the text of an answer that fails in the band, and tries again', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    await hook.current.send('error')
    await settled()
    const failed = answer()
    expect(textOf(failed)).not.toBe('')
    expect(failed.ending).toMatchObject({ kind: 'failed', error: { code: 'gateway' } })
    await vi.waitFor(() => expect(hook.current.error).toMatchObject({ code: 'gateway' }))
    await hook.current.retry()
    await vi.waitFor(() => expect(answer()).toMatchObject({ attempts: 2, state: 'done' }), { timeout: 10_000 })
    expect(hook.current.messages).toHaveLength(2)
    expect(textOf(hook.current.chat.getMessage(failed.id)!)).toBe(textOf(failed))
  })
})

describe('bad input leaves a clear error, the message and a usable chat', () => {
  const cases: [fault: string, baseURL: (base: (name: string) => string) => string, apiKey: string, error: object][] = [
    ['a host that cannot be reached', () => `${inject('nobodyListens')}/v1`, TEST_KEY, { code: 'network', status: undefined }],
    ['a wrong key', (base) => base('infery'), 'wrong-key', { code: 'auth', status: 401 }],
    ['a wrong address', (base) => base('missing'), TEST_KEY, { code: 'http', status: 404 }],
    ['a web page', (base) => base('html'), TEST_KEY, { code: 'html_response' }],
    ['an empty body', (base) => base('empty'), TEST_KEY, { code: 'empty_response' }],
  ]

  it.each(cases)('%s', async (_, toBase, apiKey, error) => {
    const scope = gatewayScope()
    const { hook, answer, settled } = await chatWith('', { baseURL: toBase((name) => scope.baseURL(name)), apiKey })
    await hook.current.send('haiku')
    await settled()
    await vi.waitFor(() => expect(hook.current.error).toMatchObject(error))
    expect(hook.current.error?.message.length).toBeGreaterThan(40)
    expect(hook.current.error?.message).not.toContain(apiKey)
    expect(hook.current.messages.map((message) => textOf(message))).toEqual(['haiku', ''])
    expect(answer().ending).toMatchObject({ kind: 'failed', error })
    // Still usable: another gateway answers.
    await hook.current.stop()
    expect(hook.current.run).toEqual({ phase: 'idle' })
  })

  it('a malformed chunk is told as a loss, and the rest is kept', async () => {
    const { answer, hook, settled } = await chatWith('malformed')
    await hook.current.send('haiku')
    await settled()
    expect(textOf(answer())).toBe('Half full')
    expect(answer().ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 1 })
    expect(answer().warnings).not.toEqual([])
  })
})
