import { defineTool, type Tool } from '@rivulet/chat'
import { z } from 'zod'

export interface Shop {
  orders(customer: string, signal: AbortSignal): AsyncIterable<{ id: string; amount: number }>
  refund(order: string, amount: number): Promise<void>
}

export function supportTools(shop: Shop): Tool[] {
  const findOrders = defineTool({
    name: 'find_orders',
    description: 'All orders of a customer.',
    parameters: z.object({ customer: z.string() }),
    async *execute({ customer }, { signal }) {
      const orders: { id: string; amount: number }[] = []
      for await (const order of shop.orders(customer, signal)) {
        orders.push(order)
        yield `${orders.length} orders found` // progress, for the page
      }
      return orders // what the model reads
    },
  })

  const refund = defineTool({
    name: 'refund',
    description: 'Pays money back for an order.',
    parameters: z.object({ order: z.string(), amount: z.number().positive() }),
    needsApproval: ({ amount }) => amount > 20,
    timeoutMs: 30_000,
    async execute({ order, amount }) {
      await shop.refund(order, amount)
      return `${amount} paid back.`
    },
  })

  // Without `execute` the call waits until the page gives its result.
  const askReason = defineTool({
    name: 'ask_reason',
    description: 'Asks the customer why they want their money back.',
    parameters: z.object({ question: z.string() }),
  })

  return [findOrders, refund, askReason]
}
