import { isObject, type JsonObject, listOf, objectOf } from '../jsonObject.js'
import { textOfContent } from '../textOfContent.js'

/** What the gateway understood of a request body; vendor fields and sampling settings change nothing here and are left out. */
export interface GatewayRequest {
  /** Undefined where the body names none: the gateway then takes its first model. */
  readonly model: string | undefined
  /** Whether a stream is asked for. */
  readonly stream: boolean
  /** `stream_options.include_usage`. */
  readonly includeUsage: boolean
  /** The conversation, oldest message first; never empty. */
  readonly messages: readonly GatewayMessage[]
  /** The functions that may be called. */
  readonly tools: readonly GatewayTool[]
  /** The function that must be called, `required`, `none` or `auto`. */
  readonly toolChoice: string
  /** The JSON schema of `response_format`; an empty one for `json_object`. */
  readonly schema: JsonObject | undefined
  /** Most tokens of the answer: `max_completion_tokens`, or else `max_tokens`; Infinity where neither is a positive number. */
  readonly maxTokens: number
  /** How many choices are asked for. */
  readonly n: number
}

/** One message that was sent to the gateway, reduced to its words. */
export interface GatewayMessage {
  /** As on the wire: `system`, `user`, `assistant`, `tool` … */
  readonly role: string
  /** Its text parts in one. */
  readonly text: string
}

/** One function that the model may call. */
export interface GatewayTool {
  /** The function's name. */
  readonly name: string
  /** Its parameters, a JSON Schema; empty where there is none. */
  readonly parameters: JsonObject
}

/** The request body is not one the API takes. `param` names the field at fault, as in OpenAI's error bodies. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError'
  readonly param: string | null
  constructor(message: string, param: string | null = null) {
    super(message)
    this.param = param
  }
}

/**
 * Reads the body of `POST /chat/completions`.
 * @throws InvalidRequestError when it is not JSON, has no messages, or asks for no number of choices.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function parseGatewayRequest(body: string): GatewayRequest {
  const wire = parseObject(body)
  const format = objectOf(wire['response_format'])
  return {
    model: typeof wire['model'] === 'string' && wire['model'] !== '' ? wire['model'] : undefined,
    stream: wire['stream'] === true,
    includeUsage: objectOf(wire['stream_options'])['include_usage'] === true,
    messages: parseMessages(wire['messages']),
    tools: listOf(wire['tools'])
      .map((tool) => objectOf(objectOf(tool)['function']))
      .filter(hasName)
      .map(parseTool),
    toolChoice: parseToolChoice(wire['tool_choice']),
    schema:
      format['type'] === 'json_schema'
        ? objectOf(objectOf(format['json_schema'])['schema'])
        : format['type'] === 'json_object'
          ? {}
          : undefined,
    maxTokens: positiveOr(wire['max_completion_tokens'] ?? wire['max_tokens'], Number.POSITIVE_INFINITY),
    n: parseN(wire['n'] ?? 1),
  }
}

/** The text of the last message that a person wrote. */
export function lastPrompt(request: GatewayRequest): string {
  return request.messages.findLast((message) => message.role === 'user')?.text ?? ''
}

/** The messages since the last user message when they end in a tool's result, else none. */
export function toolResults(request: GatewayRequest): readonly GatewayMessage[] {
  if (request.messages.at(-1)?.role !== 'tool') return []
  const prompt = request.messages.findLastIndex((message) => message.role === 'user')
  return request.messages.slice(prompt + 1).filter((message) => message.role === 'tool')
}

function parseObject(body: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new InvalidRequestError(
      'The body of the request is not valid JSON, so nothing could be read from it. Send a JSON object with "model" and "messages".',
    )
  }
  if (!isObject(value))
    throw new InvalidRequestError('The body of the request is JSON but not an object. Send an object with "model" and "messages".')
  return value
}

function parseMessages(value: unknown): readonly GatewayMessage[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new InvalidRequestError(
      '"messages" is missing or empty, so there is nothing to answer. Send an array with at least one message.',
      'messages',
    )
  }
  return value.map((message: unknown, index) => {
    const { role, content } = objectOf(message)
    if (typeof role !== 'string')
      throw new InvalidRequestError(
        `messages[${index}] has no "role". Give each message a role and its content.`,
        `messages[${index}].role`,
      )
    return { role, text: textOfContent(content) }
  })
}

/** OpenAI's own limit. @see https://platform.openai.com/docs/api-reference/chat/create#chat-create-n */
const MAX_CHOICES = 128

function parseN(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_CHOICES) return value
  throw new InvalidRequestError(
    `"n" is not a whole number from 1 to ${MAX_CHOICES}, so it is not known how many choices to give. Send one, or leave it out for one choice.`,
    'n',
  )
}

function parseToolChoice(value: unknown): string {
  if (typeof value === 'string') return value
  const { name } = objectOf(objectOf(value)['function'])
  return typeof name === 'string' ? name : 'auto'
}

function parseTool(tool: JsonObject & { readonly name: string }): GatewayTool {
  return { name: tool.name, parameters: objectOf(tool['parameters']) }
}

function hasName(tool: JsonObject): tool is JsonObject & { readonly name: string } {
  return typeof tool['name'] === 'string'
}

function positiveOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 ? value : otherwise
}
