import { ToolCall, type RenderTools } from '@rivulet/components'
import { Chat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import { defineTool, useChatStream } from '@rivulet/react'
import { z } from 'zod'
import { ReasonForm } from './ReasonForm.js'
import './toolsAndForms.css'

/** What the application does when a tool is run. */
export interface Shop {
  find: (order: string) => Promise<{ order: string; state: string }>
  refund: (order: string, amount: number) => Promise<void>
}

function toolsOf(shop: Shop) {
  const findOrder = defineTool({
    name: 'find_order',
    description: 'Where an order is.',
    parameters: z.object({ order: z.string() }),
    execute: ({ order }) => shop.find(order),
  })
  const refund = defineTool({
    name: 'refund',
    description: 'Pays money back for an order.',
    parameters: z.object({ order: z.string(), amount: z.number().positive() }),
    needsApproval: () => true,
    async execute({ order, amount }) {
      await shop.refund(order, amount)
      return `${amount} € paid back.`
    },
  })
  // Without `execute` the call waits until the page gives its result: here, what the person writes into a form.
  const askReason = defineTool({
    name: 'ask_reason',
    description: 'Asks the customer why they send something back.',
    parameters: z.object({ question: z.string() }),
  })
  return [findOrder, refund, askReason]
}

const renderTools: RenderTools = {
  ask_reason: ({ giveResult, ...call }) => (
    <ToolCall {...call} form={giveResult && call.state === 'awaiting-result' ? <ReasonForm onGive={giveResult} /> : undefined} />
  ),
}

/** A chat that looks orders up by itself, and pays money back once a person allows it. */
export function Orders({ baseURL = '/v1', shop }: { baseURL?: string; shop: Shop }) {
  const { chat } = useChatStream({ baseURL, model: 'default', tools: toolsOf(shop) })

  return (
    <main className="orders">
      <Chat chat={chat} renderTools={renderTools} placeholder="What about your order?" />
    </main>
  )
}
