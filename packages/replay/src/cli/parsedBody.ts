import { type JsonObject, objectOf, parseJson } from '../jsonObject.js'

/** The fields of a request's body; none where it is no JSON. */
export function parsedBody(body: string): JsonObject {
  return objectOf(parseJson(body))
}
