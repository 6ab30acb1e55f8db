import { defineTool, requestMessages, textOf, type ChatClient } from '@rivulet/chat'
import { createChatClient, type Model } from '@rivulet/core'
import { createGateway, toFetch } from '@rivulet/replay'
import { QueryClient, QueryClientProvider, useIsMutating, useQuery } from '@tanstack/react-query'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { dictation } from './dictation.fixture.js'
import { torrent } from './frames.fixture.js'
import { eventually, gatewayScope, TEST_KEY } from './gateways.fixture.js'
import {
  ChatProvider,
  modelsOptions,
  useChatState,
  useChatStream,
  useMessage,
  useMessageIds,
  useRun,
  useSendMessage,
  type Chat,
  type UseChatStreamOptions,
} from './index.js'

const options = (scope: ReturnType<typeof gatewayScope>) => ({ baseURL: scope.baseURL('infery'), apiKey: TEST_KEY, model: 'gpt-4o' })
const grown = (chat: Chat) => eventually(() => expect(textOf(chat.getSnapshot().messages.at(-1)!).length).toBeGreaterThan(20))
const idle = (chat: Chat) => eventually(() => expect(chat.getSnapshot().run.phase).toBe('idle'))

describe('useChatStream', () => {
  it('sends once under StrictMode, and is not left by its second mount', async () => {
    const scope = gatewayScope()
    let chat: Chat | undefined
    function Page() {
      const state = useChatStream(options(scope))
      chat = state.chat
      const { send } = state
      useEffect(() => {
        void send('haiku', { id: 'on-mount' })
      }, [send])
      return <p>{state.messages.map((message) => textOf(message)).join('|')}</p>
    }
    await render(<Page />, { wrapper: StrictMode })
    await idle(chat!)
    expect(chat!.getSnapshot().messages.at(-1)?.ending).toMatchObject({ kind: 'complete' })
    expect((await scope.seen()).requests).toBe(1)
  })

  it('leaves when it unmounts: the request is closed at the gateway', async () => {
    const scope = gatewayScope()
    const { result, unmount } = await renderHook(() => useChatStream(options(scope)))
    const { chat } = result.current
    // So long an answer that it is not whole before the slowest machine has left.
    await chat.send('markdown')
    await grown(chat)
    await unmount()
    await eventually(() => expect(chat.getSnapshot().messages.at(-1)?.ending).toEqual({ kind: 'detached' }))
    expect(await scope.ended(1)).toMatchObject([{ ending: 'disconnected' }])
  })

  it('does not read through what is no option of the client when it renders', async () => {
    const { client } = torrent()
    const toJSON = vi.fn<() => string>(() => 'read')
    const given = { params: { metadata: { toJSON } as never }, initialMessages: [{ role: 'user' as const, content: 'Hello', toJSON }] }
    const { rerender } = await renderHook((model: string = 'one') => useChatStream({ client, model, ...given }))
    await rerender('two')
    expect(toJSON).not.toHaveBeenCalled()
  })

  it('does not render an owner that reads no messages while tokens come', async () => {
    let renders = 0
    const gateway = dictation()
    const { result } = await renderHook(() => {
      renders += 1
      const { chat, run } = useChatStream({ client: gateway.client, model: 'm' })
      return { chat, phase: run.phase }
    })
    const { chat } = result.current
    let commits = 0
    chat.subscribe(() => (commits += 1))
    await chat.send('Count.')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    for (let token = 0; token < 6; token += 1) {
      const before = commits
      gateway.last().say(`${token} `)
      await eventually(() => expect(commits).toBeGreaterThan(before))
    }
    gateway.last().end()
    await idle(chat)
    await eventually(() => expect(result.current.phase).toBe('idle'))
    // mount, connecting, waiting, streaming, idle; a phase may be gone before React sees it
    expect(renders).toBeLessThanOrEqual(5)
  })

  it('reads a field newly, also when it changed while nobody looked', async () => {
    const { client } = torrent()
    const { result, rerender } = await renderHook((looks: boolean = false) => {
      const state = useChatStream({ client, model: 'm' })
      return { chat: state.chat, count: looks ? state.messages.length : -1 }
    })
    await result.current.chat.send('haiku')
    await idle(result.current.chat)
    expect(result.current.count).toBe(-1)
    await rerender(true)
    expect(result.current.count).toBe(2)
    await result.current.chat.send('haiku')
    await eventually(() => expect(result.current.count).toBe(4))
  })

  it('applies a model, headers and callbacks that change, from the next request on, in the same chat', async () => {
    const bodies: { model: string }[] = []
    const seen: (string | null)[] = []
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity }))
    const fetch: typeof globalThis.fetch = (input, init) => {
      bodies.push(JSON.parse(init?.body as string))
      seen.push(new Headers(init?.headers).get('x-tenant'))
      return gateway(input, init)
    }
    const finished: string[] = []
    const { result, rerender } = await renderHook((model: string = 'one') =>
      useChatStream({
        baseURL: 'https://gateway.example/v1',
        apiKey: 'a-key',
        fetch,
        headers: { 'x-tenant': model },
        model,
        onFinish: () => finished.push(model),
      }),
    )
    const { chat } = result.current
    await chat.send('haiku')
    await idle(chat)
    await rerender('two')
    expect(result.current.chat).toBe(chat)
    await chat.send('haiku')
    await idle(chat)
    expect(bodies.map(({ model }) => model)).toEqual(['one', 'two'])
    expect(seen).toEqual(['one', 'two'])
    expect(finished).toEqual(['one', 'two'])
  })

  it('asks with the options of the render that changed them, and keeps its client while they only look new', async () => {
    const urls: string[] = []
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity }))
    const { result, rerender } = await renderHook((version: string = '1') =>
      useChatStream({
        baseURL: 'https://gateway.example/v1',
        apiKey: () => 'a-key',
        searchParams: { version },
        fetch: (input, init) => {
          urls.push(`${version}: ${input}`)
          return gateway(input, init)
        },
        model: 'm',
      }),
    )
    const { chat } = result.current
    for (const version of ['1', '2']) {
      await rerender(version)
      await chat.send('haiku')
      await idle(chat)
    }
    const url = 'https://gateway.example/v1/chat/completions?version='
    expect(urls).toEqual([`1: ${url}1`, `2: ${url}2`])
  })

  it('never gives what is meant for one gateway to another', async () => {
    // The next try comes when the test looks for it, and not while the machine stands still.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      // The one timer of all frames stands over from test to test in a page: it runs out with the others.
      vi.advanceTimersByTime(1000)
      vi.useRealTimers()
    })
    const seen: string[] = []
    const gateway = toFetch(createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Infinity }))
    let failing = true
    const { result, rerender } = await renderHook((name: string = 'a') =>
      useChatStream({
        baseURL: `https://${name}.example/v1`,
        apiKey: () => `key-of-${name}`,
        headers: { 'x-tenant': name },
        fetch: (input, init) => {
          const headers = new Headers(init?.headers)
          seen.push(`${new URL(input).host} ${headers.get('x-tenant')} ${headers.get('authorization')}`)
          return failing ? Promise.resolve(new Response('', { status: 503, headers: { 'retry-after-ms': '100' } })) : gateway(input, init)
        },
        model: 'm',
      }),
    )
    const { chat } = result.current
    await chat.send('haiku')
    await eventually(() => expect(chat.getSnapshot().run.phase).toBe('retrying'))
    await rerender('b')
    failing = false
    await idle(chat)
    await chat.send('haiku')
    await idle(chat)
    expect(seen).toEqual(['a.example a Bearer key-of-a', 'a.example a Bearer key-of-a', 'b.example b Bearer key-of-b'])
  })

  it('applies a client, tools and what to do while busy, from the next request on', async () => {
    const [one, two] = [dictation(), dictation()]
    const seen: string[] = []
    const toolOf = (version: string) =>
      defineTool({
        name: `weather_${version}`,
        description: 'How it is outside.',
        parameters: { type: 'object' },
        validate: (input) => input,
        execute: () => seen.push(version),
      })
    const first = { client: one.client, tools: [toolOf('one')], whileBusy: 'reject' as const }
    const { result, rerender } = await renderHook((changed: Partial<UseChatStreamOptions> & { client: ChatClient } = first) =>
      useChatStream({ model: 'm', ...changed }),
    )
    const { chat } = result.current
    await chat.send('And?')
    await eventually(() => expect(one.requests).toHaveLength(1))
    await expect(chat.send('Now?')).rejects.toThrow('still answering')
    // The answer under way calls a tool that it was sent with, and goes on with what the hook was given last.
    one.last().call('weather_one', {})
    await rerender({ client: two.client, tools: [toolOf('one'), toolOf('two')], whileBusy: 'queue' })
    await eventually(() => expect(two.requests).toHaveLength(1))
    expect([result.current.chat === chat, seen]).toEqual([true, ['one']])
    expect(two.last().body).toMatchObject({ tools: [{ function: { name: 'weather_one' } }, { function: { name: 'weather_two' } }] })
    await chat.send('Now?')
    expect(chat.getSnapshot().queue).toMatchObject([{ content: 'Now?' }])
    await rerender({ client: one.client, whileBusy: 'interrupt' })
    await chat.send('At once!')
    await eventually(() => expect(one.requests).toHaveLength(2))
    expect(two.last().isClosed()).toBe(true)
    expect(one.last().body.messages.at(-1)).toEqual({ role: 'user', content: 'At once!' })
    expect(one.last().body).not.toHaveProperty('tools')
    chat.queue.remove(chat.getSnapshot().queue[0]!.id)
    await chat.stop()
  })

  it('calls the callbacks of the last render, for an answer that began before it', async () => {
    const gateway = dictation()
    const heard: string[] = []
    const { result, rerender } = await renderHook((name: string = 'first') =>
      useChatStream({
        client: gateway.client,
        model: 'm',
        prepareRequest: (path) => [{ role: 'system', content: name }, ...requestMessages(path)],
        onFinish: (answer) => heard.push(`${name} finish ${textOf(answer)}`),
        onError: ({ code }) => heard.push(`${name} error ${code}`),
      }),
    )
    const { chat } = result.current
    await chat.send('One')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    await rerender('second')
    gateway.last().say('Yes.')
    gateway.last().end()
    await idle(chat)
    await chat.send('Two')
    await eventually(() => expect(gateway.requests).toHaveLength(2))
    await rerender('third')
    gateway.last().say('No')
    gateway.last().fail()
    await idle(chat)
    expect(heard).toEqual(['second finish Yes.', 'third error gateway', 'third finish No'])
    expect(gateway.requests.map(({ body }) => body.messages[0]?.content)).toEqual(['first', 'second'])
  })

  it('is another chat with another id', async () => {
    const { client } = torrent()
    const { result, rerender } = await renderHook((id: string = 'a') => useChatStream({ client, model: 'm', id }))
    const first = result.current.chat
    await first.send('haiku')
    await idle(first)
    await rerender('b')
    expect(result.current.id).toBe('b')
    expect(result.current.messages).toEqual([])
    expect(first.getSnapshot().messages).toHaveLength(2)
  })
})

