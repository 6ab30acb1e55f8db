import type OpenAI from 'openai'
import { expectTypeOf, test } from 'vitest'
import type {
  Annotation,
  AssistantMessage,
  AssistantMessageParam,
  AudioPart,
  ChatClient,
  ChatCompletion,
  ChatCompletionChunk,
  ChatMessageParam,
  ChatRequest,
  ChatRequestBody,
  ChoiceLogprobs,
  ChunkChoice,
  ChunkDelta,
  CompletionChoice,
  CompletionUsage,
  ContentPart,
  CustomTool,
  CustomToolCall,
  DeveloperMessageParam,
  FilePart,
  FinishReason,
  FunctionMessageParam,
  FunctionTool,
  ImagePart,
  MessageAudio,
  Model,
  ReasoningEffort,
  RefusalPart,
  ResponseFormat,
  ServiceTier,
  SystemMessageParam,
  TextPart,
  TokenLogprob,
  ToolCall,
  ToolCallDelta,
  ToolChoice,
  ToolMessageParam,
  TopLogprob,
  UserMessageParam,
} from './index.js'

/** Every object that both packages name: ours, then openai's. */
interface Objects {
  chunk: [ChatCompletionChunk, OpenAI.ChatCompletionChunk]
  chunkChoice: [ChunkChoice, OpenAI.ChatCompletionChunk.Choice]
  delta: [ChunkDelta, OpenAI.ChatCompletionChunk.Choice.Delta]
  toolCallDelta: [ToolCallDelta, OpenAI.ChatCompletionChunk.Choice.Delta.ToolCall]
  completion: [ChatCompletion, OpenAI.ChatCompletion]
  choice: [CompletionChoice, OpenAI.ChatCompletion.Choice]
  logprobs: [ChoiceLogprobs, OpenAI.ChatCompletion.Choice.Logprobs]
  tokenLogprob: [TokenLogprob, OpenAI.ChatCompletionTokenLogprob]
  topLogprob: [TopLogprob, OpenAI.ChatCompletionTokenLogprob.TopLogprob]
  usage: [CompletionUsage, OpenAI.CompletionUsage]
  promptTokens: [Details<'prompt_tokens_details'>, OpenAI.CompletionUsage.PromptTokensDetails]
  completionTokens: [Details<'completion_tokens_details'>, OpenAI.CompletionUsage.CompletionTokensDetails]
  message: [AssistantMessage, OpenAI.ChatCompletionMessage]
  annotation: [Annotation, OpenAI.ChatCompletionMessage.Annotation]
  audio: [MessageAudio, OpenAI.ChatCompletionAudio]
  toolCall: [ToolCall, OpenAI.ChatCompletionMessageFunctionToolCall]
  customToolCall: [CustomToolCall, OpenAI.ChatCompletionMessageCustomToolCall]
  developer: [DeveloperMessageParam, OpenAI.ChatCompletionDeveloperMessageParam]
  system: [SystemMessageParam, OpenAI.ChatCompletionSystemMessageParam]
  user: [UserMessageParam, OpenAI.ChatCompletionUserMessageParam]
  assistant: [AssistantMessageParam, OpenAI.ChatCompletionAssistantMessageParam]
  tool: [ToolMessageParam, OpenAI.ChatCompletionToolMessageParam]
  function: [FunctionMessageParam, OpenAI.ChatCompletionFunctionMessageParam]
  textPart: [TextPart, OpenAI.ChatCompletionContentPartText]
  refusalPart: [RefusalPart, OpenAI.ChatCompletionContentPartRefusal]
  imagePart: [ImagePart, OpenAI.ChatCompletionContentPartImage]
  audioPart: [AudioPart, OpenAI.ChatCompletionContentPartInputAudio]
  filePart: [FilePart, OpenAI.ChatCompletionContentPart.File]
  functionTool: [FunctionTool, OpenAI.ChatCompletionFunctionTool]
  customTool: [CustomTool, OpenAI.ChatCompletionCustomTool]
  streamOptions: [NonNullable<ChatRequest['stream_options']>, OpenAI.ChatCompletionStreamOptions]
  request: [ChatRequest, OpenAI.ChatCompletionCreateParamsNonStreaming]
  model: [Model, OpenAI.Model]
}

/** Every choice between things that both packages name. */
interface Unions {
  finishReason: [FinishReason, OpenAI.ChatCompletion.Choice['finish_reason']]
  toolCalls: [ToolCall | CustomToolCall, OpenAI.ChatCompletionMessageToolCall]
  param: [ChatMessageParam, OpenAI.ChatCompletionMessageParam]
  part: [ContentPart, OpenAI.ChatCompletionContentPart]
  tools: [FunctionTool | CustomTool, OpenAI.ChatCompletionTool]
  toolChoice: [ToolChoice, OpenAI.ChatCompletionToolChoiceOption]
  responseFormat: [ResponseFormat, NonNullable<OpenAI.ChatCompletionCreateParams['response_format']>]
  reasoningEffort: [ReasoningEffort, NonNullable<OpenAI.ReasoningEffort>]
  serviceTier: [ServiceTier, NonNullable<OpenAI.ChatCompletion['service_tier']>]
}

