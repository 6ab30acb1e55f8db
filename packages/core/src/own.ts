/** Sets an own property, also where its name is `__proto__`: assigning that would change the prototype instead. */
export function setOwn<Target extends object>(target: Target, key: string, value: unknown): Target {
  if (key === '__proto__') Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  else (target as Record<string, unknown>)[key] = value
  return target
}

/** Whether `value` is an object with fields: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The whole number that stands in text; anything else as it is. */
export function toIndex(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
}
