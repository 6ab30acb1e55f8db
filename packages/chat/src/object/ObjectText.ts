import { createPartialJson, type PartialJson } from '@rivulet/core'
import { shareUnchanged } from './shareUnchanged.js'

/** Where the JSON begins: at once, or in the fence that gateways put around it which do not know `response_format`. */
const START = /^\s*(?=[[{])|```\w*\s*\n/
/** A fence is looked for no further on: each look costs what it looks at. */
const MAX_PREFACE_CHARS = 2000
/** From the first fence to the last: the JSON may hold others. */
const FENCED = /```\w*\s*\n([\s\S]*)```/

/** The JSON of an answer that grows. */
export class ObjectText {
  #text = ''
  #json: PartialJson | undefined
  #version = 0
  #value: unknown

  /** What has come so far: the same value until it is another. */
  read(text: string): unknown {
    // A relay that lost a part of the answer begins it anew.
    if (!text.startsWith(this.#text)) this.#json = undefined
    if (this.#json) this.#json.push(text.slice(this.#text.length))
    else this.#begin(text)
    this.#text = text
    const { version = 0, value } = this.#json ?? {}
    if (version !== this.#version) this.#value = shareUnchanged(this.#value, value)
    this.#version = version
    return this.#value
  }

  #begin(text: string): void {
    const [start] = START.exec(text.slice(0, MAX_PREFACE_CHARS)) ?? []
    if (start === undefined) return
    this.#value = undefined
    this.#json = createPartialJson()
    this.#json.push(text.slice(text.indexOf(start) + start.length))
  }
}

/**
 * The value of an answer that is whole.
 * @throws `SyntaxError` where it is no JSON.
 */
export function parseObject(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const fenced = FENCED.exec(text)?.[1]
    if (fenced === undefined) throw error
    return JSON.parse(fenced)
  }
}