type Details<Field extends keyof CompletionUsage> = NonNullable<CompletionUsage[Field]>
type Ours = 0
type Theirs = 1
type Side = Ours | Theirs

/** The names of what cannot be handed from one side to the other. */
type Refused<Table extends Record<keyof Table, [unknown, unknown]>, From extends Side, To extends Side> = {
  [Name in keyof Table]: [Table[Name][From]] extends [Table[Name][To]] ? never : Name
}[keyof Table]

/** The fields that one side alone names, for each object that has some. */
type Alone<Of extends Side, Beside extends Side> = {
  [Name in keyof Objects as [AloneIn<Objects[Name], Of, Beside>] extends [never] ? never : Name]: AloneIn<Objects[Name], Of, Beside>
}
type AloneIn<Pair extends [unknown, unknown], Of extends Side, Beside extends Side> = Exclude<keyof Pair[Of], keyof Pair[Beside]>

test('ours can be handed to openai, but for models: gateways leave out when one was made and by whom, and call it otherwise', () => {
  expectTypeOf<Refused<Objects, Ours, Theirs>>().toEqualTypeOf<'model'>()
  expectTypeOf<Required<Model> & { object: 'model' }>().toExtend<OpenAI.Model>()
  expectTypeOf<{ id: string; object: string }>().toExtend<Model>()
  expectTypeOf<Refused<Unions, Ours, Theirs>>().toBeNever()
})

test('openai’s can be handed to us', () => {
  expectTypeOf<Refused<Objects, Theirs, Ours>>().toBeNever()
  expectTypeOf<Refused<Unions, Theirs, Ours>>().toBeNever()
  expectTypeOf<OpenAI.ChatCompletionCreateParams>().toExtend<ChatRequest>()
})

test('the fields that openai alone names', () => {
  expectTypeOf<Alone<Theirs, Ours>>().toEqualTypeOf<{
    // Kept in `extra` as a vendor's own fields are; `obfuscation` is padding and says nothing.
    chunk: 'moderation' | 'obfuscation'
    completion: 'metadata' | 'moderation'
    // Kept where they are, as any count that a gateway adds.
    promptTokens: 'cache_write_tokens' | 'image_tokens' | 'text_tokens'
    completionTokens: 'text_tokens'
    // Deprecated, and normalised to a tool call.
    message: 'function_call'
    // Sent as they are, like any field beside those that most gateways know. Of these `stream` is the client's, and two are deprecated.
    request:
      | 'audio'
      | 'function_call'
      | 'functions'
      | 'modalities'
      | 'moderation'
      | 'prediction'
      | 'prompt_cache_options'
      | 'prompt_cache_retention'
      | 'safety_identifier'
      | 'store'
      | 'stream'
      | 'verbosity'
      | 'web_search_options'
    textPart: 'prompt_cache_breakpoint'
    imagePart: 'prompt_cache_breakpoint'
    audioPart: 'prompt_cache_breakpoint'
    filePart: 'prompt_cache_breakpoint'
    model: 'shutdown_date'
  }>()
})

test('the fields that we alone name', () => {
  expectTypeOf<Alone<Ours, Theirs>>().toEqualTypeOf<{
    // Reasoning has no field in OpenAI's chat API; every other gateway has one. OpenAI streams no citations; others do.
    delta: 'annotations' | 'reasoning_content'
    message: 'reasoning_content'
    assistant: 'reasoning_content'
    // Whatever fields a gateway adds.
    completion: 'extra'
  }>()
})

test('an answer can be sent back as it is', () => {
  expectTypeOf<AssistantMessage>().toExtend<ChatMessageParam>()
  expectTypeOf<CompletionChoice['message']>().toExtend<AssistantMessageParam>()
})

declare const client: ChatClient

test('a request takes fields of vendors, and openai’s own type', () => {
  expectTypeOf<ChatClient['stream']>().toBeCallableWith({ model: 'm', messages: [], top_k: 40 })
  expectTypeOf<OpenAI.ChatCompletionCreateParams>().toExtend<ChatRequestBody>()
  // @ts-expect-error: a request without messages is none
  client.stream({ model: 'm' })
  // @ts-expect-error: a field that the API names keeps its type, also beside fields of vendors
  client.stream({ model: 'm', messages: [], temperature: 'hot', top_k: 40 })
})

test('a message has a role and what belongs to it', () => {
  expectTypeOf<{ role: 'user'; content: [{ type: 'text'; text: string }] }>().toExtend<ChatMessageParam>()
  expectTypeOf<{ role: 'tool'; content: string }>().not.toExtend<ChatMessageParam>()
  expectTypeOf<{ role: 'system'; content: ImagePart[] }>().not.toExtend<ChatMessageParam>()
  expectTypeOf<{ role: 'narrator'; content: string }>().not.toExtend<ChatMessageParam>()
})
