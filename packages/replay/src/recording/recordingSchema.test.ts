import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseEvent } from './parseEvent.js'
import { parseHeader } from './parseHeader.js'

const schema = JSON.parse(readFileSync(new URL('../../recording.schema.json', import.meta.url), 'utf8')) as object
const ajv = new Ajv2020({ strict: true, strictTuples: false, formats: {}, keywords: [] })
ajv.addSchema(schema, 'recording')
const validator = (pointer: string) => ajv.getSchema(`recording${pointer}`) as ValidateFunction
const [isLine, isHeader, isEvent] = [validator('#'), validator('#/$defs/header'), validator('#/$defs/event')]
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 2000)

const taken = (parse: (value: unknown) => unknown, value: unknown) => {
  try {
    parse(value)
    return true
  } catch {
    return false
  }
}
const asEvent = (value: unknown) => taken((event) => parseEvent(event, 2), value)

const folder = new URL('../../recordings/', import.meta.url)

it.each(readdirSync(folder))('holds for every line of %s', (name) => {
  const [header, ...events] = readFileSync(new URL(name, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect(isHeader(header) && taken(parseHeader, header)).toBe(true)
  expect(events.filter((event) => !isEvent(event) || !asEvent(event))).toEqual([])
  expect(isLine(header) && events.every((event) => isLine(event))).toBe(true)
})

/** Values near those that are allowed, on both sides of the edge. */
const near = {
  ms: fc.oneof(fc.nat(), fc.double(), fc.constantFrom<unknown>(-1, 2 ** 31 - 1, 2 ** 31, Infinity, NaN, -0, '0', null)),
  exchange: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom<unknown>(0, 1.5, -1, 1e300, '1', null)),
  status: fc.oneof(fc.integer({ min: 199, max: 600 }), fc.constantFrom<unknown>(200.5, '200', null)),
  base64: fc.oneof(
    fc.base64String(),
    fc.string({ unit: fc.constantFrom('A', '/', '+', '=', '_', '-', '\n', 'é'), maxLength: 9 }),
    fc.constantFrom<unknown>(7, null),
  ),
  headers: fc.oneof(
    fc.dictionary(fc.string({ unit: fc.constantFrom('a', '-', '_', ' ', ':', 'é', "'"), maxLength: 3 }), anyText()),
    fc.dictionary(fc.constantFrom('content-type', 'x-é', '__proto__'), fc.oneof(anyText(), fc.constant<unknown>(7))),
    fc.constantFrom<unknown>([], null, 'a: b'),
  ),
  body: fc.oneof(fc.string(), fc.constantFrom<unknown>(null, {}, 7)),
}

function anyText() {
  return fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', '\0', '\u0001', '\u007f', 'ÿ', 'Ā', '😀', '\ud800'), maxLength: 4 })
}

/** A record of some of its fields. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] })
const sound = (often: fc.Arbitrary<unknown>, rare: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: often }, { weight: 1, arbitrary: rare })

const request = sound(
  fc.record({ method: fc.constant('POST'), url: fc.webUrl(), headers: near.headers, body: near.body }),
  fc.oneof(
    some({ method: fc.constant('GET'), url: fc.constantFrom<unknown>('x', 7), headers: near.headers, body: near.body }),
    fc.anything(),
  ),
)
const response = sound(fc.record({ status: near.status, headers: near.headers }), fc.anything())
const payload: Record<string, fc.Arbitrary<unknown>> = {
  request,
  response,
  data: sound(fc.string(), fc.anything()),
  bytes: near.base64,
  end: sound(fc.constantFrom('eof', 'error', 'abort'), fc.anything()),
  later: fc.anything(),
  toString: fc.anything(),
}
const event = fc
  .constantFrom(...Object.keys(payload))
  .chain((kind) => fc.tuple(near.ms, near.exchange, sound(fc.constant(kind), fc.anything()), payload[kind] ?? fc.anything()))
const anyEvent = sound(
  sound(
    event,
    event.map((whole) => whole.slice(0, 3)),
  ),
  fc.oneof(
    event.map((whole) => [...whole, 'more']),
    fc.anything(),
  ),
)

it('says of an event what the validator says', () => {
  let sounds = 0
  fc.assert(
    fc.property(anyEvent, (value) => {
      // As a file can hold it.
      const line = JSON.parse(JSON.stringify(value) ?? 'null') as unknown
      const isSound = asEvent(line)
      sounds += Number(isSound)
      expect(isEvent(line)).toBe(isSound)
    }),
    { numRuns },
  )
  // Had all been refused, nothing would have been compared.
  expect(sounds / numRuns).toBeGreaterThan(0.02)
})

it('says of a header what the validator says', () => {
  const field = sound(fc.string(), fc.constantFrom<unknown>(7, null, {}))
  const header = sound(
    some({
      rivulet: sound(fc.constant(1), fc.constantFrom<unknown>(2, '1', null)),
      label: field,
      gateway: field,
      startedAt: field,
      later: fc.anything(),
    }),
    fc.anything(),
  )
  let sounds = 0
  fc.assert(
    fc.property(header, (value) => {
      const line = JSON.parse(JSON.stringify(value) ?? 'null') as unknown
      const isSound = taken(parseHeader, line)
      sounds += Number(isSound)
      expect(isHeader(line)).toBe(isSound)
      expect(isLine(line)).toBe(isSound || asEvent(line))
    }),
    { numRuns },
  )
  expect(sounds / numRuns).toBeGreaterThan(0.02)
})
