import type { ServiceTier } from './chunk.js'
import type { ChatMessageParam } from './message.js'

/**
 * A function that the model may call.
 * @see https://platform.openai.com/docs/guides/function-calling
 */
export interface FunctionTool {
  type: 'function'
  /**
   * `name` is of letters, digits, `_` and `-`, at most 64; `description` tells the model when and how to call it. `parameters` is a JSON Schema of an object,
   * none where it is absent; with `strict` the model keeps to it, where the gateway can enforce that.
   * @see https://json-schema.org/draft/2020-12
   */
  function: { name: string; description?: string; parameters?: Record<string, unknown>; strict?: boolean | null }
}

/**
 * A tool whose input is free text, or text of a grammar.
 * @see https://platform.openai.com/docs/guides/function-calling#custom-tools
 */
export interface CustomTool {
  type: 'custom'
  /**
   * `name` is what the model calls it by; `description` tells it when and how. Without `format` the input is any text. A `grammar` has its `definition`, the
   * grammar itself, and the `syntax` that this is written in: Lark's, or that of a regular expression.
   */
  custom: {
    name: string
    description?: string
    format?: { type: 'text' } | { type: 'grammar'; grammar: { definition: string; syntax: 'lark' | 'regex' } }
  }
}

/**
 * Whether and which tools the model calls: `none`, `auto` (as it likes; the default where there are tools), `required` (at least one), the one
 * named by the `name` in `function` or `custom`, or of the `tools` of `allowed_tools`, each told by its type and name, as their `mode` says.
 * @see https://platform.openai.com/docs/api-reference/chat/create#chat-create-tool_choice
 */
export type ToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { type: 'function'; function: { name: string } }
  | { type: 'custom'; custom: { name: string } }
  | { type: 'allowed_tools'; allowed_tools: { mode: 'auto' | 'required'; tools: Record<string, unknown>[] } }

/**
 * The form of the answer: `text` (the default), `json_object` (any JSON; the messages must ask for it too), or `json_schema` (JSON of the
 * `schema`, a JSON Schema). Of `json_schema`, `name` and `description` tell the model what the answer is; with `strict` the gateway holds it to the schema, where
 * it can.
 * @see https://platform.openai.com/docs/guides/structured-outputs
 */
export type ResponseFormat =
  | { type: 'text' }
  | { type: 'json_object' }
  | {
      type: 'json_schema'
      json_schema: { name: string; description?: string; schema?: Record<string, unknown>; strict?: boolean | null }
    }

/**
 * How much the model thinks before it answers. No model knows all of them.
 * @see https://platform.openai.com/docs/guides/reasoning
 */
export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/**
 * The fields of a request that most gateways know, as OpenAI's API names them. Others may stand beside them: see {@link ChatRequestBody}.
 * `stream` is set by the client's method.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export interface ChatRequest {
  /** The id of a model that the gateway offers, as the list of models names it. */
  model: string
  /** The conversation so far, oldest message first. */
  messages: ChatMessageParam[]
  /** From -2 to 2; above 0 it makes words rarer the more often they have come. */
  frequency_penalty?: number | null
  /** From a token's id to what is added to its likelihood: -100 forbids it, 100 forces it. */
  logit_bias?: Record<string, number> | null
  /** Whether the answer tells the log probability of each token. */
  logprobs?: boolean | null
  /** Most tokens of the answer, its reasoning among them. An answer cut by it ends with the finish reason `length`. */
  max_completion_tokens?: number | null
  /**
   * Most tokens of the answer.
   * @deprecated OpenAI replaced it by `max_completion_tokens`; many gateways know only this one.
   */
  max_tokens?: number | null
  /** At most 16 entries, of names up to 64 and values up to 512 characters, kept by the gateway with the answer. */
  metadata?: Record<string, string> | null
  /** How many answers to make, all of them paid for. @defaultValue 1 */
  n?: number | null
  /** Whether one answer may call several tools. @defaultValue true */
  parallel_tool_calls?: boolean
  /** From -2 to 2; above 0 it makes words rarer once they have come. */
  presence_penalty?: number | null
  /** Requests with one key, and the same beginning, are more likely to share the gateway's cache. */
  prompt_cache_key?: string | null
  /** How much the model thinks before it answers; its default is the model's own. Models that do not reason may refuse it. */
  reasoning_effort?: ReasoningEffort | null
  /** The form that the answer must have. @defaultValue `{ type: 'text' }` */
  response_format?: ResponseFormat
  /** The same request with the same seed gives, as far as the gateway can, the same answer. */
  seed?: number | null
  /** The class of processing to be used. @defaultValue 'auto' */
  service_tier?: ServiceTier | null
  /** At most 4 texts at which the answer ends; they are not part of it. */
  stop?: string | string[] | null
  /**
   * `include_usage` asks for the token count at the end; `client.stream` sets it, and does without where the gateway refuses it.
   * `include_obfuscation` pads chunks against traffic analysis. @defaultValue `{ include_usage: true }`
   */
  stream_options?: { include_usage?: boolean; include_obfuscation?: boolean } | null
  /** From 0 (always the likeliest token) to 2 (nearly any). Reasoning models refuse it. */
  temperature?: number | null
  /** Whether and which tools the model calls. @defaultValue 'auto' where there are tools, else 'none' */
  tool_choice?: ToolChoice
  /** What the model may call. */
  tools?: (FunctionTool | CustomTool)[]
  /** From 0 to 20: how many candidates each token's log probability comes with. Needs `logprobs`. */
  top_logprobs?: number | null
  /** From 0 to 1: only the likeliest tokens that together have this probability are chosen from. */
  top_p?: number | null
  /** Tells people apart for the gateway's watch against abuse. Send a hash, never a name or an address. */
  user?: string
}

/**
 * What the client sends: a {@link ChatRequest}, with any other field beside it, of a vendor (`top_k`) or of OpenAI's (`verbosity`). They are sent
 * as they are.
 */
export type ChatRequestBody = ChatRequest | (ChatRequest & Record<string, unknown>)

/**
 * A model that the gateway offers. Fields of vendors (`context_length`, `pricing`, …) stay on it untyped.
 * @see https://platform.openai.com/docs/api-reference/models/object
 */
export interface Model {
  /** What a request names as `model`. */
  id: string
  /** `model`, mostly. */
  object: string
  /** Unix time in seconds. */
  created?: number
  /** Who offers the model, in the gateway's words. */
  owned_by?: string
}
