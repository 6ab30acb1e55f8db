import { expect, onTestFinished, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Chat } from '../chat/index.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import '../styles.css'

const session = cdp() as unknown as { send: (method: string, params?: object) => Promise<unknown> }

const CODE = `\`\`\`\n${'a line that goes on '.repeat(20)}\n\`\`\``

test('on paper stands the whole conversation, with nothing over it and no line cut', async () => {
  const chat = scriptedChat(() => ({ content: `${'It rains.\n\n'.repeat(100)}${CODE}` }))
  onTestFinished(() => chat.stop())
  const screen = await render(<Chat chat={chat} attachments />)
  screen.container.style.blockSize = '400px'
  await chat.send('Why?')
  await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 30_000 })
  await expect.poll(() => screen.container.querySelector('pre')).not.toBeNull()

  await session.send('Emulation.setEmulatedMedia', { media: 'print' })
  onTestFinished(async () => void (await session.send('Emulation.setEmulatedMedia', { media: '' })))
  expect(matchMedia('print').matches).toBe(true)
  const part = (selector: string) => screen.container.querySelector(selector) as HTMLElement
  const pre = part('pre')
  expect(part('.rivulet-chat').getBoundingClientRect().bottom).toBeGreaterThan(pre.getBoundingClientRect().bottom)
  expect(pre.scrollWidth).toBeLessThanOrEqual(pre.clientWidth)
  for (const control of screen.container.querySelectorAll('button, textarea'))
    expect(control.getClientRects().length, control.outerHTML).toBe(0)
})
