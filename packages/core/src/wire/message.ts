/**
 * A call of a function that the model wants made.
 * @see https://platform.openai.com/docs/guides/function-calling
 */
export interface ToolCall {
  /** Names the call; the message with its result carries it as `tool_call_id`. */
  id: string
  type: 'function'
  /** `name` is the function's; `arguments` is the JSON text as the model wrote it: it may be incomplete or invalid. */
  function: { name: string; arguments: string }
}

/**
 * A call of a custom tool: its input is free text.
 * @see https://platform.openai.com/docs/guides/function-calling#custom-tools
 */
export interface CustomToolCall {
  /** Names the call; the message with its result carries it as `tool_call_id`. */
  id: string
  type: 'custom'
  /** `name` is the tool's; `input` is the text as the model wrote it. */
  custom: { name: string; input: string }
}

/** A source that the answer cites. */
export interface Annotation {
  type: 'url_citation'
  /** `start_index` and `end_index` are the first and the last character of the citation in `content`; `url` and `title` are those of the page. */
  url_citation: { start_index: number; end_index: number; title: string; url: string }
}

/**
 * Spoken output.
 * @see https://platform.openai.com/docs/guides/audio
 */
export interface MessageAudio {
  /** To refer to it in a later request, until it expires. */
  id: string
  /** Sound in base64, in the format that the request asked for. */
  data: string
  /** Unix time in seconds from which on the gateway no longer knows it. */
  expires_at: number
  /** What is said, as text. */
  transcript: string
}

/**
 * The assistant's message of a completion. Fields of vendors (`reasoning_details`, …) stay on it untyped, so that the next request can send
 * them back.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface AssistantMessage {
  role: 'assistant'
  /** Null where nothing of it came, as with an answer that only calls tools. */
  content: string | null
  /** What the model said in place of an answer that it will not give; null where it gave one. */
  refusal: string | null
  /**
   * The model's reasoning, whatever the gateway calls the field.
   * @see https://api-docs.deepseek.com/guides/reasoning_model
   */
  reasoning_content?: string
  /** In the order of their first fragments. Absent where the model calls none. */
  tool_calls?: (ToolCall | CustomToolCall)[]
  /** The sources that the text cites, in the order in which they came. Absent where it cites none. */
  annotations?: Annotation[]
  /** The answer spoken, where the request asked for sound. */
  audio?: MessageAudio | null
}

/** A part of a message that is text. */
export interface TextPart {
  type: 'text'
  /** Plain text; a model may write Markdown in it. */
  text: string
}

/** A part of an earlier answer in which the model refused. */
export interface RefusalPart {
  type: 'refusal'
  /** What the model said in place of an answer. */
  refusal: string
}

/**
 * An image.
 * @see https://platform.openai.com/docs/guides/images-vision
 */
export interface ImagePart {
  type: 'image_url'
  /** `url` may be a `data:` URL. `detail` is how closely the model looks, `auto` unless set. */
  image_url: { url: string; detail?: 'auto' | 'low' | 'high' | 'original' }
}

/**
 * A sound.
 * @see https://platform.openai.com/docs/guides/audio
 */
export interface AudioPart {
  type: 'input_audio'
  /** `data` is the sound in base64, in the `format`. */
  input_audio: { data: string; format: 'wav' | 'mp3' }
}

/**
 * A file: its contents, or the id of one that the gateway has.
 * @see https://platform.openai.com/docs/guides/pdf-files
 */
export interface FilePart {
  type: 'file'
  /** `file_data` is a `data:` URL in base64, `filename` what the file is called; `file_id` names a file that the gateway has. */
  file: { file_data?: string; file_id?: string; filename?: string }
}

/** A part of a user's message. */
export type ContentPart = TextPart | ImagePart | AudioPart | FilePart

/** What the application tells the model to do; newer models of OpenAI know it in place of {@link SystemMessageParam}. */
export interface DeveloperMessageParam {
  role: 'developer'
  /** The instructions, as one text or in parts. */
  content: string | TextPart[]
  /** Tells speakers of one role apart. */
  name?: string
}

/** What the application tells the model to do; every gateway knows it. */
export interface SystemMessageParam {
  role: 'system'
  /** The instructions, as one text or in parts. */
  content: string | TextPart[]
  /** Tells speakers of one role apart. */
  name?: string
}

/** What a person says. */
export interface UserMessageParam {
  role: 'user'
  /** One text, or parts of any kind, in the order in which the model reads them. Which kinds it can read depends on the model. */
  content: string | ContentPart[]
  /** Tells speakers of one role apart. */
  name?: string
}

/** An earlier answer, sent back. Every {@link AssistantMessage} is one. */
export interface AssistantMessageParam {
  role: 'assistant'
  /** Needed unless there are `tool_calls`. */
  content?: string | (TextPart | RefusalPart)[] | null
  /** What the model said in place of an answer that it would not give. Null or absent where it gave one. */
  refusal?: string | null
  /** Some gateways ask for it while tools are called; others refuse it. */
  reasoning_content?: string
  /** Tells speakers of one role apart. */
  name?: string
  /** The calls that it made; for each, a {@link ToolMessageParam} must follow. */
  tool_calls?: (ToolCall | CustomToolCall)[]
  /** What was spoken, by the `id` of its {@link MessageAudio}. */
  audio?: { id: string } | null
  /**
   * The one call that it made: `name` is the function's, `arguments` the JSON text.
   * @deprecated Replaced by `tool_calls`.
   */
  function_call?: { name: string; arguments: string } | null
}

/** A tool's result. Every call of an answer must have one before the conversation goes on. */
export interface ToolMessageParam {
  role: 'tool'
  /** What the model reads of the result, as one text or in parts. */
  content: string | TextPart[]
  /** The `id` of the call that it answers. */
  tool_call_id: string
}

/**
 * The result of a function, as the API had it before tools.
 * @deprecated Replaced by {@link ToolMessageParam}.
 */
export interface FunctionMessageParam {
  role: 'function'
  /** What the model reads of the result. */
  content: string | null
  /** The name of the function that was called. */
  name: string
}

/**
 * A message as a request sends it.
 * @see https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages
 */
export type ChatMessageParam =
  | DeveloperMessageParam
  | SystemMessageParam
  | UserMessageParam
  | AssistantMessageParam
  | ToolMessageParam
  | FunctionMessageParam
