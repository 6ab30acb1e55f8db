// The examples, used as a person would.
import { createGateway, toFetch } from '@rivulet/replay'
import type { JSX } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { Notebook } from './notebook/Notebook.js'
import { SupportChat } from './supportChat/SupportChat.js'

// The examples' gateway needs no key, as one on the page's own origin that adds it.
beforeEach(() => {
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 200 }))
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', 'Bearer of-the-server')
    return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
  })
})
afterEach(() => void vi.unstubAllGlobals())

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
