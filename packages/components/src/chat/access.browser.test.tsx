// What Chromium tells those who do not see a whole chat, or do not point at it, in each of its states.
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defineTool, type Chat as ChatHandle } from '@rivulet/chat'
import { z } from 'zod'
import { MARKDOWN } from '../testing/messages.fixture.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat, type ChatProps } from './Chat.js'
import '../styles.css'

const look = defineTool({
  name: 'look',
  description: 'Looks',
  parameters: z.object({}),
  needsApproval: true,
  execute: () => ({ sky: 'grey' }),
})

/** Of each kind a question: what it says is how it is answered. */
function aChat(): ChatHandle {
  return scriptedChat(
    (question) => {
      if (question === 'tool') return { reasoning: 'Hm.', toolCalls: [{ name: 'look', arguments: '{}' }] }
      if (question === 'fails') return { content: 'It', ending: 'error' }
      return { content: question === 'slow' ? 'It rains. '.repeat(1000) : MARKDOWN }
    },
    { tools: [look] },
    { tokensPerSecond: 50 },
  )
}

async function show(chat: ChatHandle, props: Partial<ChatProps> = {}) {
  const screen = await render(<Chat suggestions={['Why?']} attachments voice onFeedback={() => undefined} {...props} chat={chat} />)
  onTestFinished(() => chat.stop())
  return screen
}

interface Node {
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
}

const CONTROLS = new Set([
  'button',
  'link',
  'textbox',
  'combobox',
  'checkbox',
  'menuitem',
  'option',
  'DisclosureTriangle',
  'log',
  'toolbar',
  'region',
  'group',
  'article',
  'image',
  'img',
])

/** What has a role that needs a name and none, in the tree that Chromium hands to assistive technology. */
async function unnamed(): Promise<string[]> {
  const session = cdp() as unknown as { send: (method: string) => Promise<{ nodes: Node[] }> }
  await session.send('Accessibility.enable')
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  return nodes.flatMap(({ ignored, role, name }) =>
    !ignored && role && CONTROLS.has(role.value) && !name?.value.trim() ? [role.value] : [],
  )
}

/** Every target that is seen and smaller than 24 px, but links in a line of text. */
function tooSmall(container: Element): string[] {
  return [
    ...container.querySelectorAll('button:not(.rivulet-hidden), summary, textarea, input, [role=button], a[href]:not(p a, li a)'),
  ].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect()
    const isSeen = width > 0 && target.checkVisibility({ opacityProperty: false, visibilityProperty: true })
    return isSeen && Math.min(width, height) < 24 ? [`${target.className} ${target.textContent} ${width}×${height}`] : []
  })
}

async function expectAccess(container: Element): Promise<void> {
  expect(await unnamed()).toEqual([])
  expect(tooSmall(container)).toEqual([])
}

test('every control has a name and room for a finger: at first, while it answers, where it waits, failed and done', async () => {
  const chat = aChat()
  const screen = await show(chat)
  const log = screen.getByRole('log')
  await expectAccess(screen.container)
  await expect.element(log).toHaveAttribute('aria-busy', 'false')

  await chat.send('tool')
  await expect.element(screen.getByRole('button', { name: 'Approve' })).toBeVisible()
  await expect.element(log).toHaveAttribute('aria-busy', 'false')
  await expectAccess(screen.container)
  await screen.getByRole('button', { name: 'Reject' }).click()
  await expectAccess(screen.container)
  await chat.stop()

  await chat.send('slow')
  await chat.send('And then?')
  await expect.poll(() => chat.getSnapshot().run.phase).toBe('streaming')
  await expect.element(log).toHaveAttribute('aria-busy', 'true')
  await expectAccess(screen.container)
  await chat.stop()
  chat.queue.remove(chat.getSnapshot().queue[0]?.id ?? '')

  await chat.send('fails')
  await expect.element(screen.getByRole('button', { name: 'Retry' }).last()).toBeVisible()
  await expect.element(log).toHaveAttribute('aria-busy', 'false')
  await expectAccess(screen.container)

  await chat.send('fine')
  await vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 20_000 })
  // The buttons of every message.
  for (const foot of screen.container.querySelectorAll<HTMLElement>('.rivulet-message-foot > .rivulet-hidden')) foot.focus()
  await expectAccess(screen.container)
})

test('while tokens come no live region changes with them', async () => {
  const chat = aChat()
  const screen = await show(chat)
  const heard: string[] = []
  const regions = '[role=status], [aria-live=polite], [aria-live=assertive], [role=alert]'
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
      if (region?.textContent) heard.push(region.textContent)
    }
  })
  observer.observe(screen.container, { subtree: true, childList: true, characterData: true })
  onTestFinished(() => observer.disconnect())
  await chat.send('slow')
  await vi.waitUntil(() => JSON.stringify(chat.getSnapshot().messages.at(-1)?.wire.content).length > 200, { timeout: 20_000 })
  expect(new Set(heard)).toEqual(new Set(['The answer is being written.']))
})

test('a settled chat is drawn on a server and taken over without a word', async () => {
  const first = aChat()
  await first.send('fine')
  await vi.waitUntil(() => first.getSnapshot().run.phase === 'idle', { timeout: 20_000 })
  const { messages } = first.getSnapshot()
  const chat = scriptedChat(() => ({ content: '' }), { id: 'settled', initialMessages: messages })
  const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
  onTestFinished(() => void vi.restoreAllMocks())
  const page = <Chat chat={chat} suggestions={['Why?']} attachments />
  const container = document.createElement('div')
  const markup = renderToString(page)
  expect(markup).toContain('Why water finds its way')
  container.append(document.createRange().createContextualFragment(markup))
  document.body.append(container)
  onTestFinished(() => container.remove())
  const drawn = container.querySelector('.rivulet-message')
  const recovered = vi.fn()
  const { hydrateRoot } = await import('react-dom/client')
  const root = hydrateRoot(container, page, { onRecoverableError: recovered })
  onTestFinished(() => root.unmount())
  await expect.poll(() => container.querySelector('.rivulet-message-foot [data-action]')).not.toBeNull()
  expect(container.querySelector('.rivulet-message')).toBe(drawn)
  expect(recovered).not.toHaveBeenCalled()
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled()
})

test('in a shadow root the focus and what lies over the page stay within it', async () => {
  const host = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => host.remove())
  const root = host.attachShadow({ mode: 'open' })
  const chat = aChat()
  const inside = root.appendChild(document.createElement('div'))
  await render(<Chat chat={chat} portalContainer={root} />, { container: inside })
  onTestFinished(() => chat.stop())
  await chat.send('fine')
  const named = (name: string) => inside.querySelector<HTMLElement>(`[data-action="${name}"]`)
  await expect.poll(() => named('details')).not.toBeNull()
  named('details')?.focus()
  await expect.poll(() => root.querySelector('.rivulet-details-layer')).not.toBeNull()
  expect(document.querySelector('.rivulet-details-layer')).toBeNull()
  const regenerate = named('regenerate')
  regenerate?.focus()
  regenerate?.click()
  await expect.poll(() => root.activeElement?.getAttribute('role')).toBe('log')
})
