import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool } from '../index.js'
import { jsonSchemaOf, type StandardSchema } from './schema.js'
import { toolDefinitions } from './toolDefinitions.js'

const leg = { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] }
const trip = { type: 'object', properties: { legs: { type: 'array', items: leg } }, required: ['legs'] }
const closedLeg = { ...leg, additionalProperties: false }
const closedTrip = { ...trip, properties: { legs: { type: 'array', items: closedLeg } }, additionalProperties: false }

describe.each<[string, StandardSchema]>([
  ['zod', z.object({ legs: z.array(z.object({ to: z.string() })) })],
  ['valibot', toStandardJsonSchema(v.object({ legs: v.array(v.object({ to: v.string() })) }))],
  ['arktype', type({ legs: type({ to: 'string' }).array() })],
])('a schema of %s', (_library, parameters) => {
  it('is declared as JSON Schema', () => {
    const tool = defineTool({ name: 'plan', description: 'Plans a trip.', parameters })
    expect(toolDefinitions([tool])).toEqual([
      { type: 'function', function: { name: 'plan', description: 'Plans a trip.', parameters: trip } },
    ])
  })

  it('is closed where it is strict', () => {
    const tool = defineTool({ name: 'plan', parameters, strict: true })
    expect(toolDefinitions([tool])).toEqual([{ type: 'function', function: { name: 'plan', parameters: closedTrip, strict: true } }])
  })
})

it('a plain JSON Schema is declared as it is', () => {
  const parameters = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...trip }
  const tool = defineTool({ name: 'plan', parameters, validate: (value) => value, strict: true })
  expect(toolDefinitions([tool])).toEqual([{ type: 'function', function: { name: 'plan', parameters, strict: true } }])
})

it('what the model writes is described, not what the schema makes of it', () => {
  const schema = z.object({ at: z.string().transform((text) => new Date(text)), days: z.number().default(1) })
  expect(jsonSchemaOf(schema)).toMatchObject({ properties: { at: { type: 'string' } }, required: ['at'] })
})

/** A library that writes draft 7 alone. */
function writeDraft7({ target }: { target: string }) {
  if (target !== 'draft-07') throw new Error(`no ${target}`)
  return { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }
}

it('draft 7 is taken where the library has no later one', () => {
  const jsonSchema = { input: writeDraft7, output: writeDraft7 }
  expect(jsonSchemaOf({ '~standard': { ...z.object({})['~standard'], jsonSchema } })).toEqual({ type: 'object' })
})

it('parts of an intersection stay open, and what says that it is open does', () => {
  const both = toStandardJsonSchema(v.intersect([v.object({ a: v.string() }), v.object({ b: v.string() })]))
  expect(jsonSchemaOf(both, true)).toEqual({
    allOf: [expect.objectContaining({ required: ['a'] }), expect.objectContaining({ required: ['b'] })],
  })
  expect(JSON.stringify(jsonSchemaOf(both, true))).not.toContain('additionalProperties')
  const open = z.object({ loose: z.looseObject({ a: z.string() }), record: z.record(z.string(), z.object({ b: z.string() })) })
  expect(jsonSchemaOf(open, true)).toMatchObject({
    additionalProperties: false,
    properties: { loose: { additionalProperties: {} }, record: { additionalProperties: { additionalProperties: false } } },
  })
})

it('what stands in a schema and is none stays as it is, whatever it is called', () => {
  const item = z.object({ properties: z.object({ items: z.string() }), kind: z.enum(['a', 'b']) })
  const schema = z.object({
    union: z.union([item, z.null()]),
    self: z.lazy(() => item).meta({ id: 'Item', examples: [{ properties: {} }] }),
  })
  expect(jsonSchemaOf(schema, true)).toMatchObject({
    properties: { union: { anyOf: [{ additionalProperties: false }, { type: 'null' }] } },
    $defs: { Item: { additionalProperties: false, properties: { properties: { additionalProperties: false } } } },
  })
  expect(JSON.stringify(jsonSchemaOf(schema, true))).toContain('"examples":[{"properties":{}}]')
})

it('a schema that has no JSON Schema is refused when the tool is defined, with the library’s words', () => {
  expect(() => defineTool({ name: 'when', parameters: z.object({ at: z.date() }) })).toThrow('Date cannot be represented in JSON Schema')
})

it('a library that tells none is refused, with the way out', () => {
  const parameters = v.object({ city: v.string() })
  expect(() => defineTool({ name: 'plan', parameters: parameters as never })).toThrow('@valibot/to-json-schema')
})

it('a plain JSON Schema without validate accepts nothing', async () => {
  const tool = defineTool({ name: 'plan', parameters: trip } as never)
  await expect(tool.validate({})).rejects.toThrow('needs a `validate`')
})
