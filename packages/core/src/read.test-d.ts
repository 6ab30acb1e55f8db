import { expectTypeOf, test } from 'vitest'
import {
  createAccumulator,
  createPartialJson,
  parseChatStream,
  readChat,
  readEvents,
  type Accumulator,
  type ChatClientOptions,
  type ChatCompletion,
  type ChatCompletionChunk,
  type ChatResult,
  type ChatSource,
  type Limits,
  type PartialJson,
  type ReadChatOptions,
  type ReadEventsOptions,
  type ReadOptions,
  type ReadSettings,
  type RuleName,
  type Rules,
  type ServerSentEvent,
  type Timeouts,
} from './index.js'

test('a source is a response, or a stream or iterable of bytes or text', () => {
  expectTypeOf<Response>().toExtend<ChatSource>()
  expectTypeOf<Response['body']>().exclude<null>().toExtend<ChatSource>()
  expectTypeOf<AsyncGenerator<string>>().toExtend<ChatSource>()
  expectTypeOf<AsyncIterable<Buffer>>().toExtend<ChatSource>()
  expectTypeOf<string>().not.toExtend<ChatSource>()
  expectTypeOf<Promise<Response>>().not.toExtend<ChatSource>()
  expectTypeOf<Uint8Array[]>().not.toExtend<ChatSource>()
})

test('every way to read takes any source and gives its own', () => {
  expectTypeOf(readEvents).toEqualTypeOf<(source: ChatSource, options?: ReadEventsOptions) => AsyncGenerator<ServerSentEvent>>()
  expectTypeOf(parseChatStream).toEqualTypeOf<(source: ChatSource, options?: ReadOptions) => AsyncGenerator<ChatCompletionChunk>>()
  expectTypeOf(readChat).toEqualTypeOf<(source: ChatSource, options?: ReadChatOptions) => Promise<ChatResult>>()
  expectTypeOf<ServerSentEvent>().toEqualTypeOf<{ type: string; data: string; lastEventId: string }>()
})

test('reading and asking share their settings', () => {
  expectTypeOf<keyof ReadSettings>().toEqualTypeOf<'limits' | 'timeouts' | 'rules'>()
  expectTypeOf<ReadOptions>().toExtend<ReadSettings>()
  expectTypeOf<ChatClientOptions>().toExtend<ReadSettings>()
  expectTypeOf<Omit<ReadOptions, keyof ReadSettings>>().toEqualTypeOf<{ signal?: AbortSignal | undefined; n?: number | undefined }>()
  expectTypeOf<Exclude<keyof ReadChatOptions, keyof ReadOptions>>().toEqualTypeOf<'trace'>()
  expectTypeOf<keyof Limits>().toEqualTypeOf<'eventChars' | 'bodyBytes' | 'toolCalls'>()
  expectTypeOf<keyof Timeouts>().toEqualTypeOf<'headersMs' | 'stallMs' | 'relaySilenceMs' | 'resumeMs' | 'firstTokenMs'>()
  expectTypeOf(readChat).toBeCallableWith(new Response(), { n: 1, limits: { toolCalls: 5 }, timeouts: { stallMs: 0 } })
  // @ts-expect-error: a chunk has no place for a trace
  void parseChatStream(new Response(), { trace: true })
  // @ts-expect-error: limits carry their unit in their name
  void readChat(new Response(), { timeouts: { stall: 1000 } })
})

test('every rule can be switched by its name, and no other', () => {
  expectTypeOf<RuleName>().toEqualTypeOf<
    | 'comment-as-data'
    | 'repeated-prefix'
    | 'json-in-a-string'
    | 'several-in-one'
    | 'bare-json'
    | 'bare-error'
    | 'envelope'
    | 'choices-missing'
    | 'usage-elsewhere'
    | 'usage-numbers'
    | 'choice-index'
    | 'message-for-delta'
    | 'delta-missing'
    | 'finish-reason'
    | 'content-parts'
    | 'content-type'
    | 'reasoning-names'
    | 'function-call'
    | 'tool-calls'
    | 'think-tags'
    | 'split-characters'
  >()
  expectTypeOf<keyof Rules>().toEqualTypeOf<RuleName>()
  expectTypeOf(readChat).toBeCallableWith(new Response(), { rules: { 'think-tags': true, envelope: false } })
  // @ts-expect-error: there is no such rule
  void readChat(new Response(), { rules: { think_tags: true } })
  // @ts-expect-error: a rule is on or off
  void readChat(new Response(), { rules: { 'think-tags': 'always' } })
})

test('an accumulator takes chunks and shows a completion that only it can change', () => {
  expectTypeOf(createAccumulator).toEqualTypeOf<() => Accumulator>()
  expectTypeOf<Parameters<Accumulator['push']>>().toEqualTypeOf<[chunk: ChatCompletionChunk]>()
  expectTypeOf<Pick<Accumulator, 'completion' | 'version'>>().toEqualTypeOf<{
    readonly completion: ChatCompletion
    readonly version: number
  }>()
  // @ts-expect-error: a whole answer is no chunk
  createAccumulator().push({} as ChatCompletion)
})

test('partial JSON takes text, and its value may be anything', () => {
  expectTypeOf(createPartialJson).toBeCallableWith({ maxDepth: 3, maxChars: 100 })
  expectTypeOf<Parameters<PartialJson['push']>>().toEqualTypeOf<[text: string]>()
  expectTypeOf<PartialJson['value']>().toBeUnknown()
  expectTypeOf<PartialJson['state']>().toEqualTypeOf<'open' | 'whole' | 'broken'>()
  const json = {} as PartialJson
  // @ts-expect-error: what a model wrote is to be checked before use
  json.value.city satisfies string
  // @ts-expect-error: it grows by text alone
  json.version = 1
})
