import { textOf as textOfMessage, type ChatMessage } from '@rivulet/chat'
import { expect, test } from 'vitest'
import { aMessage } from '../testing/messages.fixture.js'
import { textOf } from './wire.js'

const picture = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } } as const
const text = (words: string) => ({ type: 'text', text: words }) as const

const table: [what: string, wire: ChatMessage['wire'], text: string][] = [
  ['text', { role: 'user', content: 'One' }, 'One'],
  ['no text', { role: 'user', content: '' }, ''],
  ['no content', { role: 'assistant', content: null }, ''],
  ['no parts', { role: 'user', content: [] }, ''],
  ['parts', { role: 'user', content: [text('One'), text('two')] }, 'One\ntwo'],
  ['a picture between', { role: 'user', content: [text('One'), picture, text('two')] }, 'One\ntwo'],
  ['a picture alone', { role: 'user', content: [picture] }, ''],
  ['a refusal as a part', { role: 'assistant', content: [text('One'), { type: 'refusal', refusal: 'No' }] }, 'One'],
  ['a tool’s parts', { role: 'tool', tool_call_id: 'call', content: [text('{}')] }, '{}'],
]

// The parts take only types from chat, so each has the few lines of its own.
test.each(table)('the text of a message is the same here and in chat: %s', (_, wire, expected) => {
  expect(textOf(wire)).toBe(expected)
  expect(textOfMessage(aMessage(wire))).toBe(expected)
})
