import type { ChatMessage } from '@rivulet/chat'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { EndingNotice } from './EndingNotice.js'
import { ErrorNotice } from '../error/ErrorNotice.js'
import { asIndentedText } from '../shared/asText.js'
import { Message } from './Message.js'
import { aMessage } from '../testing/messages.fixture.js'
import { ToolCall } from './ToolCall.js'
import { UsageMeter } from '../usage/UsageMeter.js'

const call = { id: 'call', type: 'function', function: { name: 'look_up', arguments: '{}' } } as const

/** What a gateway sent, whatever the types say. */
function drawn(wire: unknown, facts: Partial<ChatMessage> = {}): string {
  return renderToStaticMarkup(<Message message={{ ...aMessage(wire as ChatMessage['wire']), ...facts }} />)
}

function resultOf(result: unknown): string {
  return renderToStaticMarkup(<ToolCall call={call} state="done" result={result} />)
}

const assistant = (fields: object) => ({ role: 'assistant', content: null, ...fields })

const meter = (usage: object, cost?: object) => renderToStaticMarkup(<UsageMeter usage={usage as never} cost={cost as never} />)

describe('a result that is no JSON', () => {
  test('that holds itself says where, and is drawn no deeper than it is unfolded', () => {
    const shared = { n: 1 }
    const cyclic: Record<string, unknown> = { twice: [shared, shared] }
    cyclic['self'] = cyclic
    expect(asIndentedText(cyclic)).toContain('"self": "[circular]"')
    expect(asIndentedText(cyclic).match(/"n": 1/g)).toHaveLength(2)
    expect(resultOf(cyclic).match(/twice/g)?.length).toBeLessThan(6)
  })

  test('is drawn as far as it goes', () => {
    expect(resultOf({ big: 12345678901234567890n })).toContain('12345678901234567890')
    expect(resultOf(7n)).toContain('7')
    expect(resultOf(Symbol('mark'))).toContain('Symbol(mark)')
    const broken = {
      get field(): never {
        throw new Error('not here')
      },
    }
    expect(resultOf(broken)).toContain('[object Object]')
    let deep: unknown = null
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(resultOf(deep)).toContain('rivulet-value')
  })
})

test.each(['__proto__', 'constructor', 'toString'])('a name of JavaScript’s own is a name as any other: %s', (name) => {
  const error = { code: name, message: 'It failed.' }
  expect(renderToStaticMarkup(<ErrorNotice error={error} />)).toContain('Something went wrong')
  const wire = { role: 'assistant', content: null, tool_calls: [{ ...call, id: name }] }
  expect(drawn(wire)).toContain('data-state="called"')
})

test('an error is drawn whatever its fields hold', () => {
  const error = { code: 7, message: { detail: 'no' }, status: {}, requestId: ['r'], retryAfterMs: Number.NaN }
  const markup = renderToStaticMarkup(<ErrorNotice error={error as never} />)
  expect(markup).toContain('{&quot;detail&quot;:&quot;no&quot;}')
  expect(markup).not.toMatch(/NaN|\[object/)
  const ending = { kind: 'complete', finishReason: { odd: 1 }, lostEvents: 0 }
  expect(renderToStaticMarkup(<EndingNotice ending={ending as never} />)).not.toContain('[object')
})

describe('a message whose fields are of other types', () => {
  test.each<[what: string, wire: object, shown: string]>([
    ['refusal', assistant({ refusal: { a: 1 } }), '{&quot;a&quot;:1}'],
    ['reasoning', assistant({ reasoning_content: ['hm'] }), '[&quot;hm&quot;]'],
    ['content', assistant({ content: { text: 'x' } }), '{&quot;text&quot;:&quot;x&quot;}'],
    ['text of a part', assistant({ content: [{ type: 'text', text: 5 }, null, 'x'] }), '5'],
    ['refusal of a part', assistant({ content: [{ type: 'refusal', refusal: { b: 2 } }] }), '{&quot;b&quot;:2}'],
    [
      'arguments',
      assistant({ tool_calls: [{ id: 'c', type: 'function', function: { name: { n: 1 }, arguments: { c: 3 } } }] }),
      '&quot;c&quot;: 3',
    ],
    ['custom input', assistant({ tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'x', input: 4 } }] }), '4'],
    ['a user’s content', { role: 'user', content: 12 }, '12'],
    ['a tool’s content', { role: 'tool', tool_call_id: 'c', content: { d: 4 } }, '&quot;d&quot;: 4'],
  ])('is drawn as JSON: %s', (_what, wire, shown) => {
    const markup = drawn(wire)
    expect(markup).toContain(shown)
    expect(markup).not.toContain('[object')
  })

  test.each([{ tool_calls: {} }, { tool_calls: [null, 'x', {}] }, { tool_calls: [{ id: {}, type: 'function' }] }, { content: false }])(
    'is drawn without what cannot be read: %j',
    (fields) => {
      expect(drawn(assistant(fields))).toContain('data-role="assistant"')
    },
  )
})

describe('usage', () => {
  test('that is no number is not drawn', () => {
    const markup = meter(
      { prompt_tokens: Number.NaN, completion_tokens: 'many', total_tokens: 12, prompt_tokens_details: 3 },
      { amount: Number.NaN, unit: 'USD' },
    )
    expect(markup).toContain('12')
    expect(markup).not.toMatch(/NaN|In<|Out<|Cost/)
  })

  test('that says nothing draws nothing', () => {
    expect(meter({ prompt_tokens: Number.NaN, total_tokens: null }, { amount: Number.POSITIVE_INFINITY, unit: 'credits' })).toBe('')
  })
})
