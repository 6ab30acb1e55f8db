import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { emulateGateway } from '../gateway.fixture.js'
import { Orders } from './Orders.js'
import { TicketForm } from './TicketForm.js'

emulateGateway({ timeToFirstTokenMs: 20, tokensPerSecond: 60 })

async function showOrders() {
  const shop = {
    find: vi.fn(async (order: string) => ({ order, state: 'on its way' })),
    refund: vi.fn(async () => undefined),
  }
  const screen = await render(<Orders shop={shop} />)
  const ask = async (question: string) => userEvent.type(screen.getByRole('textbox', { name: 'Message' }), `${question}{Enter}`)
  const log = () => screen.getByRole('log').element().textContent
  return { shop, screen, ask, log }
}

test('an order is looked up at once', async () => {
  const { shop, ask, log } = await showOrders()
  await ask('Use the tool find_order')
  await expect.poll(log).toContain('on its way')
  await expect.poll(log).toContain('That is all I needed')
  expect(shop.find).toHaveBeenCalledOnce()
})

test('money is paid back once a person allows it, and not where they do not', async () => {
  const { shop, screen, ask, log } = await showOrders()
  await ask('Use the tool refund')
  await userEvent.click(screen.getByRole('button', { name: 'Reject' }))
  await userEvent.keyboard('Not today{Enter}')
  await expect.poll(log).toContain('That is all I needed')
  expect(shop.refund).not.toHaveBeenCalled()
  await ask('Use the tool refund again')
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
  await expect.poll(log).toMatch(/€ paid back\./)
  expect(shop.refund).toHaveBeenCalledOnce()
})

test('a call that waits for a person is answered by a form', async () => {
  const { screen, ask, log } = await showOrders()
  await ask('Use the tool ask_reason')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Reason' }), 'Came too late')
  await userEvent.click(screen.getByRole('button', { name: 'Give reason' }))
  await expect.poll(log).toMatch(/The tool answered:\s*Came too late/)
})

test('a form is filled while the object comes, corrected by a person, and sent as they left it', async () => {
  const onSend = vi.fn()
  const screen = await render(<TicketForm mail="The lights are out since noon." onSend={onSend} />)
  const field = (name: string) => screen.getByRole('textbox', { name })
  const value = (name: string) => (field(name).element() as HTMLInputElement).value
  const send = screen.getByRole('button', { name: 'Send ticket' })
  expect(send.element()).toBeDisabled()

  await userEvent.click(screen.getByRole('button', { name: 'Fill from the mail' }))
  await expect.poll(() => value('Subject')).not.toBe('')
  await userEvent.fill(field('Subject'), 'No power')
  await expect.poll(() => value('Details')).not.toBe('')
  await expect.element(send).toBeEnabled()
  expect(value('Subject')).toBe('No power')

  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Urgency' }), 'high')
  const details = value('Details')
  await userEvent.click(send)
  expect(onSend.mock.calls).toEqual([[{ subject: 'No power', urgency: 'high', details }]])
})
