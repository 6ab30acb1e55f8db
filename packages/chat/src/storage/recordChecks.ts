import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { ConversationInfo, UnreadableRecord } from './ConversationStorage.js'
import { RECORD_VERSION, type StoredRecord } from './StoredRecord.js'

type Fields = Readonly<Record<string, unknown>>
type Check<Row> = (row: Fields) => row is Fields & Row

/** Why a record cannot be read; undefined where it can. `isRow` says whether its row has the shape of this version. */
export function whyUnreadable(record: unknown, isRow: Check<unknown>): UnreadableRecord['reason'] | undefined {
  if (!isObject(record) || typeof record['version'] !== 'number') return 'invalid'
  if (record['version'] > RECORD_VERSION) return 'newer'
  const { id, row } = record
  return isObject(row) && typeof id === 'string' && row['id'] === id && isRow(row) ? undefined : 'invalid'
}

/** The rows of records, and those that could not be read. */
export function readRows<Row>(records: readonly unknown[], isRow: Check<Row>): { rows: Row[]; unreadable: UnreadableRecord[] } {
  const rows: Row[] = []
  const unreadable: UnreadableRecord[] = []
  for (const record of records) {
    const reason = whyUnreadable(record, isRow)
    if (reason) unreadable.push({ id: isObject(record) ? String(record['id']) : '', reason })
    else rows.push((record as StoredRecord<Row>).row)
  }
  return { rows, unreadable }
}

const STATES: readonly unknown[] = ['pending', 'streaming', 'running-tools', 'awaiting-approval', 'done'] satisfies ChatMessage['state'][]

/** Whether everything is there that a chat reads of a message without asking. */
export function isMessage(row: Fields): row is Fields & ChatMessage {
  const { parentId, wire, state, ending, warnings, attempts, toolRuns, createdAtMs, extra = {} } = row
  return (
    (parentId === null || typeof parentId === 'string') &&
    isObject(wire) &&
    typeof wire['role'] === 'string' &&
    isContent(wire['content'] ?? '') &&
    isObjects(wire['tool_calls'] ?? []) &&
    STATES.includes(state) &&
    (ending === undefined || isEnding(ending)) &&
    isObjects(warnings) &&
    isObject(toolRuns) &&
    isObject(extra) &&
    Object.values(toolRuns).every(isObject) &&
    typeof attempts === 'number' &&
    typeof createdAtMs === 'number'
  )
}

/** The same of a message that waits. */
export function isQueued(row: Fields): row is Fields & QueuedMessage {
  return isContent(row['content']) && typeof row['createdAtMs'] === 'number'
}

/** The same of what the list shows. */
export function isInfo(row: Fields): row is Fields & ConversationInfo {
  const { title = '', pinned = false, headId = '', createdAtMs, updatedAtMs } = row
  return (
    typeof title === 'string' &&
    typeof pinned === 'boolean' &&
    (headId === null || typeof headId === 'string') &&
    typeof createdAtMs === 'number' &&
    typeof updatedAtMs === 'number'
  )
}

const isEnding = (ending: unknown): boolean =>
  isObject(ending) && typeof ending['kind'] === 'string' && (ending['kind'] !== 'failed' || isFailure(ending['error']))

const isFailure = (error: unknown): boolean => isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string'

const isContent = (content: unknown): boolean => typeof content === 'string' || isObjects(content)

const isObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject)

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
