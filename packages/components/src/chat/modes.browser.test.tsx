// A whole chat as those have it whose system has its own colours, or no motion; by the keys alone; and by an input method.
import { expect, onTestFinished, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Composer } from '../composer/index.js'
import { ModelPicker } from '../models/index.js'
import { MARKDOWN } from '../testing/messages.fixture.js'
import { scriptedChat } from '../testing/scriptedChat.fixture.js'
import { Chat } from './Chat.js'
import '../styles.css'

const session = cdp() as unknown as { send: (method: string, params?: object) => Promise<unknown> }

/** Has Chromium say so to media queries, until the test ends. */
async function emulate(name: string, value: string): Promise<void> {
  await session.send('Emulation.setEmulatedMedia', { features: [{ name, value }] })
  onTestFinished(async () => void (await session.send('Emulation.setEmulatedMedia', { features: [] })))
  expect(matchMedia(`(${name}: ${value})`).matches).toBe(true)
}

function aChat() {
  const chat = scriptedChat(
    (question) => ({ reasoning: 'Hm.', content: question === 'slow' ? 'It rains. '.repeat(60) : MARKDOWN }),
    {},
    { tokensPerSecond: 400 },
  )
  onTestFinished(() => chat.stop())
  return chat
}

type Scripted = ReturnType<typeof aChat>
const ended = (chat: Scripted) => vi.waitUntil(() => chat.getSnapshot().run.phase === 'idle', { timeout: 30_000 })

async function show(chat: Scripted) {
  const screen = await render(<Chat chat={chat} attachments />)
  await chat.send('Why?')
  await ended(chat)
  await chat.send('And then?')
  await ended(chat)
  return screen
}

/** Where the Tab key leads, from the beginning of the page until it has left the chat. */
async function tabStops(within: Element, onStop?: (stop: Element) => void): Promise<Element[]> {
  const stops: Element[] = []
  for (let presses = 0; presses < 100; presses++) {
    await userEvent.tab()
    const { activeElement } = document
    if (!activeElement || !within.contains(activeElement)) break
    stops.push(activeElement)
    onStop?.(activeElement)
  }
  return stops
}

const isBefore = (one: Element, other: Element) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)

test('the Tab key goes through a chat in the order in which it is read, and out of it again, either way', async () => {
  const screen = await show(aChat())
  const stops = await tabStops(screen.container)
  expect(stops.length).toBeGreaterThan(6)
  expect(new Set(stops).size).toBe(stops.length)
  const log = screen.getByRole('log').element()
  const field = screen.getByRole('textbox', { name: 'Message' }).element()
  expect(stops[0]).toBe(log)
  expect(stops.filter((stop, at) => at > 0 && !isBefore(stops[at - 1] as Element, stop))).toEqual([])
  expect(stops.indexOf(field)).toBeGreaterThan(stops.findLastIndex((stop) => log.contains(stop)))
  // And back.
  ;(stops.at(-1) as HTMLElement).focus()
  for (let at = stops.length - 2; at >= 0; at--) {
    await userEvent.tab({ shift: true })
    expect(screen.container.contains(document.activeElement)).toBe(true)
    if (document.activeElement === log) return
  }
  expect(document.activeElement).toBe(log)
})

/** What shows that an element has the focus: its own outline, or that of what stands around it. */
function ringOf(element: Element): Element | undefined {
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) return at
  }
  return undefined
}

test('in the system’s own colours the focus is seen wherever it goes, and fields and buttons have an edge', async () => {
  await emulate('forced-colors', 'active')
  const screen = await show(aChat())
  const unseen: string[] = []
  const stops = await tabStops(screen.container, (stop) => (ringOf(stop) ? undefined : void unseen.push(stop.outerHTML.slice(0, 120))))
  expect(stops.length).toBeGreaterThan(6)
  expect(unseen).toEqual([])
  const composer = screen.container.querySelector('.rivulet-composer') as Element
  expect(getComputedStyle(composer).borderTopStyle).toBe('solid')
  const question = screen.container.querySelector('[data-role="user"] > .rivulet-text') as Element
  const { borderTopWidth, outlineStyle, backgroundColor } = getComputedStyle(question)
  const page = getComputedStyle(document.documentElement).backgroundColor
  expect(borderTopWidth !== '0px' || outlineStyle !== 'none' || backgroundColor !== page).toBe(true)
})

const highlighted = () => document.querySelector('.rivulet-models-item[data-highlighted]')

test('in the system’s own colours the line of a list that Enter takes is seen', async () => {
  await emulate('forced-colors', 'active')
  const models = ['rivulet-large', 'rivulet-small'].map((id) => ({ id }))
  const screen = await render(
    <Composer onSend={vi.fn()} commands={[{ name: 'clear' }, { name: 'compare' }]}>
      <ModelPicker models={models} value="rivulet-large" onChange={vi.fn()} />
    </Composer>,
  )
  await screen.getByRole('textbox', { name: 'Message' }).click()
  await userEvent.keyboard('/')
  const command = screen.getByRole('option', { selected: true }).element()
  expect(ringOf(command)).toBe(command)
  await userEvent.keyboard('{Escape}')
  await screen.getByRole('button', { name: 'Model rivulet-large' }).click()
  await expect.element(screen.getByRole('option', { name: 'rivulet-small' })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(highlighted).not.toBeNull()
  expect(ringOf(highlighted() as Element)).toBe(highlighted())
})

test('where motion is unwelcome nothing moves, while an answer is waited for, written, and done', async () => {
  await emulate('prefers-reduced-motion', 'reduce')
  const chat = aChat()
  const screen = await render(<Chat chat={chat} />)
  const moving = new Set<string>()
  const note = () => {
    for (const animation of document.getAnimations()) {
      const { target, pseudoElement } = animation.effect as KeyframeEffect
      if (animation.playState === 'running') moving.add(`${target?.className}${pseudoElement ?? ''}`)
    }
  }
  await chat.send('slow')
  while (chat.getSnapshot().run.phase !== 'idle') {
    note()
    await new Promise(requestAnimationFrame)
  }
  await userEvent.hover(screen.getByRole('button', { name: 'Send' }))
  note()
  expect([...moving]).toEqual([])
})

test('Enter that ends a composition is not the one that sends an edited question', async () => {
  const chat = aChat()
  const screen = await show(chat)
  const question = screen.getByRole('article', { name: 'You' }).last()
  await question.hover()
  await question.getByRole('button', { name: 'Edit' }).click()
  const field = question.getByRole('textbox')
  await field.fill('')
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  // What an input method takes for itself reaches the page as key code 229.
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
  await expect.element(field).toBeVisible()
  expect(chat.getSnapshot().run.phase).toBe('idle')
  await session.send('Input.insertText', { text: '日本' })
  await expect.element(field).toHaveValue('日本')
  // A person takes longer to press the next key than a fast machine would.
  await new Promise((resolve) => setTimeout(resolve, 200))
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => chat.getSnapshot().messages.at(-2)?.wire.content).toBe('日本')
})

test('where nothing can hover, what can be done with a question in sight is there', async () => {
  const matchMedia = window.matchMedia.bind(window)
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => matchMedia(query === '(hover: none)' ? 'all' : query))
  onTestFinished(() => void vi.restoreAllMocks())
  const screen = await show(aChat())
  const question = screen.getByRole('article', { name: 'You' }).last()
  question.element().scrollIntoView()
  await expect.poll(() => question.element().querySelector('[data-action="edit"]')).not.toBeNull()
})
