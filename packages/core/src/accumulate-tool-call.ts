import { Fields } from './fields.js'
import type { ToolCallDelta } from './wire/chunk.js'
import type { CustomToolCall, ToolCall } from './wire/message.js'

const CALL = ['index', 'id', 'type', 'function', 'custom']
const DETAILS = ['name', 'arguments', 'input']

/** Merges the fragments of one tool call. */
export class ToolCallAccumulator {
  readonly index: number
  #id = ''
  #custom = false
  #name = ''
  /** The arguments of a function, or the input of a custom tool. */
  #text = ''
  /** Whatever else the call and its function carry. */
  readonly #fields = new Fields()
  readonly #details = new Fields()
  #built: ToolCall | CustomToolCall | undefined

  constructor(index: number) {
    this.index = index
  }

  push(delta: ToolCallDelta): void {
    const { id, type, function: called, custom } = delta
    this.#id ||= id ?? ''
    this.#custom ||= type === 'custom' || custom !== undefined
    this.#name ||= called?.name ?? custom?.name ?? ''
    this.#text += called?.arguments ?? custom?.input ?? ''
    this.#fields.mergeAll(delta, CALL)
    this.#details.mergeAll(called ?? custom ?? {}, DETAILS)
    this.#built = undefined
  }

  build(): ToolCall | CustomToolCall {
    return (this.#built ??= {
      id: this.#id,
      ...(this.#custom
        ? { type: 'custom', custom: { name: this.#name, input: this.#text, ...this.#details.build() } }
        : { type: 'function', function: { name: this.#name, arguments: this.#text, ...this.#details.build() } }),
      ...this.#fields.build(),
    })
  }
}