describe('hooks below a ChatProvider', () => {
  it('give what they name, each rendering for that alone', async () => {
    const { client } = torrent()
    const renders = { ids: 0, run: 0, first: 0, count: 0 }
    let chat: Chat | undefined
    function Ids() {
      renders.ids += 1
      return <p data-testid="ids">{useMessageIds().length}</p>
    }
    function Phase() {
      renders.run += 1
      return <p data-testid="phase">{useRun().phase}</p>
    }
    function First() {
      renders.first += 1
      const message = useMessage(useMessageIds()[0] ?? '')
      return <p>{message ? textOf(message) : ''}</p>
    }
    function Count() {
      renders.count += 1
      return <p>{useChatState(({ messages }) => messages.length)}</p>
    }
    function Page({ children }: { children: ReactNode }) {
      chat = useChatStream({ client, model: 'm' }).chat
      return <ChatProvider chat={chat}>{children}</ChatProvider>
    }
    const parts = [<Ids key="1" />, <Phase key="2" />, <First key="3" />, <Count key="4" />]
    const screen = await render(<Page>{parts}</Page>)
    await chat!.send('markdown')
    await idle(chat!)
    await expect.element(screen.getByTestId('phase')).toHaveTextContent('idle')
    await expect.element(screen.getByTestId('ids')).toHaveTextContent('2')
    expect(renders.ids).toBeLessThanOrEqual(3)
    expect(renders.first).toBeLessThanOrEqual(3)
    expect(renders.count).toBeLessThanOrEqual(3)
    expect(renders.run).toBeLessThanOrEqual(5)
  })

  it('say how to mend a missing provider', async () => {
    const onError = vi.fn()
    await renderHook(() => useRun(), { createRootOptions: { onUncaughtError: onError } }).catch(onError)
    expect(String(onError.mock.calls[0]?.[0])).toContain('<ChatProvider chat={chat}>')
  })
})

