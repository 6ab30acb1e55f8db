// How often a chat renders and commits, counted in a real browser.
import { textOf, type Chat, type ChatClient, type ChatMessage } from '@rivulet/chat'
import { memo, Profiler, useEffect, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { dictation, type Dictation } from './dictation.fixture.js'
import { countFrames } from './frames.fixture.js'
import { eventually } from './gateways.fixture.js'
import { ChatProvider, useChatStream, useMessage, useMessageIds, type UseChatStreamOptions } from './index.js'

afterEach(() => void vi.restoreAllMocks())

const idle = (chat: Chat) => eventually(() => expect(chat.getSnapshot().run.phase).toBe('idle'))
const answerOf = (chat: Chat) => chat.getSnapshot().messages.at(-1)!

const renders = new Map<string, number>()
const Row = memo(function Row({ message }: { message: ChatMessage }) {
  renders.set(message.id, (renders.get(message.id) ?? 0) + 1)
  return <li>{textOf(message)}</li>
})
const RowOf = memo(function RowOf({ id, transition }: { id: string; transition: boolean }) {
  const message = useMessage(id, { transition })
  return message ? <Row message={message} /> : null
})

interface PageProps extends Pick<UseChatStreamOptions, 'initialMessages'> {
  client: ChatClient
  onChat: (chat: Chat) => void
}

function RowsOfMessages({ onChat, ...options }: PageProps) {
  const { chat, messages } = useChatStream({ ...options, model: 'm' })
  useEffect(() => onChat(chat), [chat, onChat])
  return messages.map((message) => <Row key={message.id} message={message} />)
}

function PageOfRows({ onChat, transition = false, ...options }: PageProps & { transition?: boolean }) {
  const { chat } = useChatStream({ ...options, model: 'm' })
  useEffect(() => onChat(chat), [chat, onChat])
  return (
    <ChatProvider chat={chat}>
      <RowsOfIds transition={transition} />
    </ChatProvider>
  )
}
const RowsOfIds = ({ transition }: { transition: boolean }) =>
  useMessageIds().map((id) => <RowOf key={id} id={id} transition={transition} />)

/** How many deltas come at each; a tenth of them shows the same, but for what grows with an answer. */
const FEWER = import.meta.env['LONG_SUITE'] ? 10_000 : 1000
const PAGES: [name: string, deltas: number, Page: (props: PageProps) => ReactNode][] = [
  ['rows of useChatStream’s messages', FEWER, RowsOfMessages],
  ['rows of useMessage', 10_000, PageOfRows],
  ['rows of useMessage, in transitions', FEWER, (props) => <PageOfRows transition {...props} />],
]

describe.each(PAGES)('deltas into the last of 1,000 messages: %s, %d', (name, deltas, Page) => {
  it('commit once a frame at most, and render no other message', async ({ annotate }) => {
    renders.clear()
    const gateway = dictation()
    const initialMessages = Array.from({ length: 998 }, (_, at) => ({
      role: at % 2 ? ('assistant' as const) : ('user' as const),
      content: `Message ${at}`,
    }))
    let commits = 0
    let chat!: Chat
    const options = { client: gateway.client, initialMessages, onChat: (made: Chat) => void (chat = made) }
    await render(
      <Profiler id="page" onRender={() => (commits += 1)}>
        <Page {...options} />
      </Profiler>,
    )
    await chat.send('Count.')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    const { say, end } = gateway.last()
    say('0')
    await eventually(() => expect(chat.getSnapshot().run.phase).toBe('streaming'))
    await eventually(() => expect(renders.size).toBe(1000))
    const framesSoFar = countFrames()
    commits = 0
    const each = deltas / 100
    for (let read = 0; read < 100; read += 1) {
      say(...Array.from({ length: each }, (_, at) => ` ${read * each + at}`))
      await new Promise((resolve) => setTimeout(resolve))
    }
    end()
    await idle(chat)
    await eventually(() => expect(document.querySelector('li:last-child')?.textContent).toBe(textOf(answerOf(chat))))
    expect(textOf(answerOf(chat))).toMatch(new RegExp(` ${deltas - 2} ${deltas - 1}$`))
    const frames = framesSoFar()
    expect(commits).toBeGreaterThan(1)
    // and one for the end, which waits for no frame
    expect(commits).toBeLessThanOrEqual(frames + 1)
    renders.delete(answerOf(chat).id)
    const others = [...renders.values()].reduce((sum, count) => sum + count - 1, 0)
    await annotate(`${name}: ${commits} commits in ${frames} frames, ${others} renders of ${renders.size} other messages after their first`)
    expect(others).toBe(0)
  })
})

/** Has the chat answer with 40 reads, one a frame. Resolves with the texts that it had on the way. */
async function countedOut(chat: Chat, gateway: Dictation): Promise<string[]> {
  const shown = new Set<string>()
  const asked = gateway.requests.length
  await chat.send('Count.')
  const leave = chat.subscribe(() => shown.add(textOf(answerOf(chat))))
  await eventually(() => expect(gateway.requests).toHaveLength(asked + 1))
  for (let at = 0; at < 40; at += 1) {
    gateway.last().say(`${at} `)
    await new Promise(requestAnimationFrame)
  }
  gateway.last().end()
  await idle(chat)
  leave()
  return [...shown].filter((text) => text !== '')
}

describe('throttle', () => {
  it('leaves out commits of text that grows, not of its beginning nor of its end, and may change at any time', async () => {
    const gateway = dictation()
    const { result, rerender } = await renderHook((throttle?: number) => useChatStream({ client: gateway.client, model: 'm', throttle }))
    const { chat } = result.current
    const each = await countedOut(chat, gateway)
    const whole = each.at(-1)
    expect(whole).toMatch(/^0 1 .* 39 $/)
    expect(each.length).toBeGreaterThan(10)
    await rerender(1e6)
    expect(await countedOut(chat, gateway)).toEqual(['0 ', whole])
    // Longer than a frame takes on the slowest machine.
    await rerender(1000)
    const some = await countedOut(chat, gateway)
    expect(some.length).toBeLessThan(each.length)
    expect([some[0], some.at(-1)]).toEqual(['0 ', whole])
  })
})

it('goes on showing an answer while the page gets no frames, as a hidden tab does', async () => {
  const gateway = dictation()
  const { result } = await renderHook(() => {
    const { chat, messages } = useChatStream({ client: gateway.client, model: 'm' })
    return { chat, text: messages.length > 0 ? textOf(messages.at(-1)!) : '' }
  })
  const { chat } = result.current
  const shows = (text: string) => eventually(() => expect(result.current.text).toBe(text))
  await chat.send('Count.')
  await eventually(() => expect(gateway.requests).toHaveLength(1))
  const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0)
  gateway.last().say('One')
  await shows('One')
  gateway.last().say(' two')
  await shows('One two')
  gateway.last().say(' three')
  await shows('One two three')
  expect(frames).toHaveBeenCalledTimes(2)
  expect(chat.getSnapshot().run.phase).toBe('streaming')
  await chat.stop()
})
