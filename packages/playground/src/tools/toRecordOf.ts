import { isRecord } from '../parseRecord.js'

/** The arguments of a call by their names. @throws {TypeError} where they are no object; the model reads why */
export function toRecordOf(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value
  throw new TypeError('The arguments have to be an object.')
}
