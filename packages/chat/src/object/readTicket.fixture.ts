import { createObjectStream, type ChatClient, type DeepPartial } from '@rivulet/chat'
import { z } from 'zod'

export interface Ticket {
  subject: string
  urgency: 'low' | 'high'
  steps: string[]
}

const schema = z.object({
  subject: z.string(),
  urgency: z.enum(['low', 'high']),
  steps: z.array(z.string()),
})

export async function readTicket(client: ChatClient, mail: string, show: (ticket: DeepPartial<Ticket>) => void): Promise<Ticket> {
  const tickets = createObjectStream({ client, model: 'default', schema, name: 'ticket' })
  tickets.subscribe(() => {
    const { object } = tickets.getSnapshot()
    if (object) show(object) // { subject: 'No pow' }, …, with what has come so far
  })
  const { result, error } = await tickets.submit(`Make a ticket of this mail:\n\n${mail}`)
  if (!result) throw error ?? new Error('Stopped.')
  return result
}
