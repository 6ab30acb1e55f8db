import '@rivulet/components/styles.css'
import { useObjectStream } from '@rivulet/react'
import { useState, type ChangeEvent, type FormEvent } from 'react'
import { z } from 'zod'
import './toolsAndForms.css'

const ticketSchema = z.object({
  subject: z.string().min(1),
  urgency: z.enum(['low', 'normal', 'high']),
  details: z.string(),
})

export type Ticket = z.infer<typeof ticketSchema>

interface TicketFormProps {
  baseURL?: string
  mail: string
  onSend: (ticket: Ticket) => void
}

/** A form that a model fills from a mail, field by field while it writes. What a person corrects stays, whatever comes after. */
export function TicketForm({ baseURL = '/v1', mail, onSend }: TicketFormProps) {
  const { object, phase, error, submit, stop } = useObjectStream({ baseURL, model: 'default', schema: ticketSchema, name: 'ticket' })
  const [corrected, setCorrected] = useState<Partial<Record<keyof Ticket, string>>>({})
  const isFilling = phase !== 'idle'
  const filled = { subject: '', urgency: 'normal', details: '', ...object, ...corrected }
  const ticket = ticketSchema.safeParse(filled)

  const field = (name: keyof Ticket) => ({
    name,
    value: filled[name],
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) =>
      setCorrected((before) => ({ ...before, [name]: target.value })),
  })

  function fill() {
    setCorrected({})
    void submit(`Make a ticket of this mail:\n\n${mail}`)
  }

  function send(event: FormEvent) {
    event.preventDefault()
    if (ticket.success) onSend(ticket.data)
  }

  return (
    <form className="ticket" aria-busy={isFilling} onSubmit={send}>
      <blockquote>{mail}</blockquote>
      <button type="button" className="rivulet-button" onClick={isFilling ? () => void stop() : fill}>
        {isFilling ? 'Stop' : 'Fill from the mail'}
      </button>
      <label>
        Subject <input {...field('subject')} />
      </label>
      <label>
        Urgency
        <select {...field('urgency')}>
          {ticketSchema.shape.urgency.options.map((urgency) => (
            <option key={urgency}>{urgency}</option>
          ))}
        </select>
      </label>
      <label>
        Details <textarea rows={4} {...field('details')} />
      </label>
      {error ? <p role="alert">{error.message}</p> : null}
      <button className="rivulet-button" disabled={isFilling || !ticket.success}>
        Send ticket
      </button>
    </form>
  )
}
