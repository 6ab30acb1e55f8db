import { chatError } from './chat-error-messages.js'
import { isRecord } from './own.js'
import type { ToolCallDelta } from './wire/chunk.js'

/** A call as its fragments have told so far. */
interface OpenCall {
  readonly position: number
  readonly custom: boolean
  /** Arguments sent on. */
  text: string
  /** An empty object came and waits: some servers send `{}` first and the real arguments after it. */
  heldEmpty: boolean
}

/**
 * Decides which call each fragment of one choice belongs to, and sends it on with an `index` that says so alone. Gateways number calls from 1,
 * with one number for all, or not at all; some repeat the id, some the whole call.
 */
export class ToolCallRouter {
  readonly #calls: OpenCall[] = []
  readonly #byId = new Map<string, OpenCall>()
  readonly #byIndex = new Map<number, OpenCall>()
  readonly #maxCalls: number

  constructor(maxCalls: number) {
    this.#maxCalls = maxCalls
  }

  /** @param seed makes the ids of calls that came without one; the same for one answer. */
  route(raw: Record<string, unknown>, seed: string): ToolCallDelta {
    const { index, id: wireId, type, function: called, custom, ...fields } = raw
    const id = typeof wireId === 'string' ? wireId : ''
    const details = isRecord(called) ? called : isRecord(custom) ? custom : {}
    const { name: wireName, arguments: wireArguments, input, ...others } = details
    const name = typeof wireName === 'string' ? wireName : ''
    const known = this.#find(id, index, name)
    const call = known ?? this.#open(type === 'custom' || isRecord(custom))
    if (id !== '') this.#byId.set(id, call)
    if (typeof index === 'number') this.#byIndex.set(index, call)
    const text = this.#take(call, toText(wireArguments ?? input), id !== '')
    const head = known
      ? {}
      : { id: id || `call_${hash(seed)}_${call.position}`, type: call.custom ? ('custom' as const) : ('function' as const) }
    const naming = name === '' ? {} : { name }
    return {
      ...fields,
      index: call.position,
      ...head,
      ...(call.custom ? { custom: { ...others, ...naming, input: text } } : { function: { ...others, ...naming, arguments: text } }),
    }
  }

  /** What is still to be sent when the answer ends: `{}` for calls without arguments, unless the answer was `cut` before they came. */
  end(cut: boolean): ToolCallDelta[] {
    const empty = this.#calls.filter((call) => call.text === '' && !call.custom && (call.heldEmpty || !cut))
    return empty.map(({ position }) => ({ index: position, function: { arguments: '{}' } }))
  }

  #find(id: string, index: unknown, name: string): OpenCall | undefined {
    const known = this.#byId.get(id)
    if (known) return known
    if (id !== '' && name !== '') return undefined
    return this.#byIndex.get(index as number) ?? (name === '' ? this.#calls.at(-1) : undefined)
  }

  #open(custom: boolean): OpenCall {
    if (this.#calls.length >= this.#maxCalls) throw chatError('limit', `The answer calls more than ${this.#maxCalls} tools.`)
    const call = { position: this.#calls.length, custom, text: '', heldEmpty: false }
    this.#calls.push(call)
    return call
  }

  #take(call: OpenCall, text: string, hasId: boolean): string {
    if (text === '') return ''
    if (call.text === '' && !call.custom) {
      if (text.trim() === '{}') {
        call.heldEmpty = true
        return ''
      }
      if (call.heldEmpty && !text.trimStart().startsWith('{')) text = `{}${text}`
    } else if (hasId && text.length === call.text.length && text === call.text && isWhole(text)) return ''
    call.text += text
    return text
  }
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

function isWhole(text: string): boolean {
  try {
    return isRecord(JSON.parse(text))
  } catch {
    return false
  }
}

/** FNV-1a: short, stable and the same everywhere; nothing depends on it being hard to guess. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(36)
}
