// The types that schemas of other libraries than zod give.
import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { useObjectStream, type ChatClient, type ObjectStreamState } from '../index.js'

const client = {} as ChatClient

test('valibot: what the model writes, and what is made of it', () => {
  const schema = v.object({ at: v.pipe(v.string(), v.toDate()), stops: v.optional(v.array(v.object({ what: v.string() })), []) })
  const useTrip = () =>
    useObjectStream({
      client,
      model: 'm',
      schema: toStandardJsonSchema(schema),
      onFinish: ({ at }) => expectTypeOf(at).toEqualTypeOf<Date>(),
    })
  type Trip = ReturnType<typeof useTrip>
  expectTypeOf<Trip>().toEqualTypeOf<
    ObjectStreamState<{ at: string; stops?: { what: string }[] | undefined }, { at: Date; stops: { what: string }[] }>
  >()
  expectTypeOf<NonNullable<Trip['object']>['stops']>().toEqualTypeOf<readonly { readonly what?: string | undefined }[] | undefined>()
  // @ts-expect-error: valibot alone tells no JSON Schema
  void (() => useObjectStream({ client, model: 'm', schema }))
})

test('arktype: what the model writes, and what is made of it', () => {
  const schema = type({ at: type('string').pipe((text) => new Date(text)), stops: type({ what: 'string' }).array() })
  const useTrip = () => useObjectStream({ client, model: 'm', schema, onFinish: ({ at }) => expectTypeOf(at).toEqualTypeOf<Date>() })
  type Trip = ReturnType<typeof useTrip>
  expectTypeOf<Trip>().toEqualTypeOf<
    ObjectStreamState<{ at: string; stops: { what: string }[] }, { at: Date; stops: { what: string }[] }>
  >()
  expectTypeOf<NonNullable<Trip['object']>['at']>().toEqualTypeOf<string | undefined>()
  // @ts-expect-error: the result has no such field
  void (() => useObjectStream({ client, model: 'm', schema, onFinish: ({ town }) => town }))
})