/** A chat and a client below TanStack Query's provider. */
function withQuery(client: ChatClient) {
  const queryClient = new QueryClient()
  let chat: Chat | undefined
  function Provider({ children }: { children: ReactNode }) {
    chat = useChatStream({ client, model: 'gpt-4o' }).chat
    return (
      <QueryClientProvider client={queryClient}>
        <ChatProvider chat={chat}>{children}</ChatProvider>
      </QueryClientProvider>
    )
  }
  return { queryClient, Provider, chat: () => chat! }
}

describe('TanStack Query', () => {
  it('lists the gateway’s models', async () => {
    const client = createChatClient({ baseURL: gatewayScope().baseURL('infery'), apiKey: TEST_KEY })
    const { queryClient, Provider } = withQuery(client)
    const { result } = await renderHook(() => useQuery(modelsOptions(client)), { wrapper: Provider })
    await eventually(() => expect(result.current.data?.map(({ id }) => id)).toEqual(['gpt-4o', 'gpt-4o-mini']))
    expectTypeOf(queryClient.getQueryData(modelsOptions(client).queryKey)).toEqualTypeOf<Model[] | undefined>()
    expect(queryClient.getQueryData(modelsOptions(client).queryKey)).toHaveLength(2)
  })

  it('sends as a mutation that resolves when the message was accepted', async () => {
    const gateway = dictation()
    const { Provider, queryClient, chat } = withQuery(gateway.client)
    const keys: unknown[] = []
    queryClient.getMutationCache().subscribe(({ mutation }) => keys.push(mutation?.options.mutationKey))
    const { result } = await renderHook(() => ({ mutation: useSendMessage(), sending: useIsMutating() }), { wrapper: Provider })
    await result.current.mutation.mutateAsync('haiku')
    expect(chat().getSnapshot().run.phase).not.toBe('idle')
    // Accepted into the queue: the answer before it is still coming.
    await result.current.mutation.mutateAsync({ content: 'more', id: 'waits' })
    expect(chat().getSnapshot()).toMatchObject({ queue: [{ id: 'waits', content: 'more' }], messages: [{}, { state: 'pending' }] })
    chat().queue.remove('waits')
    chat().configure({ whileBusy: 'reject' })
    await expect(result.current.mutation.mutateAsync({ content: 'more' })).rejects.toThrow('still answering')
    await eventually(() => expect(gateway.requests).toHaveLength(1))
    gateway.last().say('Clouds drift.')
    gateway.last().end()
    await idle(chat())
    expect(keys).toContainEqual(['rivulet', 'send', chat().id])
    expect(gateway.requests).toHaveLength(1)
  })
})
