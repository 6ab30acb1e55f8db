import { canContinue, type ChatMessage, type Ending } from '@rivulet/chat'
import { assert, constant, constantFrom, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { aMessage } from '../testing/messages.fixture.js'
import { canGoOn } from './isWhole.js'

const call = { id: 'c', type: 'function', function: { name: 'x', arguments: '{}' } } as const
const failed = { kind: 'failed', error: { code: 'gateway', message: '' } } as unknown as Ending
const complete = (finishReason: string | null): Ending => ({ kind: 'complete', finishReason, sawDone: true, lostEvents: 0 })

const endings = constantFrom<Ending | undefined>(
  undefined,
  failed,
  { kind: 'stopped' },
  { kind: 'detached' },
  { kind: 'truncated' },
  { kind: 'stalled', idleMs: 1 },
  ...['length', 'max_tokens', 'stop', 'content_filter', null].map(complete),
)
const contents = oneof(constantFrom('Half', ' \n', '', null), constant([{ type: 'text', text: 'a' }] as const))

// The parts take only types from chat, so the rule stands here once more.
test('Continue is offered where the chat would go on, and nowhere else', () => {
  const rows = record({
    ending: endings,
    content: contents,
    role: constantFrom('assistant', 'user'),
    state: constantFrom('done', 'streaming'),
    calls: constantFrom(undefined, [], [call]),
  })
  assert(
    property(rows, ({ ending, content, role, state, calls }) => {
      const wire = { role, content, ...(calls && { tool_calls: calls }) } as ChatMessage['wire']
      const row = aMessage(wire, { state: state as ChatMessage['state'], ...(ending && { ending }) })
      expect(canGoOn(row)).toBe(canContinue(row))
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) },
  )
})
