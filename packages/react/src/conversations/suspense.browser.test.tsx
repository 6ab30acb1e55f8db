// Conversations that a component waits for in Suspense, over the real IndexedDB of a browser.
import { StorageError, textOf, type ConversationStorage } from '@rivulet/chat'
import { QueryClient, QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query'
import { Component, Suspense, type ReactNode } from 'react'
import { expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { eventually } from '../gateways.fixture.js'
import { conversationOptions, conversationsOptions, useConversations } from '../index.js'
import { newStorage, rowOf, storedRain } from '../rows.fixture.js'

function Conversation({ id, storage }: { id: string; storage: ConversationStorage }) {
  const { data } = useSuspenseQuery(conversationOptions(id, { storage }))
  return <p className="conversation">{data ? data.messages.map((message) => textOf(message)).join(' ') : 'None.'}</p>
}

function Titles({ storage }: { storage: ConversationStorage }) {
  const { data } = useSuspenseQuery(conversationsOptions({ storage }))
  return <p className="titles">{data.map(({ id }) => id).join(' ')}</p>
}

function Watcher({ storage }: { storage: ConversationStorage }) {
  useConversations({ storage })
  return null
}

class Boundary extends Component<{ children: ReactNode }> {
  override readonly state: { error?: unknown } = {}
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override render() {
    const { error } = this.state
    return error instanceof StorageError ? <p className="error">{error.code}</p> : this.props.children
  }
}

const page = (children: ReactNode) => (
  <QueryClientProvider client={new QueryClient()}>
    <Boundary>
      <Suspense fallback={<p className="fallback">…</p>}>{children}</Suspense>
    </Boundary>
  </QueryClientProvider>
)

const textOfAll = (selector: string) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)

it('are read once, shown whole, and true again after they changed', async () => {
  const storage = await storedRain()
  const [load, list] = [vi.spyOn(storage, 'load'), vi.spyOn(storage, 'list')]
  await render(
    page([
      <Conversation key="one" id="kept" storage={storage} />,
      <Conversation key="none" id="nobody" storage={storage} />,
      <Titles key="titles" storage={storage} />,
      <Watcher key="watcher" storage={storage} />,
    ]),
  )
  expect(textOfAll('.fallback')).toEqual(['…'])
  await eventually(() => expect(textOfAll('.conversation, .titles')).toEqual(['What falls? Rain.', 'None.', 'kept']))
  expect(textOfAll('.fallback')).toEqual([])
  expect(load.mock.calls.map(([id]) => id).toSorted()).toEqual(['kept', 'nobody'])
  expect(list).toHaveBeenCalledTimes(1)
  const shown = document.querySelector('.conversation')
  await storage.save('kept', { messages: [rowOf('more', 'answer', { role: 'user', content: 'And now?' })] })
  await eventually(() => expect(textOfAll('.conversation')).toEqual(['What falls? Rain. And now?', 'None.']))
  // What was there stays while it is read again.
  expect(document.querySelector('.conversation')).toBe(shown)
  expect([textOfAll('.fallback'), load.mock.calls.length]).toEqual([[], 3])
})

it('miss nothing that changes while a component waits', async () => {
  const storage = await storedRain()
  const load = storage.load.bind(storage)
  const reads: (() => void)[] = []
  vi.spyOn(storage, 'load').mockImplementation(async (id) => {
    const read = await load(id)
    await new Promise<void>((resolve) => reads.push(resolve))
    return read
  })
  const client = new QueryClient()
  await render(
    <QueryClientProvider client={client}>
      <Watcher storage={storage} />
      <Suspense fallback={<p className="fallback">…</p>}>
        <Conversation id="kept" storage={storage} />
      </Suspense>
    </QueryClientProvider>,
  )
  await eventually(() => expect(reads).toHaveLength(1))
  await storage.save('kept', { messages: [rowOf('more', 'answer', { role: 'user', content: 'And now?' })] })
  reads[0]?.()
  await eventually(() => expect(reads).toHaveLength(2))
  reads[1]?.()
  await eventually(() => expect(textOfAll('.conversation')).toEqual(['What falls? Rain. And now?']))
  expect(textOfAll('.fallback')).toEqual([])
})

it('are an error to a boundary where they cannot be read', async () => {
  const storage = newStorage()
  const complaints = vi.spyOn(console, 'error').mockReturnValue()
  vi.spyOn(storage, 'load').mockRejectedValue(new StorageError('unavailable', 'The database is gone.'))
  await render(page(<Conversation id="kept" storage={storage} />))
  await eventually(() => expect(textOfAll('.error')).toEqual(['unavailable']))
  complaints.mockRestore()
})
