// The hooks that show what waits, and the branches of what was said.
import { textOf, type Chat } from '@rivulet/chat'
import type { ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import { ChatProvider, createChat, useBranches, useMessageIds, useQueue } from './index.js'

function provided() {
  const gateway = dictation()
  const chat = createChat({ client: gateway.client, model: 'm' })
  const wrapper = ({ children }: { children: ReactNode }) => <ChatProvider chat={chat}>{children}</ChatProvider>
  /** Answers the request with this number, the first being 1. */
  const answer = async (number: number, text: string) => {
    await eventually(() => expect(gateway.requests).toHaveLength(number))
    gateway.last().say(text)
    gateway.last().end()
    await eventually(() => expect(textOf(chat.getSnapshot().messages.at(-1)!)).toBe(text))
  }
  return { gateway, chat, wrapper, answer }
}

const idle = (chat: Chat) => eventually(() => expect(chat.getSnapshot().run.phase).toBe('idle'))

describe('useQueue', () => {
  it('shows what waits and changes it, and does not render for tokens', async () => {
    const { gateway, chat, wrapper } = provided()
    let renders = 0
    const { result } = await renderHook(
      () => {
        renders += 1
        return useQueue()
      },
      { wrapper },
    )
    const waiting = () => result.current.items.map(({ content }) => content)
    await chat.send('first')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    for (const id of ['b', 'c', 'd']) await chat.send(id, { id })
    await eventually(() => expect(waiting()).toEqual(['b', 'c', 'd']))
    result.current.edit('b', 'B')
    result.current.move('d', 0)
    result.current.remove('c')
    await eventually(() => expect(waiting()).toEqual(['d', 'B']))
    const before = renders
    let commits = 0
    const leave = chat.subscribe(() => (commits += 1))
    for (let at = 0; at < 10; at += 1) {
      gateway.last().say(`${at} `)
      await new Promise(requestAnimationFrame)
    }
    leave()
    expect(commits).toBeGreaterThan(3)
    expect(renders).toBe(before)
    await chat.stop()
    await eventually(() => expect(result.current).toMatchObject({ held: true, items: [{}, {}] }))
    result.current.resume()
    await eventually(() => expect(result.current).toMatchObject({ held: false, items: [{ content: 'B' }] }))
    await eventually(() => expect(gateway.last().body.messages.at(-1)).toEqual({ role: 'user', content: 'd' }))
    result.current.remove('b')
    await eventually(() => expect(result.current.items).toEqual([]))
    await chat.stop()
  })
})

describe('useBranches', () => {
  it('says where a message stands among those beside it, and shows another', async () => {
    const { gateway, chat, wrapper, answer } = provided()
    let renders = 0
    const { result } = await renderHook(
      () => {
        renders += 1
        const shown = useMessageIds().at(-1) ?? 'nobody'
        return { shown, ...useBranches(shown) }
      },
      { wrapper },
    )
    expect(result.current).toMatchObject({ ids: [], index: -1 })
    await chat.send('Which way?')
    await answer(1, 'Left.')
    await idle(chat)
    const left = result.current.shown
    expect(result.current).toMatchObject({ ids: [left], index: 0 })
    await chat.regenerate()
    await answer(2, 'Right.')
    await idle(chat)
    await eventually(() => expect(result.current).toMatchObject({ ids: [left, chat.getSnapshot().messages.at(-1)!.id], index: 1 }))
    const { ids } = result.current
    result.current.select(left)
    await eventually(() => expect(result.current).toMatchObject({ shown: left, index: 0 }))
    expect(result.current.ids).toBe(ids)
    expect(() => result.current.select('nobody')).toThrow('No message with the id "nobody"')
    expect(gateway.requests).toHaveLength(2)
    // nobody; the answer; the other one; the first again; one more where React saw two changes apart
    expect(renders).toBeLessThanOrEqual(6)
  })

  it('leaves out an answer that a retry replaced', async () => {
    const { chat, wrapper, answer } = provided()
    const { result } = await renderHook(() => useBranches(useMessageIds().at(-1) ?? 'nobody'), { wrapper })
    await chat.send('Which way?')
    await answer(1, 'Left.')
    await idle(chat)
    await chat.retry()
    await answer(2, 'Right.')
    await idle(chat)
    await eventually(() => expect(result.current).toMatchObject({ ids: [chat.getSnapshot().messages.at(-1)!.id], index: 0 }))
  })

  it('gives the same object until there is another branch, whatever else changes', async () => {
    const { chat, wrapper, answer } = provided()
    await chat.send('Which way?')
    await answer(1, 'Left.')
    await idle(chat)
    const replaced = chat.getSnapshot().messages.at(-1)!.id
    await chat.retry()
    await answer(2, 'Right.')
    await idle(chat)
    const { id } = chat.getSnapshot().messages.at(-1)!
    let renders = 0
    const { result, rerender } = await renderHook(
      () => {
        renders += 1
        return useBranches(id)
      },
      { wrapper },
    )
    const first = result.current
    expect(first).toMatchObject({ ids: [id], index: 0 })
    await rerender()
    await chat.send('And then?')
    await answer(3, 'Straight on.')
    await idle(chat)
    // It is among those beside this one, and no branch.
    chat.remove(replaced)
    const before = renders
    await new Promise(requestAnimationFrame)
    expect(result.current).toBe(first)
    expect(renders).toBe(before)
    chat.selectBranch(id)
    await chat.regenerate(id)
    await eventually(() => expect(result.current.ids).toHaveLength(2))
    expect(result.current).not.toBe(first)
    await answer(4, 'Neither.')
  })
})
