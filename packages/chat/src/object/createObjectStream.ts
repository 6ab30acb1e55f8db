import { guarded, type ChatMessageParam, type ChatResult, type ChatStream } from '@rivulet/core'
import { nextFrame } from '../frame.js'
import { isCut } from '../isCut.js'
import { Listeners } from '../Listeners.js'
import { newId } from '../newId.js'
import { messageOf } from '../tools/messageOf.js'
import { jsonSchemaOf, SchemaError, validated, type OutputOf, type StandardSchema } from '../tools/schema.js'
import type {
  InputOf,
  JsonSchemaObjectStreamOptions,
  ObjectStream,
  ObjectStreamOptions,
  ObjectStreamSnapshot,
  SchemaObjectStreamOptions,
} from './ObjectStream.js'
import { ObjectStreamError } from './ObjectStreamError.js'
import { ObjectText, parseObject } from './ObjectText.js'

/**
 * Creates what asks for objects of a schema: the request carries the schema as `response_format`, the object grows while it comes, and is
 * validated when it is whole. Nothing starts before `submit`.
 * @see https://platform.openai.com/docs/guides/structured-outputs
 */
export function createObjectStream<Schema extends StandardSchema>(
  options: SchemaObjectStreamOptions<Schema>,
): ObjectStream<InputOf<Schema>, OutputOf<Schema>>
export function createObjectStream<Output>(options: JsonSchemaObjectStreamOptions<Output>): ObjectStream<Output, Output>
export function createObjectStream<Output>(options: Options<Output>): ObjectStream<unknown, Output> {
  return new ObjectStreamStore(options)
}

type Options<Output> = ObjectStreamOptions<unknown, Output>
type Snapshot<Output> = ObjectStreamSnapshot<unknown, Output>

const EMPTY = {
  object: undefined,
  result: undefined,
  text: '',
  phase: 'idle',
  ending: undefined,
  error: null,
  usage: undefined,
  cost: undefined,
} as const

/** One request. */
interface Request<Output> {
  readonly stream: ChatStream
  readonly json: ObjectText
  cancelFrame: (() => void) | undefined
  isScheduled: boolean
  /** As it was last shown. */
  snapshot: Snapshot<Output>
}

class ObjectStreamStore<Output> implements ObjectStream<unknown, Output> {
  readonly #listeners = new Listeners()
  #options: Options<Output>
  #snapshot: Snapshot<Output> = EMPTY
  #request: Request<Output> | undefined

  constructor(options: Options<Output>) {
    this.#options = options
  }

  readonly configure = (options: Options<Output>): void => {
    this.#options = options
  }

  readonly getSnapshot = (): Snapshot<Output> => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  readonly submit = async (input: string | readonly ChatMessageParam[]): Promise<Snapshot<Output>> => {
    const options = this.#options
    const { client, model, params = {}, schema, name = 'answer', description, strict = true } = options
    const { stream: _, ...body } = params
    const format = { name, ...(description !== undefined && { description }), schema: jsonSchemaOf(schema, strict), strict }
    const messages: ChatMessageParam[] = typeof input === 'string' ? [{ role: 'user', content: input }] : [...input]
    const stream = client.stream(
      { ...body, model, messages, response_format: { type: 'json_schema', json_schema: format } },
      { headers: { 'Idempotency-Key': newId() } },
    )
    const request: Request<Output> = { stream, json: new ObjectText(), cancelFrame: undefined, isScheduled: false, snapshot: EMPTY }
    void this.#end(request)
    this.#change(request, { phase: 'waiting' })
    await this.#read(request)
    await this.#finish(request, options, await stream.result)
    return request.snapshot
  }

  readonly stop = async (): Promise<void> => {
    const closed = this.#end()
    if (closed) this.#listeners.call()
    await closed
  }

