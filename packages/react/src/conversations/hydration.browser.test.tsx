// A list that a server has read and rendered, taken over by a page whose conversations are in IndexedDB.
import { indexedDBStorage, memoryStorage, type ConversationStorage } from '@rivulet/chat'
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider, type DehydratedState } from '@tanstack/react-query'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { eventually } from '../gateways.fixture.js'
import { conversationsOptions, useConversations } from '../index.js'

function List({ storage }: { storage: ConversationStorage }) {
  const { conversations, isPending } = useConversations({ storage })
  return <ul>{isPending ? <li>…</li> : conversations.map(({ id, title }) => <li key={id}>{title}</li>)}</ul>
}

interface PageProps {
  state: DehydratedState
  storage: ConversationStorage
  client: QueryClient
}

const Page = ({ state, storage, client }: PageProps) => (
  <QueryClientProvider client={client}>
    <HydrationBoundary state={state}>
      <List storage={storage} />
    </HydrationBoundary>
  </QueryClientProvider>
)

it('is shown at once, without a mismatch, and not read again until it changes', async () => {
  const name = `test-${crypto.randomUUID()}`
  const ofServer = memoryStorage({ name })
  await ofServer.save('one', { info: { title: 'Rivers' } })
  const client = new QueryClient()
  await client.prefetchQuery(conversationsOptions({ storage: ofServer }))
  const state = JSON.parse(JSON.stringify(dehydrate(client))) as DehydratedState
  const html = renderToString(<Page state={state} storage={ofServer} client={new QueryClient()} />)
  expect(html).toBe('<ul><li>Rivers</li></ul>')

  const storage = indexedDBStorage({ name })
  const [list, subscribe] = [vi.spyOn(storage, 'list'), vi.spyOn(storage, 'subscribe')]
  const mismatches: unknown[] = []
  const container = document.createElement('div')
  container.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes)
  const item = container.querySelector('li')
  const page = <Page state={state} storage={storage} client={new QueryClient()} />
  const root = hydrateRoot(container, page, { onRecoverableError: (error) => mismatches.push(error) })
  // Its effects have run: whatever it reads of its own accord, it has asked for.
  await eventually(() => expect(subscribe).toHaveBeenCalledTimes(1))
  expect([list.mock.calls.length, mismatches]).toEqual([0, []])
  expect(container.querySelector('li')).toBe(item)

  await storage.save('two', { info: { title: 'Lakes' } })
  await eventually(() => expect(container.textContent).toBe('Lakes'))
  expect([list.mock.calls.length, mismatches]).toEqual([1, []])
  root.unmount()
  indexedDB.deleteDatabase(name)
})

it('stands for nothing on a server that has read none', async () => {
  const list = vi.fn<() => Promise<[]>>()
  const storage: ConversationStorage = { ...memoryStorage(), list }
  expect(renderToString(<Page state={{ mutations: [], queries: [] }} storage={storage} client={new QueryClient()} />)).toBe(
    '<ul><li>…</li></ul>',
  )
  expect(list).not.toHaveBeenCalled()
})
