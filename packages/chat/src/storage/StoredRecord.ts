import { isChatError } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { ConversationInfo } from './ConversationStorage.js'
import { unstorableRow } from './toStorageError.js'

/** The shape that rows are written in. A later one is left to later versions of the application. */
export const RECORD_VERSION = 1

/** A row as a storage keeps it: data alone, which survives a structured clone, and JSON as far as what the application put in does. */
export interface StoredRecord<Row = unknown> {
  /** The id of the row, by which a storage finds the record again. */
  readonly id: string
  /** The version of the row's shape. */
  readonly version: number
  /** The row itself. */
  readonly row: Row
}

/**
 * A row as data. A `ChatError` in it loses its cause; functions, and headers that were meant for one request, are left out: they may hold keys.
 * @throws StorageError with code `failed` and the row's id, where it cannot be read.
 */
export function toRecord(row: ChatMessage | QueuedMessage | ConversationInfo): StoredRecord {
  const { headers: _secret, ...kept } = row as typeof row & { headers?: unknown }
  try {
    return { id: row.id, version: RECORD_VERSION, row: toData(kept, new Map()) }
  } catch (error) {
    throw unstorableRow(row.id, error)
  }
}

/** What is no plain object or array is left as it is, for the storage to take or to refuse. */
function toData(value: unknown, copies: Map<object, object>): unknown {
  if (isChatError(value)) return toData(value.toJSON(), copies)
  const isArray = Array.isArray(value)
  if (!isArray && !isPlainObject(value)) return value
  const known = copies.get(value)
  if (known) return known
  const copy: object = isArray ? Array.from({ length: value.length }) : {}
  copies.set(value, copy)
  for (const [key, item] of Object.entries(value)) {
    const data = typeof item === 'function' ? undefined : toData(item, copies)
    // Defined and not assigned, since a model's arguments may name `__proto__`.
    if (data !== undefined) Object.defineProperty(copy, key, { value: data, enumerable: true, writable: true, configurable: true })
  }
  return copy
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
