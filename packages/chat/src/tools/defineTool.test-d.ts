import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { defineTool, type Tool, type ToolContext } from '../index.js'

interface Trip {
  city: string
  days: number
}

test('the input is what a schema of zod gives back', () => {
  const tool = defineTool({
    name: 'plan',
    parameters: z.object({ city: z.string(), days: z.number().default(1), from: z.string().transform((text) => new Date(text)) }),
    execute(input, context) {
      expectTypeOf(input).toEqualTypeOf<{ city: string; days: number; from: Date }>()
      expectTypeOf(context).toEqualTypeOf<ToolContext>()
      // @ts-expect-error: no such field
      return input.town
    },
    needsApproval: (input, { signal }) => {
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return input.days > 3
    },
  })
  expectTypeOf(tool).toEqualTypeOf<Tool<{ city: string; days: number; from: Date }>>()
})

test('the input is what a schema of valibot gives back', () => {
  const schema = v.object({ city: v.string(), days: v.optional(v.number(), 1) })
  const tool = defineTool({
    name: 'plan',
    parameters: toStandardJsonSchema(schema),
    execute: (input) => {
      expectTypeOf(input).toEqualTypeOf<Trip>()
      return input.days.toFixed()
    },
    needsApproval: true,
  })
  expectTypeOf(tool).toEqualTypeOf<Tool<Trip>>()
  // @ts-expect-error: valibot alone tells no JSON Schema
  defineTool({ name: 'plan', parameters: schema })
})

test('the input is what a type of arktype gives back', () => {
  const tool = defineTool({
    name: 'plan',
    parameters: type({ city: 'string', days: 'number' }),
    async *execute(input) {
      expectTypeOf(input).toEqualTypeOf<Trip>()
      yield 'half'
      return input.city
    },
  })
  expectTypeOf(tool).toEqualTypeOf<Tool<Trip>>()
})

test('the input is what validate gives back for a plain JSON Schema', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } }
  const tool = defineTool({
    name: 'plan',
    parameters,
    validate: async (value): Promise<Trip> => {
      expectTypeOf(value).toBeUnknown()
      return value as Trip
    },
    execute: (input) => {
      expectTypeOf(input).toEqualTypeOf<Trip>()
    },
  })
  expectTypeOf(tool).toEqualTypeOf<Tool<Trip>>()
  // @ts-expect-error: nothing would say which arguments are accepted
  defineTool({ name: 'plan', parameters })
  // @ts-expect-error: validate takes whatever the model wrote
  defineTool({ name: 'plan', parameters, validate: (value: Trip) => value })
  // @ts-expect-error: a schema validates by itself
  defineTool({ name: 'plan', parameters: z.object({}), validate: (value) => value })
})

test('what execute and needsApproval take has to be what the parameters give', () => {
  const parameters = z.object({ city: z.string() })
  // @ts-expect-error: the parameters have no days
  defineTool({ name: 'plan', parameters, execute: (input: Trip) => input.days })
  // @ts-expect-error: the parameters have no days
  defineTool({ name: 'plan', parameters, needsApproval: (input: Trip) => input.days > 1 })
  // @ts-expect-error: neither yes nor no
  defineTool({ name: 'plan', parameters, needsApproval: () => 'maybe' })
  // @ts-expect-error: a tool needs a name
  defineTool({ parameters })
})

test('tools of any input stand in one list', () => {
  const a = defineTool({ name: 'a', parameters: z.object({ city: z.string() }), execute: ({ city }) => city })
  const b = defineTool({ name: 'b', parameters: type({ days: 'number' }), execute: ({ days }) => days })
  expectTypeOf([a, b]).toExtend<readonly Tool[]>()
})
