// A chat that is drawn into another document than the one whose scripts draw it, or into a shadow root.
import { createPortal } from 'react-dom'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat } from './Chat.js'
import '../styles.css'

const COMMANDS = Array.from({ length: 40 }, (_, at) => ({ name: `command-${at}` }))

/** An element to draw into, the root that knows its focus, and where its buttons are looked for. */
function place(kind: string) {
  const host = document.body.appendChild(document.createElement(kind === 'a frame' ? 'iframe' : 'div'))
  onTestFinished(() => host.remove())
  host.style.cssText = 'inline-size: 600px; block-size: 500px'
  const inner = host instanceof HTMLIFrameElement ? (host.contentDocument as Document) : undefined
  const root = inner ?? host.attachShadow({ mode: 'open' })
  const body = inner?.body ?? (root as ShadowRoot)
  for (const style of document.querySelectorAll('style')) body.append(style.cloneNode(true))
  const container = body.appendChild((inner ?? document).createElement('div'))
  container.style.blockSize = '480px'
  return { root, container, seen: inner ? page.frameLocator(page.elementLocator(host)) : page }
}

const frames = async () => {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame)
}

test.each(['a frame', 'a shadow root'])(
  'in %s the focus is kept, a list scrolls with its keys, and details stay as long as they are wanted',
  async (kind) => {
    const { root, container, seen } = place(kind)
    const chat = scriptedChat(() => ({ content: 'It rains.', ending: 'truncated' }))
    onTestFinished(() => chat.stop())
    const ended = () =>
      vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle' && chat.getSnapshot().messages.length > 1, { timeout: 30_000 })
    await render(createPortal(<Chat chat={chat} commands={COMMANDS} portalContainer={container} />, container))
    await chat.send('Why?')
    await ended()

    const retry = () => [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'Retry')
    await expect.poll(retry).toBeDefined()
    retry()?.focus()
    retry()?.click()
    await expect.poll(() => root.activeElement?.role).toBe('log')
    await ended()

    const details = seen.getByRole('button', { name: /^Details/ })
    const isOpen = () => container.querySelector('.rivulet-details-layer')?.hasAttribute('data-open')
    await details.click()
    await expect.poll(isOpen).toBe(true)
    await details.click()
    await frames()
    expect(isOpen()).toBe(true)

    const field = container.querySelector('textarea') as HTMLTextAreaElement
    field.focus()
    field.setRangeText('/', 0, 0, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await expect.poll(() => container.querySelectorAll('[role=option]').length).toBe(COMMANDS.length)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', code: 'ArrowUp', bubbles: true, cancelable: true }))
    await expect.poll(() => container.querySelector('[role=listbox]')?.scrollTop).toBeGreaterThan(0)
  },
)

test('where nothing gives it a height the field stays in sight, and the end of the answer', async () => {
  const chat = scriptedChat(() => ({ content: 'It rains.\n\n'.repeat(200) }))
  onTestFinished(() => chat.stop())
  const screen = await render(<Chat chat={chat} />)
  await chat.send('Why?')
  await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 30_000 })
  const log = screen.getByRole('log').element()
  await expect.poll(() => log.scrollHeight - log.clientHeight).toBeGreaterThan(1000)
  await expect.poll(() => log.scrollHeight - log.clientHeight - log.scrollTop).toBeLessThan(2)
  expect(screen.container.firstElementChild?.clientHeight).toBeLessThanOrEqual(innerHeight)
})
