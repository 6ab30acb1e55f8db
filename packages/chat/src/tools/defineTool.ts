import { jsonSchemaOf, validated, type JsonSchema, type OutputOf, type StandardSchema, type Validate } from './schema.js'
import type { Tool, ToolContext } from './Tool.js'

/** What a tool is made of, whatever describes its parameters. */
export interface ToolOptions<Input> {
  /** What the model calls it. Most gateways take letters, digits, `_` and `-`, up to 64 of them. */
  name: string
  /** Tells the model what it does and when to call it. */
  description?: string | undefined
  /**
   * Runs the tool. What it returns, or its promise gives, is the result: text and lists of text parts go to the model as they are, anything else
   * as JSON. A generator's yields are progress, and its return is the result. What it throws becomes a failure, and the model reads the
   * message. Without `execute` the call waits until the application gives its result.
   */
  execute?: ((input: Input, context: ToolContext) => unknown) | undefined
  /** Whether a person decides before it runs. @defaultValue false */
  needsApproval?: boolean | ((input: Input, context: ToolContext) => boolean | PromiseLike<boolean>) | undefined
  /** How long one call may take to validate its arguments and decide whether it needs approval, and then to run; 0 and Infinity: without end. @defaultValue 120,000 */
  timeoutMs?: number | undefined
  /** Has the gateway hold the model to the parameters, where it can. @defaultValue absent: as the gateway does by itself */
  strict?: boolean | undefined
}

/** Options of `defineTool` whose parameters a schema library describes. */
export interface SchemaToolOptions<Schema extends StandardSchema> extends ToolOptions<OutputOf<Schema>> {
  /** A schema of an object. */
  parameters: Schema
  validate?: undefined
}

/** Options of `defineTool` whose parameters a plain JSON Schema describes. */
export interface JsonSchemaToolOptions<Input> extends ToolOptions<Input> {
  /** A JSON Schema of an object; sent as it is. */
  parameters: JsonSchema
  /** Gives the arguments back typed, or throws why they are refused; the model reads the message. */
  validate: Validate<Input>
}

/**
 * Defines a tool that the model may call. Its input is the parameters' type, and `execute` is never called with anything else.
 * @throws what the schema's library throws where the parameters have no JSON Schema.
 * @throws `TypeError` when the parameters are of a library that tells no JSON Schema.
 * @see https://platform.openai.com/docs/guides/function-calling
 *
 * @example
 * ```ts
 * const weather = defineTool({
 *   name: 'weather',
 *   description: 'The weather of a city, now.',
 *   parameters: z.object({ city: z.string() }),
 *   execute: ({ city }, { signal }) => fetch(`/weather/${city}`, { signal }).then((response) => response.json()),
 * })
 * ```
 */
export function defineTool<Schema extends StandardSchema>(options: SchemaToolOptions<Schema>): Tool<OutputOf<Schema>>
export function defineTool<Input>(options: JsonSchemaToolOptions<Input>): Tool<Input>
export function defineTool<Input>(
  options: ToolOptions<Input> & { parameters: StandardSchema<unknown, Input> | JsonSchema; validate?: Validate<Input> | undefined },
): Tool<Input> {
  const { name, description, parameters, validate, strict, execute, needsApproval = false, timeoutMs } = options
  return {
    name,
    ...(execute && { execute }),
    needsApproval: typeof needsApproval === 'function' ? needsApproval : () => needsApproval,
    timeoutMs,
    definition: {
      type: 'function',
      function: {
        name,
        ...(description !== undefined && { description }),
        parameters: jsonSchemaOf(parameters, strict),
        ...(strict !== undefined && { strict }),
      },
    },
    validate: (value) => validated(parameters, value, validate),
  }
}
