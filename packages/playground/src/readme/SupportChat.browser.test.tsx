import { createGateway, toFetch } from '@rivulet/replay'
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { SupportChat } from './SupportChat.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('the example of the README chats', async () => {
  // The example's gateway needs no key, as one on the page's own origin that adds it.
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 200 }))
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', 'Bearer of-the-server')
    return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
  })
  const screen = await render(<SupportChat />)
  await userEvent.type(screen.getByRole('textbox'), 'haiku{Enter}')
  const log = screen.getByRole('log')
  await vi.waitFor(() => expect(log.element().textContent).toContain('Read: the river speaks.'), { timeout: 5000 })
})
