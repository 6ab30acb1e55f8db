/** A copy of what the application gave, as JSON has it: it can be stored anywhere, and nobody changes it behind a row's back. @throws what `JSON.stringify` throws */
export function asJson(value: unknown): unknown {
  if (value === undefined || typeof value === 'string') return value
  // Functions and symbols are nothing in JSON.
  return JSON.parse(JSON.stringify(value) ?? 'null')
}
