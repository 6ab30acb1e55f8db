// The example of the README's section "Tools".
import { createChatClient, type ChatClient } from '@rivulet/core'
import { createGateway, toFetch, type Answer } from '@rivulet/replay'
import { StrictMode } from 'react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { z } from 'zod'
import { eventually } from '../gateways.fixture.js'
import { ChatProvider, defineTool, textOf, useChat, useChatStream, useMessage } from '../index.js'

function Approvals({ messageId }: { messageId: string }) {
  const chat = useChat()
  const message = useMessage(messageId)
  const calls = Object.entries(message?.toolRuns ?? {})
  return calls
    .filter(([, { state }]) => state === 'awaiting-approval')
    .map(([id, { name, input }]) => (
      <p key={id}>
        {name} {JSON.stringify(input)}
        <button onClick={() => chat.approve(id)}>Allow</button>
        <button onClick={() => chat.reject(id, 'Not now.')}>Refuse</button>
      </p>
    ))
}

const paid: number[] = []
const tools = [
  defineTool({
    name: 'pay',
    parameters: z.object({ euros: z.number() }),
    needsApproval: ({ euros }) => euros > 10,
    execute({ euros }) {
      paid.push(euros)
      return 'Paid.'
    },
  }),
]

/** Pays three times at once, and then says what came of it. */
const pay: Answer = {
  name: 'pay',
  word: '',
  title: 'Pay',
  write: ({ messages }) => {
    const results = messages.filter(({ role }) => role === 'tool')
    if (results.length > 0) return { content: `${results.length} results.` }
    return { toolCalls: [5, 50, 500].map((euros) => ({ name: 'pay', arguments: JSON.stringify({ euros }) })) }
  },
}

function Page({ client }: { client: ChatClient }) {
  const { chat, messages, send } = useChatStream({ client, model: 'default', tools })
  return (
    <ChatProvider chat={chat}>
      <button onClick={() => void send('Pay!')}>Send</button>
      {messages.map((message) => (
        <div key={message.id}>
          <span>{textOf(message)}</span>
          <Approvals messageId={message.id} />
        </div>
      ))}
    </ChatProvider>
  )
}

it('asks a person, and the model goes on with what they decided', async () => {
  const fetch = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity, answers: [pay] }))
  const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch })
  const screen = await render(<Page client={client} />, { wrapper: StrictMode })
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  await eventually(() => expect(screen.getByRole('button', { name: 'Allow' }).elements()).toHaveLength(2))
  expect(paid).toEqual([5])
  expect(screen.container.textContent).toContain('pay {"euros":50}')
  await userEvent.click(screen.getByRole('button', { name: 'Allow' }).first())
  await userEvent.click(screen.getByRole('button', { name: 'Refuse' }))
  await eventually(() => expect(screen.container.textContent).toContain('3 results.'))
  expect(paid).toEqual([5, 50])
  expect(screen.getByRole('button', { name: 'Allow' }).elements()).toEqual([])
  expect(screen.container.textContent).toContain(
    'The user did not let this call run. Do not try it again unless they ask for it. Their reason: Not now.',
  )
})
