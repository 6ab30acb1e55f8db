/** The value of JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fields of JSON text; undefined where it is no object. */
export function parseRecord(text: string): Record<string, unknown> | undefined {
  const value = parseJson(text)
  return isRecord(value) ? value : undefined
}

/** Whether `value` is an object with fields: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a line of data ends the stream; also where a layer between framed it twice, or wrote it as JSON. */
export function isDone(line: string): boolean {
  return /^\s*(?:data:\s*)?("?)\[DONE\]\1\s*$/.test(line)
}

/** Whether the core's client reads a line that is no field of an event stream (`isRead` there). It ends the event before it then. */
export function isRead(line: string): boolean {
  return /^(?:error:|\{|\[DONE\])/.test(line)
}

/** What can be read of an event that the end of the bytes cut off; undefined where nothing can. A part that cannot was never an event, and so is not lost. */
export function readablePart(type: string, data: string): string | undefined {
  // The words of an error are one however they end.
  if (type === 'error' || holdsObject(data)) return data
  const lines = data.split('\n').filter((line) => isDone(line) || holdsObject(line))
  return lines.length > 0 ? lines.join('\n') : undefined
}

/** Whether text is an object in JSON, a list of some, or one in a string; also where it was framed twice: what the core's client makes chunks of. */
function holdsObject(text: string): boolean {
  const value = parseJson(text.replace(/^\s*data:/, ''))
  if (typeof value === 'string') return parseRecord(value) !== undefined
  return Array.isArray(value) ? value.some(isRecord) : isRecord(value)
}
