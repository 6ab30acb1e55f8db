/** An object of parsed JSON, whose fields nobody has vouched for. */
export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value itself where it is an object, else an empty one: what is absent or of another type reads as nothing. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The value of JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
