import { expect, it } from 'vitest'
import { instanceOfSchema, SchemaError } from './instanceOfSchema.js'

const object = (properties: object, required: string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

it('fills objects and lists with values that their names suggest', () => {
  const schema = object({
    city: { type: 'string' },
    email: { type: 'string', format: 'email' },
    when: { type: 'string', format: 'date-time' },
    open: { type: 'boolean' },
    guests: { type: 'array', items: object({ name: { type: 'string' }, age: { type: 'integer', minimum: 18 } }) },
    nothing: { type: 'null' },
  })
  expect(instanceOfSchema(schema)).toEqual({
    city: 'Cairo',
    email: 'noor@example.com',
    when: '2026-03-20T09:30:00Z',
    open: true,
    guests: [
      { name: 'The long way to the sea', age: 18 },
      { name: 'A day by the river', age: 18 },
    ],
    nothing: null,
  })
})

it('takes the branch that comes to an end, where a schema holds itself in another', () => {
  const schema = {
    $defs: {
      expression: { anyOf: [{ $ref: '#/$defs/sum' }, { $ref: '#/$defs/literal' }] },
      sum: object({ left: { $ref: '#/$defs/expression' }, right: { $ref: '#/$defs/expression' } }),
      literal: object({ value: { type: 'number' } }),
    },
    $ref: '#/$defs/expression',
  }
  const text = JSON.stringify(instanceOfSchema(schema))
  expect(text).toContain('{"value":3}')
  expect(text.length).toBeLessThan(1_000)
})

it('takes a name of JavaScript’s own for a name', () => {
  expect(instanceOfSchema({ type: '__proto__' })).toBe('river')
  expect(instanceOfSchema({ type: 'constructor' })).toBe('river')
  expect(instanceOfSchema({ $ref: '#/toString' })).toBe('river')
})

const itself = { $ref: '#' }
const doubling = Object.fromEntries(
  Array.from({ length: 60 }, (_, n) => [`d${n}`, { allOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] }]),
)

it.each<[name: string, schema: Record<string, unknown>]>([
  ['requires itself', object({ a: itself })],
  ['requires itself twice', object({ a: itself, b: itself })],
  ['asks for a long list', { type: 'array', minItems: 3e8 }],
  ['asks for lists of lists', { type: 'array', minItems: 40, items: itself }],
  ['asks for a long text', { type: 'string', minLength: 1e12 }],
  ['asks for many long texts', { type: 'array', minItems: 9_000, items: { type: 'string', minLength: 9_000 } }],
  ['is part of itself', { allOf: [itself] }],
  ['doubles in its parts', { $ref: '#/$defs/d0', $defs: doubling }],
  ['is one of itself', { anyOf: [itself] }],
  ['repeats a long constant', { type: 'array', minItems: 500, items: { const: 'x'.repeat(5_000) } }],
  ['refers to what is no pointer', { $ref: '#/%zz' }],
])('refuses a schema that %s', (_name, schema) => {
  expect(() => instanceOfSchema(schema)).toThrow(SchemaError)
})

it('takes what is given: enum, const, default, examples', () => {
  expect(instanceOfSchema(object({ a: { enum: ['x', 'y'] }, b: { const: 7 }, c: { default: [] }, d: { examples: ['e'] } }))).toEqual({
    a: 'x',
    b: 7,
    c: [],
    d: 'e',
  })
})

it.each([
  [{ type: 'integer', minimum: 10, maximum: 20 }, 10],
  [{ type: 'integer', maximum: -5 }, -5],
  [{ type: 'integer', minimum: 7, multipleOf: 5 }, 10],
  [{ type: 'integer', exclusiveMinimum: 8 }, 9],
  [{ type: 'number', minimum: 0, maximum: 1 }, 1],
  [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.75],
  [{ type: 'number', minimum: 0.125, maximum: 0.25 }, 0.25],
  [{ type: 'number' }, 3],
  [{ type: 'string', maxLength: 3 }, 'riv'],
  [{ type: 'string', minLength: 8 }, 'river...'],
  [{ type: 'array', items: { type: 'integer' }, minItems: 3 }, [3, 4, 5]],
  [{ type: 'array', items: { type: 'integer' }, maxItems: 1 }, [3]],
  [{ type: ['string', 'null'] }, 'river'],
  [{ anyOf: [{ type: 'boolean' }, { type: 'null' }] }, true],
  [{ properties: { x: { type: 'integer' } } }, { x: 3 }],
  [{ allOf: [object({ a: { type: 'integer' } }), object({ b: { type: 'boolean' } })] }, { a: 3, b: true }],
])('keeps to %j', (schema, instance) => {
  expect(instanceOfSchema(schema)).toEqual(instance)
})

it('follows references, and ends where a schema holds itself', () => {
  const schema = {
    $defs: {
      node: object({
        value: { type: 'integer' },
        next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
        more: { type: 'array', items: { $ref: '#/$defs/node' } },
      }),
    },
    $ref: '#/$defs/node',
  }
  const text = JSON.stringify(instanceOfSchema(schema))
  expect(JSON.parse(text)).toMatchObject({ value: 3, next: { value: 3 } })
  expect(text).toContain('"next":null')
  expect(text).toContain('"more":[]')
})
