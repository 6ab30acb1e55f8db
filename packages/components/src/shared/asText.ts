import { indentJson } from './indentJson.js'

/**
 * Any value as text that React can draw: a string as it is, nothing as nothing, anything else as JSON. What a gateway sends has not always the
 * type that the API gives it, and a part that throws would take the whole page with it.
 */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : toJson(value)
}

/** As {@link asText}, set on lines of its own where it is JSON. */
export function asIndentedText(value: unknown): string {
  const text = typeof value === 'string' ? value : toJson(value)
  return indentJson(text) ?? text
}

/** The JSON of any value, with what JSON cannot hold put into words; never throws. */
function toJson(value: unknown): string {
  const ancestors: unknown[] = []
  try {
    const json: string | undefined = JSON.stringify(value, function replace(this: unknown, _key, held: unknown) {
      if (typeof held === 'bigint') return String(held)
      if (typeof held !== 'object' || held === null) return held
      // JSON.stringify goes into depth, so whatever stands behind the holder has been left.
      while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop()
      if (ancestors.includes(held)) return '[circular]'
      ancestors.push(held)
      return held
    })
    return json ?? String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
