import { createGateway, toFetch } from '@rivulet/replay'
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { userEvent } from 'vitest/browser'
import { SupportChat } from './SupportChat.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('the example of the README chats', async () => {
  // The example names a gateway that needs no key, such as a relay on its own origin.
  const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: 200 }))
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', 'Bearer of-the-relay')
    return gateway(new URL(input, 'https://gateway.example'), { ...init, headers })
  })
  const screen = await render(<SupportChat />)
  await userEvent.type(screen.getByRole('textbox'), 'haiku{Enter}')
  await expect.element(screen.getByRole('log')).toHaveTextContent('Packets leave the spring')
  await expect.element(screen.getByRole('log')).toHaveTextContent('the river speaks.')
})
