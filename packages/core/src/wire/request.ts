import type { ServiceTier } from './chunk.js'
import type { ChatMessageParam } from './message.js'

export interface FunctionTool {
  type: 'function'
  /** `parameters` is a JSON Schema. */
  function: { name: string; description?: string; parameters?: Record<string, unknown>; strict?: boolean | null }
}

export interface CustomTool {
  type: 'custom'
  custom: {
    name: string
    description?: string
    format?: { type: 'text' } | { type: 'grammar'; grammar: { definition: string; syntax: 'lark' | 'regex' } }
  }
}

export type ToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { type: 'function'; function: { name: string } }
  | { type: 'custom'; custom: { name: string } }
  | { type: 'allowed_tools'; allowed_tools: { mode: 'auto' | 'required'; tools: Record<string, unknown>[] } }

export type ResponseFormat =
  | { type: 'text' }
  | { type: 'json_object' }
  | {
      type: 'json_schema'
      json_schema: { name: string; description?: string; schema?: Record<string, unknown>; strict?: boolean | null }
    }

export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/**
 * The fields of a request that OpenAI's API names. `stream` is set by the client's method.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export interface ChatRequest {
  model: string
  messages: ChatMessageParam[]
  frequency_penalty?: number | null
  logit_bias?: Record<string, number> | null
  logprobs?: boolean | null
  max_completion_tokens?: number | null
  /** @deprecated OpenAI replaced it by `max_completion_tokens`; many gateways know only this one. */
  max_tokens?: number | null
  metadata?: Record<string, string> | null
  /** How many answers to make; 1 unless set. */
  n?: number | null
  parallel_tool_calls?: boolean
  presence_penalty?: number | null
  prompt_cache_key?: string | null
  reasoning_effort?: ReasoningEffort | null
  response_format?: ResponseFormat
  seed?: number | null
  service_tier?: ServiceTier | null
  stop?: string | string[] | null
  stream_options?: { include_usage?: boolean; include_obfuscation?: boolean } | null
  temperature?: number | null
  tool_choice?: ToolChoice
  tools?: (FunctionTool | CustomTool)[]
  top_logprobs?: number | null
  top_p?: number | null
  user?: string
}

/** What the client sends: a {@link ChatRequest}, with any field of a vendor beside. */
export type ChatRequestBody = ChatRequest | (ChatRequest & Record<string, unknown>)

/** A model that the gateway offers. */
export interface Model {
  id: string
  object: string
  /** Unix time in seconds. */
  created?: number
  owned_by?: string
}
