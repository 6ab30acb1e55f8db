import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, test } from 'vitest'

/** A body that some gateway sends. */
export interface GatewayStream {
  name: string
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The folder `shared` lies beside the checkout, which may itself be a copy somewhere below. */
const shared = findShared(new URL('./', import.meta.url))

function findShared(from: URL): URL | undefined {
  const folder = new URL('shared/', from)
  if (existsSync(new URL('quirks/quirks.json', folder))) return folder
  const parent = new URL('../', from)
  return parent.href === from.href ? undefined : findShared(parent)
}

/** A suite of tests that read the folder `shared`; where it is absent, one skipped test that says so. */
export function describeShared(name: string, tests: () => void): void {
  if (shared) describe(name, tests)
  else test.skip(`${name}: skipped, since the folder shared does not lie beside the checkout`)
}

/** The catalogue of gateways' peculiarities. @see ../shared/quirks/README.md beside the checkout */
export function readQuirks(): GatewayStream[] {
  if (!shared) return []
  const quirks = JSON.parse(readFileSync(new URL('quirks/quirks.json', shared), 'utf8')) as (GatewayStream & { body: string })[]
  return quirks.map(({ name, contentType, body }) => ({ name, contentType, bytes: new TextEncoder().encode(body) }))
}

/** Streams of real gateways; one that holds a chunk a line is wrapped as the events it came in. */
export function readRecordings(): GatewayStream[] {
  if (!shared) return []
  const folder = new URL('recorded/', shared)
  return readdirSync(folder)
    .filter((name) => /\.(sse|chunks\.txt)$/.test(name))
    .map((name) => {
      const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
      return { name, contentType: 'text/event-stream', bytes: name.endsWith('.sse') ? bytes : toEvents(bytes) }
    })
}

function toEvents(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = new TextDecoder().decode(bytes).split('\n').filter(Boolean)
  return new TextEncoder().encode([...chunks, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''))
}
