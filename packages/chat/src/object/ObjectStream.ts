import type { ChatClient, ChatError, ChatMessageParam, CompletionUsage, Cost, Ending } from '@rivulet/core'
import type { StandardJSONSchemaV1 } from '@standard-schema/spec'
import type { ChatParams } from '../Chat.js'
import type { FrameScheduler } from '../frame.js'
import type { JsonSchema, OutputOf, StandardSchema, Validate } from '../tools/schema.js'
import type { ObjectStreamError } from './ObjectStreamError.js'

/** A value of which any part may be missing yet. Texts may be cut; numbers and words are whole where they are there. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? // Items of a list come one after the other, so that those that are there stand in their places.
    number extends T['length']
    ? readonly DeepPartial<T[number]>[]
    : { readonly [At in keyof T]?: DeepPartial<T[At]> | undefined }
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined }
    : T

/** What the model writes for a schema; what the schema makes of it is {@link OutputOf}. */
export type InputOf<Schema extends StandardSchema> = StandardJSONSchemaV1.InferInput<Schema>

/** What an object stream reads anew for each request. */
export interface ObjectStreamSettings<Output> {
  /** Asks the gateway: of `createChatClient`. */
  client: ChatClient
  /** By the id that the gateway gives it. */
  model: string
  /** Beside model, messages and `response_format`: OpenAI's fields and any of a vendor. */
  params?: ChatParams | undefined
  /** What the object is called in the request, of letters, digits, `_` and `-`. @defaultValue 'answer' */
  name?: string | undefined
  /** Tells the model what the object is for. */
  description?: string | undefined
  /** Has the gateway hold the model to the schema, where it can. @defaultValue true */
  strict?: boolean | undefined
  /** Called with the whole object. */
  onFinish?: ((result: Output) => void) | undefined
  /** Called when there is none, unless the run was stopped. */
  onError?: ((error: ChatError | ObjectStreamError) => void) | undefined
  /** When a growing object is shown. @defaultValue with each animation frame, or after 250 ms where the page gets none */
  frame?: FrameScheduler | undefined
}

/** Options of `createObjectStream` with a schema of a library. */
export interface SchemaObjectStreamOptions<Schema extends StandardSchema> extends ObjectStreamSettings<OutputOf<Schema>> {
  /** A schema of an object. */
  schema: Schema
  validate?: undefined
}

/** Options of `createObjectStream` with a plain JSON Schema. */
export interface JsonSchemaObjectStreamOptions<Output> extends ObjectStreamSettings<Output> {
  /** A JSON Schema of an object; sent as it is. */
  schema: JsonSchema
  /** Gives the whole object back typed, or throws why it is refused. */
  validate: Validate<Output>
}

/** All that there is to draw. A new object for each change. */
export interface ObjectStreamSnapshot<Input, Output> {
  /** What has come so far of what the model writes, not validated yet. Parts that did not change keep their identity. */
  readonly object: DeepPartial<Input> | undefined
  /** The object as the schema gives it back, once it is whole and accepted. */
  readonly result: Output | undefined
  /** What the model wrote, as it is. */
  readonly text: string
  /** `waiting`: the request is out, and nothing of the answer has come; `validating`: it is whole, and the schema looks at it. */
  readonly phase: 'idle' | 'waiting' | 'streaming' | 'validating'
  /** How the answer ended. Undefined while it grows. */
  readonly ending: Ending | undefined
  /** Why there is no result; null while there may be one, and where the run was stopped. */
  readonly error: ChatError | ObjectStreamError | null
  /** Tokens as the gateway counted them. Undefined until it did. */
  readonly usage: CompletionUsage | undefined
  /** What the answer cost. Undefined where the gateway did not state it. */
  readonly cost: Cost | undefined
}

/** All options of `createObjectStream`, whatever the schema. */
export interface ObjectStreamOptions<Input, Output> extends ObjectStreamSettings<Output> {
  /** A schema of an object: of a library, or a JSON Schema, which is sent as it is. */
  schema: StandardSchema<Input, Output> | JsonSchema
  /** With a JSON Schema: gives the whole object back typed, or throws why it is refused. */
  validate?: Validate<Output> | undefined
}

/** Asks for objects of one schema, one at a time. Its functions need no `this`. */
export interface ObjectStream<Input, Output> {
  /**
   * Asks for an object, by a prompt or by whole messages; stops the request before, if one is under way. Resolves with the snapshot in which it ended,
   * however it did.
   * @throws what the schema's library throws where the schema has no JSON Schema; nothing is sent then.
   */
  readonly submit: (input: string | readonly ChatMessageParam[]) => Promise<ObjectStreamSnapshot<Input, Output>>
  /** Ends the request at once: what came is kept. Resolves when the connection is closed. */
  readonly stop: () => Promise<void>
  /** Changes the options from the next request on. */
  readonly configure: (options: ObjectStreamOptions<Input, Output>) => void
  /** What there is to draw now: the same object until something changes. */
  readonly getSnapshot: () => ObjectStreamSnapshot<Input, Output>
  /** Calls `listener` after every change. Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void
}
