import { expectTypeOf, test } from 'vitest'
import {
  createChatClient,
  type ChatClient,
  type ChatClientOptions,
  type ChatCompletion,
  type ChatCompletionChunk,
  type ChatError,
  type ChatResult,
  type ChatStream,
  type Fetch,
  type Model,
  type RequestOptions,
  type Resolvable,
  type ResumeOptions,
  type RetryNotice,
  type Trace,
} from './index.js'

declare const client: ChatClient

test('a client needs its address and nothing else', () => {
  expectTypeOf(createChatClient).toBeCallableWith({ baseURL: '/v1' })
  expectTypeOf(createChatClient).returns.toEqualTypeOf<ChatClient>()
  // @ts-expect-error: there is no gateway without an address
  createChatClient({ apiKey: 'key' })
  // @ts-expect-error: a misspelt option is none
  createChatClient({ baseURL: '/v1', apikey: 'key' })
})

test('key, headers and body are values or functions that give them, now or later', () => {
  expectTypeOf<Resolvable<string>>().toEqualTypeOf<string | (() => string | Promise<string>)>()
  expectTypeOf<ChatClientOptions['apiKey']>().toEqualTypeOf<Resolvable<string | undefined> | undefined>()
  expectTypeOf<() => undefined>().toExtend<ChatClientOptions['apiKey']>()
  expectTypeOf<() => Promise<string>>().toExtend<ChatClientOptions['apiKey']>()
  expectTypeOf<() => Promise<{ 'x-team': string }>>().toExtend<ChatClientOptions['headers']>()
  expectTypeOf<() => { top_k: number }>().toExtend<ChatClientOptions['body']>()
  expectTypeOf<Promise<string>>().not.toExtend<ChatClientOptions['apiKey']>()
  expectTypeOf<(attempt: number) => string>().not.toExtend<ChatClientOptions['apiKey']>()
  expectTypeOf<Headers>().not.toExtend<ChatClientOptions['headers']>()
  expectTypeOf<() => Promise<{ 'x-count': number }>>().not.toExtend<ChatClientOptions['headers']>()
})

test('every option may be undefined, so that it can be handed through', () => {
  type Optional = Required<Omit<ChatClientOptions, 'baseURL'>>
  expectTypeOf<{ baseURL: string } & { [Option in keyof Optional]: undefined }>().toExtend<ChatClientOptions>()
  expectTypeOf<{ [Option in keyof RequestOptions]-?: undefined }>().toExtend<RequestOptions>()
})

test('fetch may be the platform’s, or less', () => {
  expectTypeOf<typeof globalThis.fetch>().toExtend<Fetch>()
  expectTypeOf<(url: string) => Promise<Response>>().toExtend<Fetch>()
  expectTypeOf<(url: URL) => Promise<Response>>().not.toExtend<Fetch>()
  expectTypeOf<(url: string) => Response>().not.toExtend<Fetch>()
})

test('a stream gives chunks, and an outcome that holds a completion and an ending', () => {
  expectTypeOf<ChatClient['stream']>().returns.toEqualTypeOf<ChatStream>()
  expectTypeOf<ChatStream>().toExtend<AsyncIterable<ChatCompletionChunk>>()
  expectTypeOf<ChatStream['result']>().resolves.toEqualTypeOf<ChatResult>()
  expectTypeOf<ChatStream['completion']>().toEqualTypeOf<ChatCompletion>()
  expectTypeOf<ChatStream['stop']>().toEqualTypeOf<() => Promise<void>>()
  expectTypeOf<ChatStream['detach']>().toEqualTypeOf<() => void>()
  const stream = client.stream({ model: 'm', messages: [] })
  // @ts-expect-error: the answer is the run's, nobody else's to set
  stream.completion = {} as ChatCompletion
})

test('iterating gives deltas with their fields', async () => {
  for await (const chunk of client.stream({ model: 'm', messages: [] })) {
    expectTypeOf(chunk.choices[0]?.delta.content).toEqualTypeOf<string | null | undefined>()
    expectTypeOf(chunk.choices[0]?.delta.reasoning_content).toEqualTypeOf<string | undefined>()
    // @ts-expect-error: there may be no choice in a chunk
    chunk.choices[0].delta satisfies object
  }
})

test('the other methods give an outcome and models', () => {
  expectTypeOf<ChatClient['complete']>().returns.resolves.toEqualTypeOf<ChatResult>()
  expectTypeOf<ChatClient['models']>().returns.resolves.toEqualTypeOf<Model[]>()
  expectTypeOf<ChatClient['models']>().toBeCallableWith({ signal: AbortSignal.abort(), headers: { 'x-team': 'a' } })
  // @ts-expect-error: a list of models is never tried again
  void client.models({ onRetry: () => {} })
})

test('a run that a relay keeps is read by its id', () => {
  expectTypeOf<ChatStream['runId']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<ChatStream['lastEventId']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<ChatClient['resume']>().returns.toEqualTypeOf<ChatStream>()
  expectTypeOf<Omit<RequestOptions, 'onRetry'>>().toExtend<ResumeOptions>()
  expectTypeOf<ChatClient['resume']>().toBeCallableWith('id', { lastEventId: client.resume('id').lastEventId })
  // @ts-expect-error: a stream of a plain gateway has no run to resume
  client.resume(client.stream({ model: 'm', messages: [] }).runId)
})

test('a request’s own options', () => {
  expectTypeOf<Parameters<NonNullable<RequestOptions['onRetry']>>>().toEqualTypeOf<[notice: RetryNotice]>()
  expectTypeOf<RetryNotice>().toEqualTypeOf<{ attempt: number; error: ChatError; delayMs: number; retryAtMs: number }>()
  expectTypeOf<Parameters<NonNullable<RequestOptions['onResponse']>>[0]>().toEqualTypeOf<Pick<Response, 'status' | 'headers' | 'url'>>()
  expectTypeOf<RequestOptions['trace']>().toEqualTypeOf<boolean | undefined>()
  expectTypeOf<ChatResult['trace']>().toEqualTypeOf<Trace | undefined>()
  // @ts-expect-error: the key is the client's
  client.stream({ model: 'm', messages: [] }, { apiKey: 'key' })
})
