import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ChatMessage } from '@rivulet/chat'
import { aDetailedAnswer, aMessage, aQuestion, MARKDOWN } from '../testing/messages.fixture.js'
import { Message } from './Message.js'
import { ToolCall } from './ToolCall.js'

const nothing = () => undefined

const whole = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } as const

/** One message with every part in it. */
const everything: ChatMessage = aMessage(
  {
    role: 'assistant',
    content: MARKDOWN,
    refusal: 'Only so far.',
    reasoning_content: 'Let me see.',
    annotations: [{ type: 'url_citation', url_citation: { start_index: 0, end_index: 1, title: 'Stream', url: 'https://example.com/s' } }],
    tool_calls: [
      { id: 'a', type: 'function', function: { name: 'look_up', arguments: '{"q":1}' } },
      { id: 'b', type: 'function', function: { name: 'send', arguments: '{}' } },
    ],
  } as ChatMessage['wire'],
  {
    ending: { kind: 'truncated' },
    warnings: [{ code: 'lost-event', message: 'An event was skipped.' }],
    toolRuns: { a: { state: 'done', result: { found: [1, 2] } }, b: { state: 'awaiting-approval' } },
  },
)

test('a settled message is drawn on a server, in silence, with all that can be done to it', () => {
  expect('document' in globalThis).toBe(false)
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => complaints.mockRestore())
  const markup = renderToString(
    <>
      <Message message={everything} last onRetry={nothing} onApprove={nothing} onReject={nothing} onFeedback={nothing} />
      <Message message={aDetailedAnswer('Short.', { ending: whole })} onRegenerate={nothing} />
      <Message message={aQuestion('What?')} editing onEdit={nothing} branches={{ ids: ['question', 'b'], index: 0 }} />
    </>,
  )
  for (const part of ['reasoning', 'markdown', 'refusal', 'tool', 'value', 'sources', 'ending', 'warnings', 'actions', 'editor'])
    expect(markup).toContain(`rivulet-${part}`)
  expect(markup).toContain('Approve')
  expect(complaints).not.toHaveBeenCalled()
})

test('a message that nobody came near has one button in place of its actions', () => {
  const markup = renderToString(<Message message={aDetailedAnswer('Short.')} onRegenerate={nothing} />)
  expect(markup.match(/<button/g)).toHaveLength(1)
  expect(markup).toContain('aria-label="Message actions"')
})

test('a call that the application draws is drawn by the part from all that it was given, with a form', () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => complaints.mockRestore())
  const call = { id: 'a', type: 'function', function: { name: 'choose_seat', arguments: '{"row":12}' } } as const
  const message = aMessage(
    { role: 'assistant', content: '', tool_calls: [call] },
    { toolRuns: { a: { name: 'choose_seat', state: 'awaiting-result', input: { row: 12 } } } },
  )
  const markup = renderToString(
    <Message
      message={message}
      onToolResult={nothing}
      renderTools={{ choose_seat: (tool) => <ToolCall {...tool} form={<button onClick={() => tool.giveResult?.('B')}>Seat B</button>} /> }}
    />,
  )
  expect(markup).toContain('Seat B</button>')
  expect(markup.match(/<details[^>]*>/g)).toEqual([expect.not.stringMatching(/input|giveresult/i)])
  expect(complaints).not.toHaveBeenCalled()
})

test('an answer that only calls tools has no actions of its own, unless it is the last one', () => {
  const call = { id: 'a', type: 'function', function: { name: 'look_up', arguments: '{}' } } as const
  const step = aMessage(
    { role: 'assistant', content: null, refusal: null, tool_calls: [call] },
    { ending: whole, toolRuns: { a: { state: 'done', result: 1 } } },
  )
  const footOf = (last: boolean) =>
    /rivulet-message-foot/.test(renderToString(<Message message={step} last={last} onRegenerate={nothing} />))
  expect([footOf(false), footOf(true)]).toEqual([false, true])
})
