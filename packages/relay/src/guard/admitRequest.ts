import { Refusal } from './Refusal.js'

/** What a request may ask for. */
export interface RequestLimits {
  /** The models allowed, by name. @defaultValue all */
  models?: readonly string[] | undefined
  /**
   * Most tokens of an answer. A request that asks for more gets so many; one that says nothing is sent with `max_tokens`, which OpenAI's own reasoning models
   * refuse: their clients name `max_completion_tokens`. @defaultValue no limit
   */
  maxTokens?: number | undefined
  /** Most answers to one request (`n`): one that asks for more gets so many. */
  maxChoices: number
  /** Whether streams are asked for their usage where the client says nothing of `stream_options`. */
  asksUsage: boolean
}

/** Fields that limit the tokens of an answer. */
const TOKEN_FIELDS = ['max_tokens', 'max_completion_tokens'] as const
/** Fields that multiply answers: OpenAI's, and vLLM's for those that are made and thrown away. */
const CHOICE_FIELDS = ['n', 'best_of'] as const
/** Fields in which gateways take more models to fall back on: OpenRouter's and LiteLLM's. */
const MODEL_LISTS = ['models', 'fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'] as const
/** Fields that limits rest on. */
const GUARDED: readonly string[] = ['model', 'stream', 'stream_options', ...CHOICE_FIELDS, ...TOKEN_FIELDS, ...MODEL_LISTS]

/**
 * The body to send for a body that a client sent: fields that are not known here are passed on as they are, limits are kept.
 * @throws {@link Refusal} 404 `model_not_found` for a model that is not allowed; 400 for a limit that is no whole number from 1, a `stream` that is no boolean,
 *   a `model` that is no text, and another spelling of one of these.
 */
export function admitRequest(
  body: Readonly<Record<string, unknown>>,
  { models, maxTokens = Infinity, maxChoices, asksUsage }: RequestLimits,
): Record<string, unknown> {
  checkNames(body)
  checkModels(body, models)
  const { stream } = body
  if (!isAbsent(stream) && typeof stream !== 'boolean') throw invalid('stream', 'neither true nor false')
  // A copy by spreading keeps `__proto__` a field of its own.
  const admitted = { ...body }
  for (const field of CHOICE_FIELDS) clamp(admitted, field, maxChoices)
  for (const field of TOKEN_FIELDS) clamp(admitted, field, maxTokens)
  if (maxTokens < Infinity && TOKEN_FIELDS.every((field) => isAbsent(admitted[field]))) admitted['max_tokens'] = maxTokens
  if (asksUsage && stream === true && isAbsent(body['stream_options'])) admitted['stream_options'] = { include_usage: true }
  return admitted
}

/**
 * Gateways in Go read `Max_Tokens` as `max_tokens`, and the Kelvin sign as a k: of two spellings they take the last.
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
function checkNames(body: Readonly<Record<string, unknown>>): void {
  for (const field of Object.keys(body)) {
    const name = field.normalize('NFKC').toLowerCase()
    if (name !== field && GUARDED.includes(name)) throw invalid(name, 'spelt in another way, which some gateways read all the same')
  }
}

function checkModels(body: Readonly<Record<string, unknown>>, allowed: readonly string[] | undefined): void {
  const { model } = body
  if (!isAbsent(model) && typeof model !== 'string') throw invalid('model', 'no text')
  if (!allowed) return
  if (isAbsent(model)) throw invalid('model', 'missing')
  for (const named of [model, ...MODEL_LISTS.flatMap((field) => listOf(body[field]))]) {
    if (typeof named !== 'string' || !allowed.includes(named)) {
      throw new Refusal(
        404,
        'model_not_found',
        'The model does not exist or may not be used here. The relay passes on only the models it was given. Choose one of GET models.',
      )
    }
  }
}

/** The names in a list of models. LiteLLM writes an entry as an object, with the model and what else to send. */
function listOf(list: unknown): unknown[] {
  if (isAbsent(list)) return []
  const entries = Array.isArray(list) ? (list as unknown[]) : [list]
  return entries.map((entry) => (typeof entry === 'object' && entry !== null ? (entry as { model?: unknown }).model : entry))
}

function clamp(body: Record<string, unknown>, field: string, most: number): void {
  const value = body[field]
  if (isAbsent(value)) return
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) throw invalid(field, 'no whole number from 1')
  body[field] = Math.min(value, most)
}

/** OpenAI's API reads null as not said. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

function invalid(field: string, what: string): Refusal {
  return new Refusal(
    400,
    'invalid_value',
    `The field ${field} is ${what}. The relay cannot keep its limits without it. Correct it and send again.`,
  )
}
