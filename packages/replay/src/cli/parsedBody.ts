import { type JsonObject, objectOf } from '../jsonObject.js'

/** The fields of a request's body; none where it is no JSON. */
export function parsedBody(body: string): JsonObject {
  try {
    return objectOf(JSON.parse(body))
  } catch {
    return {}
  }
}
