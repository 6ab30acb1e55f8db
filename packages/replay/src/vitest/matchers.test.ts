import { type ChatResult, readChat } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { scripted, chatRequest } from '../gateway/askGateway.fixture.js'
import type { Script } from '../index.js'
import '../vitest.js'

const ask = async (script: Script): Promise<ChatResult> =>
  readChat(
    await scripted(script, { timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY })(
      chatRequest({ stream: true, messages: [{ role: 'user', content: 'x' }] }),
    ),
  )

const whole = await ask({ reasoning: 'Hm.', content: 'The river speaks.' })
const truncated = await ask({ content: 'No', ending: 'truncated' })
const failed = await ask({ content: 'All went well', ending: 'error' })
const called = await ask({ toolCalls: [{ name: 'read_gauge', arguments: '{"station":"r-101","days":2}' }] })
const refused = await ask({ refusal: 'I would rather not.' })
const stopped: ChatResult = { ...whole, ending: { kind: 'stopped' } }
const detached: ChatResult = { ...whole, ending: { kind: 'detached' } }
const stalled: ChatResult = { ...whole, ending: { kind: 'stalled', idleMs: 5000 } }
const warned: ChatResult = { ...whole, warnings: [{ code: 'connection-lost', message: '' }] }

/** The message of an expectation that is not met. */
function complaint(check: () => void): string {
  try {
    check()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('The expectation was met.')
}

describe('matchers of endings', () => {
  it('tell every ending from every other', () => {
    const is = {
      complete: (answer: ChatResult) => expect(answer).toBeComplete(),
      stopped: (answer: ChatResult) => expect(answer).toBeStopped(),
      detached: (answer: ChatResult) => expect(answer).toBeDetached(),
      truncated: (answer: ChatResult) => expect(answer).toBeTruncated(),
      stalled: (answer: ChatResult) => expect(answer).toBeStalled(),
      failed: (answer: ChatResult) => expect(answer).toHaveFailedWith('gateway'),
    }
    const answers = { complete: whole, stopped, detached, truncated, stalled, failed }
    for (const [kind, check] of Object.entries(is)) {
      for (const [other, answer] of Object.entries(answers)) {
        if (kind === other) check(answer)
        else expect(() => check(answer)).toThrow(`It ended: ${other}`)
      }
    }
  })

  it('take the facts of an ending', () => {
    expect(whole).toBeComplete({ finishReason: 'stop', sawDone: true, lostEvents: 0 })
    expect(called).toBeComplete({ finishReason: 'tool_calls' })
    expect(whole).not.toBeComplete({ finishReason: 'length' })
    expect(whole).toBeComplete({ finishReason: expect.stringMatching(/^s/) as string })
    expect(failed).not.toHaveFailedWith('gateway', { status: 500 })
    expect(failed).not.toHaveFailedWith('network')
  })

  it('say how the answer really ended and what its last text was', () => {
    expect(complaint(() => expect(truncated).toBeComplete({ finishReason: 'stop' }))).toBe(
      'expected the answer to be complete with finishReason "stop"\n\nIt ended: truncated: its bytes ended with neither a finish reason nor [DONE]\nIts last text: "No"',
    )
    expect(complaint(() => expect(whole).not.toBeComplete())).toMatch(
      /^expected the answer not to be complete\n\nIt ended: complete: finish reason "stop", \[DONE\] came\n/,
    )
    expect(complaint(() => expect(failed).toBeStopped())).toMatch(/It ended: failed: gateway: .+\nIts last text: "All went well"$/s)
    expect(complaint(() => expect(called).toBeStopped())).toMatch(
      /Its last text: none came\nIts tool calls: read_gauge\({"station":"r-101","days":2}\)$/,
    )
    expect(complaint(() => expect(warned).toBeStopped())).toMatch(/Its warnings: connection-lost$/)
    const long = { ...whole, completion: { choices: [{ message: { content: 'ä'.repeat(500) } }] } } as unknown as ChatResult
    expect(complaint(() => expect(long).toBeStopped())).toContain(`"…${'ä'.repeat(79)}"`)
  })

  it('say what to give them where they are given something else', () => {
    expect(complaint(() => expect(Promise.resolve(whole)).toBeComplete())).toMatch(/^toBeComplete judges .+ this is a promise\. Await it/)
    expect(complaint(() => expect({ result: Promise.resolve(whole) }).toBeStopped())).toMatch(
      /this is a stream\. Give it `await stream\.result`/,
    )
    expect(complaint(() => expect({ wire: { role: 'assistant' } }).toHaveText(''))).toMatch(/has no ending: it still grows/)
    expect(complaint(() => expect(undefined).toHaveWarned('x'))).toMatch(/this is none\. Give it a ChatResult/)
  })

  it('work on promises', async () => {
    await expect(Promise.resolve(whole)).resolves.toBeComplete()
  })
})

describe('matchers of what came', () => {
  it('compare text, reasoning and refusal: a string is the whole of it', () => {
    expect(whole).toHaveText('The river speaks.')
    expect(whole).toHaveText(/river/)
    expect(whole).not.toHaveText('The river')
    expect(whole).toHaveReasoning('Hm.')
    expect(whole).not.toHaveReasoning(/river/)
    expect(whole).not.toHaveRefused()
    expect(refused).toHaveRefused()
    expect(refused).toHaveRefused(/rather not/)
    expect(refused).not.toHaveRefused('No.')
    expect(complaint(() => expect(whole).toHaveText('The sea'))).toMatch(
      /^expected the answer to have text "The sea"\n\nIt ended: complete/,
    )
  })

  it('find a pattern from the beginning, whatever it found before', () => {
    const everywhere = /river/g
    for (let time = 0; time < 2; time += 1) expect(whole).toHaveText(everywhere)
    expect(everywhere.lastIndex).toBe(0)
  })

  it('find the call of a custom tool, which takes text', () => {
    const tool_calls = [{ id: 'c', type: 'custom', custom: { name: 'run_sql', input: 'select 1' } }]
    const message = { ...called, completion: { choices: [{ message: { content: null, tool_calls } }] } } as unknown as ChatResult
    expect(message).toHaveToolCall('run_sql', 'select 1')
    expect(message).not.toHaveToolCall('run_sql', 'select 2')
    expect(complaint(() => expect(message).toBeStopped())).toMatch(/Its tool calls: run_sql\(select 1\)$/)
  })

  it('find tool calls and their arguments', () => {
    expect(called).toHaveToolCall('read_gauge')
    expect(called).toHaveToolCall('read_gauge', { days: 2, station: 'r-101' })
    expect(called).toHaveToolCall('read_gauge', expect.objectContaining({ station: expect.any(String) as string }))
    expect(called).not.toHaveToolCall('read_gauge', { days: 3 })
    expect(called).not.toHaveToolCall('find_station')
    expect(whole).not.toHaveToolCall('read_gauge')
  })

  it('find warnings', () => {
    expect(warned).toHaveWarned('connection-lost')
    expect(whole).not.toHaveWarned('connection-lost')
  })

  it('read a message of a conversation too', () => {
    const message = {
      id: '1',
      wire: { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      ending: stopped.ending,
      warnings: [],
    }
    expect(message).toBeStopped()
    expect(message).toHaveText('Hello')
  })
})
