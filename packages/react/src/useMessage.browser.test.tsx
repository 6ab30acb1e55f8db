// Live text beside the application's own transitions: how often React begins anew is counted, and what it commits is compared.
import { textOf, type Chat, type FrameScheduler } from '@rivulet/chat'
import { startTransition, useEffect, useState, type ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import { ChatProvider, createChat, useChatStream, useMessage, useMessageIds } from './index.js'

/** A small part of something large: React can pause after each. */
function Slow({ onRender }: { onRender?: (() => void) | undefined }) {
  onRender?.()
  const endMs = performance.now() + 8
  while (performance.now() < endMs);
  return null
}

function Answer({ transition }: { transition: boolean }) {
  const message = useMessage(useMessageIds().at(-1) ?? '', { transition })
  if (!message) return null
  return (
    <p className="answer" data-state={message.state}>
      {textOf(message)}
    </p>
  )
}

const answers = () => [...document.querySelectorAll('.answer')].map((element) => element.textContent)
const isOpen = () => document.querySelector('.large') !== null

/** A page whose chat is answering, and `open`, which has something large come in a transition. */
async function answeringPage(large: ReactNode, children?: ReactNode, frame?: FrameScheduler) {
  const gateway = dictation()
  let chat!: Chat
  let open!: () => void
  function Page() {
    const { chat: made } = useChatStream({ client: gateway.client, model: 'm', frame })
    const [isShown, show] = useState(false)
    useEffect(() => {
      chat = made
      open = () => startTransition(() => show(true))
    }, [made])
    return (
      <ChatProvider chat={made}>
        {children}
        {isShown ? <div className="large">{large}</div> : null}
      </ChatProvider>
    )
  }
  await render(<Page />)
  await chat.send('Go on.')
  await eventually(() => expect(gateway.requests).toHaveLength(1))
  const { say, end } = gateway.last()
  say('Rain ')
  await eventually(() => expect(chat.getSnapshot().run.phase).toBe('streaming'))
  return { chat, open: () => open(), say, end }
}

describe('text that grows in a transition', () => {
  it('lets the application’s own transition finish while it grows', async () => {
    let starts = 0
    const large = [<Slow key="first" onRender={() => (starts += 1)} />, ...Array.from({ length: 24 }, (_, at) => <Slow key={at} />)]
    const { chat, open, say, end } = await answeringPage(large, <Answer transition />)
    let frames = 0
    let isTalking = true
    const talk = () => {
      frames += 1
      say('falls ')
      if (isTalking) requestAnimationFrame(talk)
    }
    talk()
    await eventually(() => expect(answers()[0]).toContain('falls falls '))
    open()
    const before = frames
    await eventually(() => expect(isOpen()).toBe(true))
    expect(chat.getSnapshot().run.phase).toBe('streaming')
    // Subscribed to as an external store, each frame has React begin anew, until the transition expires five seconds later: 151 times in 302 frames.
    // Once is all it needs; on a machine with ten times too much to do it was four.
    expect(starts).toBeLessThanOrEqual(8)
    expect(frames).toBeGreaterThan(before)
    // It goes on growing, and is shown whole at the end.
    const length = answers()[0]?.length ?? 0
    await eventually(() => expect(answers()[0]?.length).toBeGreaterThan(length))
    isTalking = false
    end()
    await eventually(() => expect(chat.getSnapshot().run.phase).toBe('idle'))
    await eventually(() => expect(answers()).toEqual([textOf(chat.getSnapshot().messages.at(-1)!)]))
  })

  it('is there with the ending, which waits for no transition', async () => {
    const heard: (string | undefined)[] = []
    let dictate: (() => void) | undefined
    const large = Array.from({ length: 40 }, (_, at) => <Slow key={at} onRender={at === 2 ? () => dictate?.() : undefined} />)
    const { open, say, end } = await answeringPage(large, <Answer transition />)
    dictate = () => {
      dictate = undefined
      say('and stays.')
      end()
    }
    const observer = new MutationObserver(() => {
      const { state } = document.querySelector<HTMLElement>('.answer')!.dataset
      if (state === 'done') heard.push(`${isOpen() ? 'after' : 'before'} the transition: ${answers()[0]}`)
    })
    observer.observe(document.body, { subtree: true, attributes: true, childList: true, characterData: true })
    open()
    await eventually(() => expect(isOpen()).toBe(true))
    observer.disconnect()
    expect(heard[0]).toBe('before the transition: Rain and stays.')
  })

  it('follows another id, and an answer that goes on', async () => {
    const gateway = dictation()
    const chat = createChat({ client: gateway.client, model: 'm', initialMessages: [{ role: 'user', content: 'First' }] })
    const first = chat.getSnapshot().messages[0]!.id
    const { result, rerender } = await renderHook((id: string = first) => useMessage(id, { transition: true }), {
      wrapper: ({ children }: { children: ReactNode }) => <ChatProvider chat={chat}>{children}</ChatProvider>,
    })
    const shows = (text: string) => eventually(() => expect(result.current && textOf(result.current)).toBe(text))
    await chat.send('Second')
    const answerId = chat.getSnapshot().messages.at(-1)!.id
    await shows('First')
    await rerender(answerId)
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('One', ' two')
    await shows('One two')
    gateway.last().say(' three')
    await shows('One two three')
    await chat.stop()
    await eventually(() => expect(result.current?.ending).toEqual({ kind: 'stopped' }))
    await chat.continueAnswer()
    await eventually(() => expect(gateway.requests).toHaveLength(2))
    gateway.last().say(' four')
    await shows('One two three four')
    gateway.last().say(' five')
    await shows('One two three four five')
    await rerender(first)
    await shows('First')
    await rerender('nobody')
    expect(result.current).toBeUndefined()
    await chat.stop()
  })
})

/** In a turn of its own: a frame may come but once while all of something large is rendered, on a machine that is busy. */
const soon: FrameScheduler = (commit) => {
  const timer = setTimeout(commit)
  return () => clearTimeout(timer)
}

describe.each([{ transition: false }, { transition: true }])('two readers of a message, $transition', ({ transition }) => {
  it('never show two texts, though it grows while React renders them', async () => {
    let dictate: ((at: number) => void) | undefined
    const seen = new Set<string>()
    const slow = Array.from({ length: 12 }, (_, at) => <Slow key={at} onRender={() => dictate?.(at)} />)
    const large = [<Answer key="a" transition={transition} />, ...slow, <Answer key="b" transition={transition} />]
    const { chat, open, say, end } = await answeringPage(large, null, soon)
    let pieces = 0
    dictate = (at) => {
      seen.add(`${at > 6 ? 'late' : 'early'}: ${textOf(chat.getSnapshot().messages.at(-1)!).length}`)
      if ((pieces += 1) < 30) say('falls ')
    }
    const commits: (string | null)[][] = []
    const observer = new MutationObserver(() => commits.push(answers()))
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    open()
    await eventually(() => expect(isOpen()).toBe(true))
    say('and stays.')
    end()
    await eventually(() => expect(answers()[0]).toContain('and stays.'))
    observer.disconnect()
    // The text did change between the first reader's render and the second's.
    expect(seen.size).toBeGreaterThan(3)
    expect(commits.length).toBeGreaterThan(1)
    for (const texts of commits) expect(texts).toEqual([texts[0], texts[0]])
  })
})