  /** Ends the request under way, and puts another in its place. */
  #end(next?: Request<Output>): Promise<void> | undefined {
    const ended = this.#request
    this.#request = next
    if (!ended) return undefined
    ended.cancelFrame?.()
    const text = writtenIn(ended.stream)
    const { ending = { kind: 'stopped' } } = ended.snapshot
    ended.snapshot = { ...ended.snapshot, text, object: ended.json.read(text), phase: 'idle', ending }
    this.#snapshot = ended.snapshot
    return ended.stream.stop()
  }

  async #read(request: Request<Output>): Promise<void> {
    try {
      for await (const _ of request.stream) this.#onChunk(request)
    } catch {
      // The result tells of the failure, with what came before it.
    }
    request.cancelFrame?.()
  }

  /** What comes first is shown at once, the rest with the next frame. */
  #onChunk(request: Request<Output>): void {
    if (this.#request !== request || request.isScheduled) return
    if (request.snapshot.text === '') return this.#take(request)
    const { frame = nextFrame } = this.#options
    request.isScheduled = true
    request.cancelFrame = frame(() => {
      request.isScheduled = false
      this.#take(request)
    })
  }

  /** Shows what has come, if anything has. */
  #take(request: Request<Output>): void {
    const text = writtenIn(request.stream)
    if (text !== request.snapshot.text) this.#change(request, { text, object: request.json.read(text), phase: 'streaming' })
  }

  async #finish(request: Request<Output>, options: Options<Output>, result: ChatResult): Promise<void> {
    const { ending, cost } = result
    const { usage } = result.completion
    this.#take(request)
    this.#change(request, { phase: 'validating', ending, usage, cost })
    const outcome = this.#request === request ? await outcomeOf(result, options) : undefined
    if (!outcome || this.#request !== request) {
      // Of a request that was stopped, what was paid for is still told.
      const isShown = this.#snapshot === request.snapshot
      request.snapshot = { ...request.snapshot, usage, cost }
      if (isShown && (usage || cost)) this.#publish(request)
      return
    }
    this.#change(request, { phase: 'idle', ...outcome })
    // A listener may have asked for the next one by now.
    if (this.#request === request) this.#request = undefined
    if (outcome.error) guarded(this.#options.onError, outcome.error)
    else if (outcome.result !== undefined) guarded(this.#options.onFinish, outcome.result)
  }

  /** Nothing of a request is shown once it was stopped, or another one has taken its place. */
  #change(request: Request<Output>, changes: Partial<Snapshot<Output>>): void {
    if (this.#request !== request) return
    request.snapshot = { ...request.snapshot, ...changes }
    this.#publish(request)
  }

  #publish({ snapshot }: Request<Output>): void {
    this.#snapshot = snapshot
    this.#listeners.call()
  }
}

type Outcome<Output> = Partial<Pick<Snapshot<Output>, 'object' | 'result' | 'error'>>

/** What an answer comes to. One that was cut after its last brace is whole; one of which a part was lost is not, whatever its JSON says. */
async function outcomeOf<Output>(
  { ending, completion }: Pick<ChatResult, 'ending' | 'completion'>,
  { schema, validate }: Options<Output>,
): Promise<Outcome<Output>> {
  if (ending.kind === 'failed') return { error: ending.error }
  if (ending.kind === 'stopped' || ending.kind === 'detached') return {}
  const { content, refusal } = completion.choices[0]?.message ?? {}
  if (refusal) return { error: new ObjectStreamError('refusal', refusal) }
  const isComplete = ending.kind === 'complete' && !isCut(ending)
  let object: unknown
  try {
    object = parseObject(content ?? '')
  } catch {
    return { error: new ObjectStreamError(isComplete ? 'invalid_json' : 'incomplete') }
  }
  if (ending.kind === 'complete' && ending.lostEvents > 0) return { error: new ObjectStreamError('incomplete') }
  try {
    return { object, result: await validated(schema, object, validate) }
  } catch (error) {
    const issues = error instanceof SchemaError ? error.issues : [{ message: messageOf(error), path: [] }]
    return { object, error: new ObjectStreamError('schema', messageOf(error), issues) }
  }
}

function writtenIn({ completion }: ChatStream): string {
  return completion.choices[0]?.message.content ?? ''
}
