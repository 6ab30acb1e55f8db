import { expect, it } from 'vitest'
import { createGateway, fakeClock } from '../index.js'

it('streams an answer', async () => {
  const clock = fakeClock()
  const gateway = createGateway({ clock })
  const response = await gateway(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer key' },
      body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'prose' }] }),
    }),
  )
  const text = await clock.until(response.text())
  expect(text).toMatch(/\[DONE\]\n\n$/)
})
