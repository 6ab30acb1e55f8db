import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { createObjectStream, type ChatClient, type DeepPartial, type ObjectStream } from '../index.js'

const client = {} as ChatClient

interface Trip {
  city: string
  stops: { at: string; minutes: number }[]
}

test('the result is what a schema of zod gives back, the object what the model writes', () => {
  const schema = z.object({ at: z.string().transform((text) => new Date(text)), days: z.number().default(1) })
  const stream = createObjectStream({ client, model: 'm', schema, onFinish: ({ at }) => expectTypeOf(at).toEqualTypeOf<Date>() })
  expectTypeOf(stream).toEqualTypeOf<ObjectStream<{ at: string; days?: number | undefined }, { at: Date; days: number }>>()
  const { object, result } = stream.getSnapshot()
  expectTypeOf(object).toEqualTypeOf<{ readonly at?: string | undefined; readonly days?: number | undefined } | undefined>()
  expectTypeOf(result).toEqualTypeOf<{ at: Date; days: number } | undefined>()
})

test('schemas of valibot and types of arktype are read too', () => {
  const item = v.object({ at: v.string(), minutes: v.number() })
  const valibot = createObjectStream({
    client,
    model: 'm',
    schema: toStandardJsonSchema(v.object({ city: v.string(), stops: v.array(item) })),
  })
  expectTypeOf(valibot).toEqualTypeOf<ObjectStream<Trip, Trip>>()
  const arktype = createObjectStream({
    client,
    model: 'm',
    schema: type({ city: 'string', stops: type({ at: 'string', minutes: 'number' }).array() }),
  })
  expectTypeOf(arktype).toEqualTypeOf<ObjectStream<Trip, Trip>>()
})

test('a plain JSON Schema has the type that validate gives', () => {
  const schema = { type: 'object' }
  const stream = createObjectStream({ client, model: 'm', schema, validate: (value) => value as Trip })
  expectTypeOf(stream).toEqualTypeOf<ObjectStream<Trip, Trip>>()
  // @ts-expect-error: nothing would say what is accepted
  createObjectStream({ client, model: 'm', schema })
  // @ts-expect-error: valibot alone tells no JSON Schema
  createObjectStream({ client, model: 'm', schema: v.object({}) })
  // @ts-expect-error: the result has no such field
  createObjectStream({ client, model: 'm', schema: z.object({ city: z.string() }), onFinish: ({ town }) => town })
})

test('any part of a growing value may be missing, down to the items of lists', () => {
  expectTypeOf<DeepPartial<Trip>>().toEqualTypeOf<{
    readonly city?: string | undefined
    readonly stops?: readonly { readonly at?: string | undefined; readonly minutes?: number | undefined }[] | undefined
  }>()
  expectTypeOf<DeepPartial<['a', { n: 1 }]>>().toEqualTypeOf<readonly [('a' | undefined)?, ({ readonly n?: 1 | undefined } | undefined)?]>()
  expectTypeOf<DeepPartial<'a' | { b: string } | null>>().toEqualTypeOf<'a' | { readonly b?: string | undefined } | null>()
  expectTypeOf<DeepPartial<unknown>>().toBeUnknown()
})
