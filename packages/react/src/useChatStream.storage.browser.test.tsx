// A chat that is kept, over the real IndexedDB of a browser.
import { textOf, type Chat, type ChatMessage } from '@rivulet/chat'
import { StrictMode, useEffect } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { eventually } from './gateways.fixture.js'
import { useChatStream } from './index.js'
import { storedRain } from './rows.fixture.js'

afterEach(() => void vi.unstubAllGlobals())

const textsOf = (messages: readonly ChatMessage[]) => messages.map((message) => textOf(message))

describe('useChatStream with a storage', () => {
  it('shows that it reads, then what it has read', async () => {
    const storage = await storedRain()
    const { client } = dictation()
    const shown: unknown[] = []
    await renderHook(() => {
      const { loading, messages } = useChatStream({ client, model: 'm', id: 'kept', storage })
      shown.push([loading, ...textsOf(messages)])
    })
    await eventually(() => expect(shown.at(-1)).toEqual([false, 'What falls?', 'Rain.']))
    expect(shown[0]).toEqual([true])
  })

  it('leaves one conversation for another: the run of the first is detached, and what came of it is kept', async () => {
    const storage = await storedRain()
    const gateway = dictation()
    /** What was shown of each chat at first. */
    const first = new Map<Chat, object>()
    const { result, rerender } = await renderHook((id: string = 'other') => {
      const { chat, messages, run } = useChatStream({ client: gateway.client, model: 'm', id, storage })
      const shown = { chat, run, texts: textsOf(messages) }
      if (!first.has(chat)) first.set(chat, shown)
      return shown
    })
    const { chat: left } = result.current
    await left.send('What else?')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Snow')
    await eventually(() => expect(result.current.texts).toEqual(['What else?', 'Snow']))
    await rerender('kept')
    expect(first.get(result.current.chat)).toMatchObject({ run: { phase: 'idle' }, texts: [] })
    await eventually(() => expect(result.current.texts).toEqual(['What falls?', 'Rain.']))
    expect(left.getSnapshot().messages.at(-1)?.ending).toEqual({ kind: 'detached' })
    expect(gateway.last().isClosed()).toBe(true)
    await rerender('other')
    await eventually(() => expect(result.current.texts).toEqual(['What else?', 'Snow']))
    expect(result.current.chat).not.toBe(left)
    expect(gateway.requests).toHaveLength(1)
  })

  it('goes on without a storage that does not answer in time', async () => {
    const storage = { ...(await storedRain()), load: () => new Promise<never>(() => {}) }
    const gateway = dictation()
    const { result } = await renderHook(() => {
      const { chat, loading, storageError } = useChatStream({
        client: gateway.client,
        model: 'm',
        id: 'kept',
        storage,
        storageTimeoutMs: 50,
      })
      return { chat, loading, code: storageError?.code }
    })
    await result.current.chat.send('And now?')
    await eventually(() => expect(result.current).toMatchObject({ loading: false, code: 'timeout' }))
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    await result.current.chat.stop()
  })

  it('opens one channel under StrictMode, and sends once', async () => {
    const open: string[] = []
    class Channel extends BroadcastChannel {
      constructor(name: string) {
        super(name)
        if (name.startsWith('rivulet-chat:')) open.push(name)
      }
      override close() {
        super.close()
        if (open.includes(this.name)) open.splice(open.indexOf(this.name), 1)
      }
    }
    vi.stubGlobal('BroadcastChannel', Channel)
    const storage = await storedRain()
    const gateway = dictation()
    let chat: Chat | undefined
    function Page() {
      const state = useChatStream({ client: gateway.client, model: 'm', id: 'kept', storage })
      const { send } = state
      useEffect(() => {
        chat = state.chat
        void send('And now?', { id: 'on-mount' })
      }, [state.chat, send])
      return <p>{textsOf(state.messages).join(' ')}</p>
    }
    const { unmount } = await render(<Page />, { wrapper: StrictMode })
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Hail.')
    gateway.last().end()
    await eventually(() => expect(document.querySelector('p')?.textContent).toBe('What falls? Rain. And now? Hail.'))
    await eventually(() => expect(chat?.getSnapshot().run.phase).toBe('idle'))
    expect(gateway.requests.map(({ body }) => body.messages.map(({ content }) => content))).toEqual([['What falls?', 'Rain.', 'And now?']])
    expect(open).toHaveLength(1)
    await unmount()
    await eventually(() => expect(open).toEqual([]))
  })
})
