import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import { messageOf } from './messageOf.js'

/**
 * A schema that validates and tells its JSON Schema, by the two standards: zod's (from 4.2) and arktype's (from 2.1.28) do by themselves, valibot's
 * through `toStandardJsonSchema` of `@valibot/to-json-schema`.
 * @see https://standardschema.dev/json-schema
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** What both standards have a library's schema carry. */
  readonly '~standard': StandardSchemaV1.Props<Input, Output> & StandardJSONSchemaV1.Props<Input, Output>
}

/** What a {@link StandardSchema} gives for a value that it accepts. */
export type OutputOf<Schema extends StandardSchema> = StandardSchemaV1.InferOutput<Schema>

/**
 * A JSON Schema as it is sent; the application validates what comes back.
 * @see https://json-schema.org/draft/2020-12
 */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Gives back the value that it accepts, typed, or throws why it does not. */
export type Validate<Output> = (value: unknown) => Output | PromiseLike<Output>

/** One thing that is wrong with a value, and where: `path` holds the keys that lead there. */
export interface SchemaIssue {
  /** What is wrong, in the words of the library or of `validate`. */
  readonly message: string
  /** The keys that lead there from the value itself; empty where that is wrong. */
  readonly path: readonly PropertyKey[]
}

/** A value that a schema does not accept. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
  /** Each thing that is wrong. */
  readonly issues: readonly SchemaIssue[]

  constructor(issues: readonly SchemaIssue[]) {
    super(issues.map(inWords).join('; '))
    this.issues = issues
  }
}

/**
 * The JSON Schema of what a model is to write: a plain one as it is, else in the 2020-12 draft, or in draft 7 where the library has no other.
 * @param isStrict closes objects that say nothing of further properties, as `strict` asks for: the libraries leave what comes in open.
 * @throws what the library throws for a schema that has no JSON Schema.
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function jsonSchemaOf(schema: StandardSchema | JsonSchema, isStrict = false): Record<string, unknown> {
  if (!isStandard(schema)) return schema
  const { jsonSchema } = schema['~standard']
  let written: Record<string, unknown>
  try {
    written = jsonSchema.input({ target: 'draft-2020-12' })
  } catch {
    written = jsonSchema.input({ target: 'draft-07' })
  }
  // Some gateways refuse a field that they do not know, and this one tells them nothing.
  const { $schema: _, ...sent } = written
  return isStrict ? (closed(sent) as Record<string, unknown>) : sent
}

/**
 * The value as the schema gives it back: with its defaults filled in and its transformations made.
 * @param validate for a plain JSON Schema.
 * @throws {@link SchemaError} when the value is refused.
 */
export async function validated<Output>(
  schema: StandardSchema<unknown, Output> | JsonSchema,
  value: unknown,
  validate?: Validate<Output>,
): Promise<Output> {
  if (isStandard(schema)) {
    const result = await schema['~standard'].validate(value)
    if (!result.issues) return result.value
    throw new SchemaError(result.issues.map(({ message, path = [] }) => ({ message, path: Array.from(path, keyOf) })))
  }
  if (!validate) throw new TypeError('A plain JSON Schema needs a `validate` beside it: nothing else says which values are accepted.')
  try {
    return await validate(value)
  } catch (error) {
    throw new SchemaError([{ message: messageOf(error), path: [] }])
  }
}

/** Whether it speaks both standards. Arktype's are functions. */
function isStandard<Output>(schema: StandardSchema<unknown, Output> | JsonSchema): schema is StandardSchema<unknown, Output> {
  if (!('~standard' in schema)) return false
  if ('jsonSchema' in (schema as StandardSchema)['~standard']) return true
  throw new TypeError(
    'The schema tells no JSON Schema. Those of zod do from 4.2 on, arktype’s from 2.1.28, valibot’s when wrapped in toStandardJsonSchema of @valibot/to-json-schema.',
  )
}

function keyOf(segment: PropertyKey | StandardSchemaV1.PathSegment): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment
}

/** Arktype names the place in its messages. */
function inWords({ message, path }: SchemaIssue): string {
  const place = path.map(String).join('.')
  return place === '' || message.includes(place) ? message : `${place}: ${message}`
}

/** Parts of `allOf` stay open: closed, each would refuse the properties of the others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([key, value]) => [key, HOLDS_SCHEMAS.has(key) ? closedIn(key, value) : value])
  return { ...('properties' in schema && { additionalProperties: false }), ...Object.fromEntries(entries) }
}

const HOLDS_NAMED = new Set(['properties', '$defs', 'definitions'])
const HOLDS_SCHEMAS = new Set([...HOLDS_NAMED, 'items', 'prefixItems', 'anyOf', 'oneOf', 'additionalProperties'])

/** `properties` and its like hold schemas by names, which are no keywords. */
function closedIn(key: string, value: unknown): unknown {
  if (!HOLDS_NAMED.has(key)) return closed(value)
  return Object.fromEntries(Object.entries(value as object).map(([name, schema]) => [name, closed(schema)]))
}
