import type OpenAI from 'openai'
import { expectTypeOf, test } from 'vitest'
import type {
  AssistantMessage,
  ChatClient,
  ChatCompletion,
  ChatCompletionChunk,
  ChatMessageParam,
  ChatRequest,
  CompletionUsage,
  CustomToolCall,
  Model,
  ToolCall,
} from './index.js'

test('what openai names can be handed over both ways', () => {
  expectTypeOf<ChatCompletionChunk>().toExtend<OpenAI.ChatCompletionChunk>()
  expectTypeOf<OpenAI.ChatCompletionChunk>().toExtend<ChatCompletionChunk>()
  expectTypeOf<ChatCompletion>().toExtend<OpenAI.ChatCompletion>()
  expectTypeOf<OpenAI.ChatCompletion>().toExtend<ChatCompletion>()
  expectTypeOf<AssistantMessage>().toExtend<OpenAI.ChatCompletionMessage>()
  expectTypeOf<OpenAI.ChatCompletionMessage>().toExtend<AssistantMessage>()
  expectTypeOf<ChatMessageParam>().toExtend<OpenAI.ChatCompletionMessageParam>()
  expectTypeOf<OpenAI.ChatCompletionMessageParam>().toExtend<ChatMessageParam>()
  expectTypeOf<ToolCall | CustomToolCall>().toExtend<OpenAI.ChatCompletionMessageToolCall>()
  expectTypeOf<OpenAI.ChatCompletionMessageToolCall>().toExtend<ToolCall | CustomToolCall>()
  expectTypeOf<CompletionUsage>().toExtend<OpenAI.CompletionUsage>()
  expectTypeOf<OpenAI.CompletionUsage>().toExtend<CompletionUsage>()
  expectTypeOf<ChatRequest>().toExtend<OpenAI.ChatCompletionCreateParamsNonStreaming>()
  expectTypeOf<OpenAI.ChatCompletionCreateParams>().toExtend<ChatRequest>()
  expectTypeOf<OpenAI.Model>().toExtend<Model>()
})

test('an answer can be sent back as it is', () => {
  expectTypeOf<AssistantMessage>().toExtend<ChatMessageParam>()
})

test('a request takes fields of vendors, and openai’s own type', () => {
  expectTypeOf<ChatClient['stream']>().toBeCallableWith({ model: 'm', messages: [], top_k: 40 })
  expectTypeOf<OpenAI.ChatCompletionCreateParams>().toExtend<Parameters<ChatClient['stream']>[0]>()
  // @ts-expect-error: a request without messages is none
  expectTypeOf<ChatClient['stream']>().toBeCallableWith({ model: 'm' })
})
