/** A call of a function that the model wants made. */
export interface ToolCall {
  id: string
  type: 'function'
  /** `arguments` is the JSON text as the model wrote it; it may be incomplete or invalid. */
  function: { name: string; arguments: string }
}

/** A call of a custom tool: its input is free text. */
export interface CustomToolCall {
  id: string
  type: 'custom'
  custom: { name: string; input: string }
}

/** A source that the answer cites. */
export interface Annotation {
  type: 'url_citation'
  url_citation: { start_index: number; end_index: number; title: string; url: string }
}

/** Spoken output. `data` is base64. */
export interface MessageAudio {
  id: string
  data: string
  expires_at: number
  transcript: string
}

/**
 * The assistant's message of a completion. Fields of vendors (`reasoning_details`, …) stay on it untyped, so that the next request can send
 * them back.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface AssistantMessage {
  role: 'assistant'
  content: string | null
  refusal: string | null
  /** The model's reasoning, whatever the gateway calls the field. */
  reasoning_content?: string
  tool_calls?: (ToolCall | CustomToolCall)[]
  annotations?: Annotation[]
  audio?: MessageAudio | null
}

export interface TextPart {
  type: 'text'
  text: string
}

export interface RefusalPart {
  type: 'refusal'
  refusal: string
}

/** An image by URL or as a `data:` URL. */
export interface ImagePart {
  type: 'image_url'
  image_url: { url: string; detail?: 'auto' | 'low' | 'high' | 'original' }
}

export interface AudioPart {
  type: 'input_audio'
  input_audio: { data: string; format: 'wav' | 'mp3' }
}

export interface FilePart {
  type: 'file'
  file: { file_data?: string; file_id?: string; filename?: string }
}

/** A part of a user's message. */
export type ContentPart = TextPart | ImagePart | AudioPart | FilePart

export interface DeveloperMessageParam {
  role: 'developer'
  content: string | TextPart[]
  name?: string
}

export interface SystemMessageParam {
  role: 'system'
  content: string | TextPart[]
  name?: string
}

export interface UserMessageParam {
  role: 'user'
  content: string | ContentPart[]
  name?: string
}

/** An earlier answer, sent back. Every {@link AssistantMessage} is one. */
export interface AssistantMessageParam {
  role: 'assistant'
  content?: string | (TextPart | RefusalPart)[] | null
  refusal?: string | null
  reasoning_content?: string
  name?: string
  tool_calls?: (ToolCall | CustomToolCall)[]
  audio?: { id: string } | null
  /** @deprecated Replaced by `tool_calls`. */
  function_call?: { name: string; arguments: string } | null
}

/** A tool's result, answering the call `tool_call_id`. */
export interface ToolMessageParam {
  role: 'tool'
  content: string | TextPart[]
  tool_call_id: string
}

/** @deprecated Replaced by {@link ToolMessageParam}. */
export interface FunctionMessageParam {
  role: 'function'
  content: string | null
  name: string
}

/** A message as a request sends it. */
export type ChatMessageParam =
  | DeveloperMessageParam
  | SystemMessageParam
  | UserMessageParam
  | AssistantMessageParam
  | ToolMessageParam
  | FunctionMessageParam
