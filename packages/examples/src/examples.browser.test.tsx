// The examples, used as a person would.
import { defineTool } from '@rivulet/react'
import type { JSX } from 'react'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { InspectedChat } from './inspectedChat/InspectedChat.js'
import { emulateGateway } from './gateway.fixture.js'
import { Notebook } from './notebook/Notebook.js'
import { SupportChat } from './supportChat/SupportChat.js'
import { Workspace } from './workspace/Workspace.js'

emulateGateway()

async function show(example: JSX.Element) {
  const screen = await render(example)
  const log = screen.getByRole('log')
  const answers = () => log.element().querySelectorAll('[data-role="assistant"][data-state="done"]')
  return { screen, log, answers, field: screen.getByRole('textbox', { name: 'Message' }) }
}

test('a whole chat: a suggestion is sent and answered', async () => {
  const { screen, log } = await show(<SupportChat />)
  await userEvent.click(screen.getByRole('button', { name: 'Write a haiku' }))
  await expect.poll(() => log.element().textContent).toContain('Read: the river speaks.')
})

test('an own design: it chats, asks once more and shows both versions', async () => {
  const { screen, log, answers, field } = await show(<Notebook />)
  await userEvent.type(field, 'haiku{Enter}')
  await expect.poll(() => answers()).toHaveLength(1)
  await expect.poll(() => log.element().textContent).toContain('Read: the river speaks.')
  await userEvent.click(screen.getByRole('button', { name: 'Regenerate' }))
  await expect.element(screen.getByText('2 / 2')).toBeInTheDocument()
})

test('an inspected chat: what comes over the wire is shown while it comes', async () => {
  const { screen, field } = await show(<InspectedChat />)
  await userEvent.type(field, 'haiku{Enter}')
  const inspector = screen.getByRole('region', { name: 'Stream inspector' })
  await expect.element(inspector.getByText('first token', { exact: true }).first()).toBeVisible()
})

const card = () => document.querySelector('.weather')?.textContent

test('a workspace: a tool runs once it is approved, its card is drawn, the conversation is kept', async () => {
  const complaints = vi.spyOn(console, 'error')
  const getWeather = defineTool({
    name: 'get_weather',
    description: 'The weather in a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    validate: (input) => input as { city: string },
    needsApproval: () => true,
    execute: ({ city }) => `It is clear in ${city}.`,
  })
  const { screen, field } = await show(<Workspace tools={[getWeather]} />)
  await expect.element(screen.getByRole('button', { name: /^Model/ })).toBeVisible()
  await userEvent.type(field, 'weather{Enter}')
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
  await expect.poll(card).toBe('It is clear in Cairo.')
  await expect.element(screen.getByText('Context', { exact: true })).toBeVisible()
  const list = screen.getByRole('navigation')
  await expect.element(list.getByRole('button', { name: 'weather', exact: true })).toBeVisible()
  await userEvent.click(list.getByRole('button', { name: 'New chat' }))
  await expect.element(screen.getByText('What would you like to know?')).toBeVisible()
  await userEvent.click(list.getByRole('button', { name: 'weather', exact: true }))
  await expect.poll(card).toBe('It is clear in Cairo.')
  expect(complaints).not.toHaveBeenCalled()
})
