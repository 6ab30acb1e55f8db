// Every dialect through the hook, in a real browser, over real HTTP.
import { textOf } from '@rivulet/chat'
import { record } from '@rivulet/replay'
import { describe, expect, inject, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { eventually, gatewayScope, TEST_KEY } from './gateways.fixture.js'
import { useChatStream } from './index.js'

const DIALECTS = ['inferex', 'infery', 'sovereigneg', 'infinityblue', 'tokenhub', 'tokenhub-table']

async function chatWith(name: string, options: { baseURL?: string; apiKey?: string } = {}) {
  const scope = gatewayScope()
  /** What came over the wire, as text. */
  const received: string[] = []
  const tapped = record(fetch, (entry) => {
    if (Array.isArray(entry) && entry[2] === 'data') received.push(entry[3])
  })
  const first = { baseURL: scope.baseURL(name), apiKey: TEST_KEY, ...options }
  const { result: hook, rerender } = await renderHook((gateway: { baseURL: string; apiKey: string } = first) => {
    const state = useChatStream({
      ...gateway,
      model: 'default',
      retry: { maxRetries: 0 },
      fetch: tapped,
    })
    // Reads what a page reads, so that it renders for all of it.
    return { ...state }
  })
  /** The newest message as the store has it; React draws it a moment later. */
  const answer = () => hook.current.chat.getSnapshot().messages.at(-1)!
  const settled = async () => {
    await eventually(() => expect(answer().ending).toBeDefined())
    await eventually(() => expect(hook.current.messages.at(-1)).toBe(answer()))
  }
  return { scope, hook, rerender, answer, settled, received }
}

describe.each(DIALECTS)('%s', (dialect) => {
  it('streams text, grows, and ends as what it was', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    const states: string[] = []
    hook.current.chat.subscribe(() => states.push(textOf(answer())))
    // A machine that stands still for as long as the answer comes sees all of it at once: then it is asked for once more.
    for (let times = 0; new Set(states).size < 3 && times < 5; times += 1) {
      states.length = 0
      await hook.current.send('prose')
      await settled()
    }
    expect(new Set(states).size).toBeGreaterThanOrEqual(3)
    expect(states.every((state, at) => state.startsWith(states[at - 1] ?? ''))).toBe(true)
    expect(textOf(answer())).toMatch(/^Rain that falls[^]+\.$/)
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

  it('stops: keeps the text, and the gateway sees the disconnect', async ({ annotate }) => {
    const { hook, answer, scope, received } = await chatWith(dialect)
    // So long an answer that it is not whole before the slowest machine has stopped it.
    await hook.current.send('markdown')
    await eventually(() => expect(textOf(answer()).length).toBeGreaterThan(40))
    const stoppedMs = Date.now()
    const stopping = hook.current.stop()
    const text = textOf(answer())
    // Not the empty content that some begin with.
    const tokens = [...received.join('').matchAll(/"content": ?"[^"]/g)].length
    expect(tokens).toBeGreaterThan(0)
    await stopping
    const [exchange] = await scope.ended(1)
    expect(exchange).toMatchObject({ ending: 'disconnected' })
    expect(exchange!.tokensSent).toBeGreaterThanOrEqual(tokens)
    expect(exchange!.meteredTokens).toBe(exchange!.tokensSent)
    expect(answer()).toMatchObject({ state: 'done', ending: { kind: 'stopped' } })
    expect(text).not.toBe('')
    expect(textOf(answer())).toBe(text)
    await eventually(() => expect(hook.current).toMatchObject({ run: { phase: 'idle' }, messages: [{}, answer()] }))
    const late = exchange!.tokensSent - tokens
    await annotate(`${dialect}: the gateway saw the disconnect after ${Math.round(exchange!.endedAtMs - stoppedMs)} ms and ${late} tokens`)
  })

  it('keeps the text of an answer that fails in the band', async () => {
    const { hook, answer, settled } = await chatWith(dialect)
    await hook.current.send('error')
    await settled()
    expect(textOf(answer())).not.toBe('')
    expect(answer().ending).toMatchObject({ kind: 'failed', error: { code: 'gateway' } })
    await eventually(() => expect(hook.current.error).toMatchObject({ code: 'gateway' }))
  })
})

it('a retry after an error answers the same turn, and the text of the try before stays in the conversation', async () => {
  const { scope, hook, answer, settled } = await chatWith('flaky')
  await hook.current.send('haiku', { id: crypto.randomUUID() })
  await settled()
  const failed = answer()
  expect(failed.ending).toMatchObject({ kind: 'failed', error: { code: 'gateway' } })
  expect(textOf(failed)).not.toBe('')
  await hook.current.retry()
  await eventually(() => expect(answer()).toMatchObject({ attempts: 2, ending: { kind: 'complete' } }))
  expect(textOf(answer())).toContain('the river speaks')
  expect(answer().parentId).toBe(failed.parentId)
  expect(hook.current.chat.getMessage(failed.id)).toBe(failed)
  expect((await scope.seen()).requests).toBe(2)
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
    const { hook, rerender, answer, settled } = await chatWith('', { baseURL: toBase((name) => scope.baseURL(name)), apiKey })
    await hook.current.send('haiku')
    await settled()
    await eventually(() => expect(hook.current.error).toMatchObject(error))
    expect(hook.current.error?.message.length).toBeGreaterThan(40)
    expect(hook.current.error?.message).not.toContain(apiKey)
    expect(hook.current.messages.map((message) => textOf(message))).toEqual(['haiku', ''])
    expect(answer().ending).toMatchObject({ kind: 'failed', error })
    // The page goes on: with the cause mended, the same turn is answered.
    await rerender({ baseURL: scope.baseURL('infery'), apiKey: TEST_KEY })
    await hook.current.retry()
    await settled()
    expect(hook.current).toMatchObject({ error: null, messages: [{}, { attempts: 2, ending: { kind: 'complete' } }] })
    expect(textOf(answer())).toContain('the river speaks')
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
