import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, test } from 'vitest'
import type { ServerSentEvent } from './index.js'

/** One stream of the catalogue of gateways' peculiarities, with what reading it must give. */
export interface Quirk {
  name: string
  contentType: string
  body: string
  expect: Record<string, unknown>
}

/** One stream of a real gateway, with what plain concatenation says of it. */
export interface Recording {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  expected: {
    content: string
    reasoning: string
    refusal: string
    toolCalls: [name: string, args: string][]
    ending: string
    finishReason: string | null
    sawDone: boolean
    choices: number
    usage: Record<string, number> | null
    error?: string
  }
}

/** One event stream by the letter of the standard. */
export interface SseCase {
  name: string
  inputHex: string
  events: ServerSentEvent[]
  retry: number | null
  lastEventId: string
}

/**
 * The folder `shared` with test data lies beside the checkout. It is searched for from here upwards, since a tool may run the tests from a copy
 * somewhere below the checkout.
 */
const shared = findShared(new URL('./', import.meta.url))

function findShared(from: URL): URL | undefined {
  const folder = new URL('shared/', from)
  if (existsSync(new URL('quirks/quirks.json', folder))) return folder
  const parent = new URL('../', from)
  return parent.href === from.href ? undefined : findShared(parent)
}

const readShared = <Data>(path: string, absent: Data): Data =>
  shared ? (JSON.parse(readFileSync(new URL(path, shared), 'utf8')) as Data) : absent

/** A suite of tests that read the folder `shared`; where it is absent, one skipped test that says so. */
export function describeShared(name: string, tests: () => void): void {
  if (shared) describe(name, tests)
  else test.skip(`${name}: skipped, since the folder shared does not lie beside the checkout`)
}

/** The catalogue. @see ../shared/quirks/README.md beside the checkout */
export const readQuirks = (): Quirk[] => readShared('quirks/quirks.json', [])

/** The cases of the standard and of the web platform tests. */
export const readSseCases = (): SseCase[] => readShared('sse/conformance.json', [])

/** The recordings. */
export function readRecordings(): Recording[] {
  if (!shared) return []
  const folder = new URL('recorded/', shared)
  const expected = readShared<Record<string, Recording['expected']>>('recorded/expected.json', {})
  return readdirSync(folder)
    .filter((name) => /\.(sse|chunks\.txt)$/.test(name))
    .map((name) => ({ name, bytes: bodyOf(name, readFileSync(new URL(name, folder))), expected: expected[name]! }))
}

/** The body of a recording; one that holds a chunk a line is wrapped as the events it came in. */
function bodyOf(name: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (name.endsWith('.sse')) return new Uint8Array(bytes)
  const chunks = new TextDecoder().decode(bytes).split('\n').filter(Boolean)
  return new TextEncoder().encode([...chunks, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''))
}
