import { chatError } from './chatErrorMessages.js'
import { isRecord, toIndex } from './own.js'
import { parseJson } from './parseJson.js'
import type { ToolCallDelta } from './wire/chunk.js'

/** A call as its fragments have told so far. */
interface OpenCall {
  readonly position: number
  readonly custom: boolean
  /** The index that it came with. */
  readonly index: unknown
  /** The first that came: it counts once. */
  name: string
  /** Arguments sent on. */
  text: string
  /** All of them came at once. */
  isOnePiece: boolean
  /** An empty object came and waits: some servers send `{}` first and the real arguments after it. */
  heldEmpty: boolean
}

/**
 * Decides which call each fragment of one choice belongs to, and sends it on with an `index` that says so alone. Gateways number calls from 1,
 * with one number for all, or not at all; some repeat the id, some the whole call.
 */
export interface ToolCallRouter {
  /** Undefined where a fragment says nothing and belongs to no call: some servers write the field beside text, too. */
  route: (raw: Record<string, unknown>) => ToolCallDelta | undefined
  /** What is still to be sent when the answer ends: `{}` for calls without arguments, unless the answer was `cut` before they came. */
  end: (cut: boolean) => ToolCallDelta[]
}

/** @param seed makes the ids of calls that came without one; the same for one answer. */
export function createToolCallRouter(maxCalls: number, seed: () => string): ToolCallRouter {
  const calls: OpenCall[] = []
  const byId = new Map<string, OpenCall>()
  const byIndex = new Map<unknown, OpenCall>()

  const find = (id: string, index: unknown, name: string): OpenCall | undefined => {
    const known = byId.get(id)
    if (known || (id !== '' && name !== '')) return known
    return byIndex.get(index) ?? (name === '' ? calls.at(-1) : undefined)
  }

  const open = (custom: boolean, index: unknown): OpenCall => {
    if (calls.length >= maxCalls) throw chatError('limit', `The answer calls more than ${maxCalls} tools.`)
    const call = { position: calls.length, custom, index, name: '', text: '', isOnePiece: false, heldEmpty: false }
    calls.push(call)
    return call
  }

  return {
    route({ index: wireIndex, id: wireId, type, function: called, custom, ...fields }) {
      const index = toIndex(wireIndex)
      const id = typeof wireId === 'string' ? wireId : ''
      const { name: wireName, arguments: wireArguments, input, ...others } = isRecord(called) ? called : isRecord(custom) ? custom : {}
      const name = typeof wireName === 'string' ? wireName : ''
      const arrived = toText(wireArguments ?? input)
      const found = find(id, index, name)
      const known = found && isAnother(found, name, arrived, id === '' || index !== found.index) ? undefined : found
      if (!known && id + name + arrived === '') return undefined
      const call = known ?? open(type === 'custom' || isRecord(custom), index)
      const ownId = byId.has(id) ? '' : id
      if (id !== '') byId.set(id, call)
      if (typeof index === 'number') byIndex.set(index, call)
      const text = take(call, arrived, id !== '' || name !== '')
      const details = { ...others, ...(name && !call.name && { name }) }
      call.name ||= name
      return {
        ...fields,
        index: call.position,
        ...(!known && { id: ownId || `call_${hash(seed())}_${call.position}`, type: call.custom ? 'custom' : 'function' }),
        ...(call.custom ? { custom: { ...details, input: text } } : { function: { ...details, arguments: text } }),
      }
    },
    end: (cut) =>
      calls
        .filter((call) => call.text.trim() === '' && !call.custom && (call.heldEmpty || !cut))
        .map(({ position }) => ({ index: position, function: { arguments: '{}' } })),
  }
}

/**
 * Whether a fragment with a name begins another call than the one that its id or index tells: some gateways give all calls the same. It has another
 * name; or, where it does not have both from that call, that one is whole and it is too. Asked of one piece only: its text is parsed once.
 */
function isAnother({ name: own, text, isOnePiece }: OpenCall, name: string, arrived: string, mayBe: boolean): boolean {
  const isTwice = () => mayBe && isOnePiece && arrived !== text && [arrived, text].every((json) => isRecord(parseJson(json)))
  return name !== '' && own !== '' && (name !== own || isTwice())
}

/** The arguments to send on. `mayRepeat`: they came with what names a call. */
function take(call: OpenCall, arrived: string, mayRepeat: boolean): string {
  let text = arrived
  if (call.text === '' && !call.custom) {
    if (/^\s*\{\s*\}\s*$/.test(text)) {
      call.heldEmpty = true
      return ''
    }
    if (call.heldEmpty && text !== '' && !text.trimStart().startsWith('{')) text = `{}${text}`
  } else if (mayRepeat && text.length === call.text.length && text === call.text && isRecord(parseJson(text))) return ''
  if (text !== '') call.isOnePiece = call.text === ''
  call.text += text
  return text
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** FNV-1a: short, stable and the same everywhere; nothing depends on it being hard to guess. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(36)
}
