// What is said in a message is only ever text, also where it is not markdown: that is attacked in packages/markdown.
import { expect, onTestFinished, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { aMessage } from '../testing/messages.fixture.js'
import { findBreaches, HOSTILE, hostileRows } from '../testing/hostile.fixture.js'
import { Message } from './Message.js'
import '../styles.css'

const nothing = () => undefined

test.each(HOSTILE)('%j does nothing, wherever it stands', async (said) => {
  const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
  onTestFinished(() => void vi.restoreAllMocks())
  const screen = await render(
    <>
      {hostileRows(said).map((message) => (
        <Message key={message.id} message={message} last onApprove={nothing} onReject={nothing} onRetry={nothing} />
      ))}
    </>,
  )
  for (const fold of screen.container.querySelectorAll('details')) fold.open = true
  // The test's own page has styles and scripts in its body.
  const others = [...document.body.querySelectorAll('body > :is(script, style, iframe)')].map(({ localName }) => localName)
  expect(findBreaches().filter((breach) => !others.includes(breach))).toEqual([])
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled()
})

test('what is copied of it is text, and holds nothing that is not seen', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  onTestFinished(() => void vi.restoreAllMocks())
  const screen = await render(<Message message={aMessage({ role: 'assistant', content: HOSTILE.join('\r\n\r\n') })} last />)
  await screen.getByRole('toolbar').getByRole('button', { name: 'Copy', exact: true }).click()
  await screen.getByRole('toolbar').getByRole('button', { name: 'Copy as Markdown' }).click()
  for (const [text] of write.mock.calls) {
    expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\u200b\u202e\u2066\u{e0049}]/u)
    expect(text).toContain('onerror=globalThis.__pwned=1>')
  }
  expect(write).toHaveBeenCalledTimes(2)
})
