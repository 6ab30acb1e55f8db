import { InvalidRequestError } from '../gateway/gatewayRequest.js'
import type { JsonObject } from '../jsonObject.js'
import { instanceOfSchema, SchemaError } from './instanceOfSchema.js'

/**
 * The JSON of an instance of the schema that the request gives in `param`.
 * @throws InvalidRequestError where no instance of it can be made.
 */
export function writeInstance(schema: JsonObject, param: string, variant = 0): string {
  try {
    return JSON.stringify(instanceOfSchema(schema, variant))
  } catch (error) {
    // The stack runs out on a value that nests some thousand levels deep.
    if (!(error instanceof SchemaError || error instanceof RangeError)) throw error
    const reason = error instanceof SchemaError ? error.message : 'holds a value that nests too deeply'
    throw new InvalidRequestError(
      `The schema in "${param}" ${reason}, so nothing was answered. Send one with small, finite instances.`,
      param,
    )
  }
}
