// The example of the README, run in a chat against the emulated gateway.
import { readFileSync } from 'node:fs'
import { createChatClient } from '@rivulet/core'
import { createGateway, toFetch, type Answer } from '@rivulet/replay'
import { expect, it, vi } from 'vitest'
import { createChat, textOf } from '../index.js'
import { supportTools, type Shop } from './supportTools.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('is the example of the README', () => {
  const [, section = ''] = /\n## Tools\n([\s\S]*?)(?=\n## |$)/.exec(read('../../README.md')) ?? []
  const [, example] = /```ts\n([\s\S]*?)```/.exec(section) ?? []
  expect(example).toBe(read('supportTools.fixture.ts'))
})

const shop = {
  refunded: [] as [string, number][],
  async *orders() {
    yield { id: 'o1', amount: 12 }
    yield { id: 'o2', amount: 30 }
  },
  async refund(order: string, amount: number) {
    shop.refunded.push([order, amount])
  },
} satisfies Shop & { refunded: unknown }

const write = (name: string, input: object) => ({ name, arguments: JSON.stringify(input) })

/** Looks for orders, pays three of them back and asks why, all at once; then says that it is done. */
const support: Answer = {
  name: 'support',
  word: '',
  title: 'Support',
  write: ({ messages }) =>
    messages.some(({ role }) => role === 'tool')
      ? { content: 'Done.' }
      : {
          toolCalls: [
            write('find_orders', { customer: 'Noor' }),
            write('refund', { order: 'o1', amount: 12 }),
            write('refund', { order: 'o2', amount: 30 }),
            write('refund', { order: 'o2', amount: -1 }),
            write('ask_reason', { question: 'Why?' }),
          ],
        },
}

it('runs what may run, asks for what may not, and goes on when each call has its result', async () => {
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity, answers: [support] }))
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch: gateway })
  const chat = createChat({ client, model: 'default', tools: supportTools(shop) })
  await chat.send('I want my money back.')
  const answer = () => chat.getSnapshot().messages[1]!
  const runs = () => Object.entries(answer().toolRuns)
  await vi.waitFor(
    () => expect(runs().map(([, { state }]) => state)).toEqual(['done', 'done', 'awaiting-approval', 'failed', 'awaiting-result']),
    { timeout: 15_000 },
  )
  expect(shop.refunded).toEqual([['o1', 12]])
  expect(answer().state).toBe('awaiting-approval')
  expect(runs()[0]?.[1]).toMatchObject({ progress: '2 orders found', result: [{ id: 'o1' }, { id: 'o2' }] })
  expect(runs()[2]?.[1].input).toEqual({ order: 'o2', amount: 30 })
  chat.approve(runs()[2]![0])
  chat.addToolResult(runs()[4]![0], 'It rained.')
  await vi.waitFor(() => expect(chat.getSnapshot().run.phase).toBe('idle'), { timeout: 15_000 })
  expect(shop.refunded).toEqual([
    ['o1', 12],
    ['o2', 30],
  ])
  const { messages } = chat.getSnapshot()
  expect(messages.map(({ wire }) => wire.role)).toEqual(['user', 'assistant', 'tool', 'tool', 'tool', 'tool', 'tool', 'assistant'])
  expect(messages.slice(2).map((message) => textOf(message))).toEqual([
    '[{"id":"o1","amount":12},{"id":"o2","amount":30}]',
    '12 paid back.',
    '30 paid back.',
    expect.stringContaining('Error: The arguments were refused: amount'),
    'It rained.',
    'Done.',
  ])
})
