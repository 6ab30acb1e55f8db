import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { useObjectStream, type ChatClient, type ObjectStreamState } from '../index.js'

const client = {} as ChatClient

const useCount = () =>
  useObjectStream({ baseURL: '/v1', model: 'm', schema: { type: 'object' }, validate: (value) => value as { n: number } })

test('the types come from the schema', () => {
  const schema = z.object({ at: z.string().transform((text) => new Date(text)), stops: z.array(z.object({ what: z.string() })) })
  const useTrip = () => useObjectStream({ client, model: 'm', schema, onFinish: ({ at }) => expectTypeOf(at).toEqualTypeOf<Date>() })
  type Trip = ReturnType<typeof useTrip>
  expectTypeOf<Trip>().toEqualTypeOf<
    ObjectStreamState<{ at: string; stops: { what: string }[] }, { at: Date; stops: { what: string }[] }>
  >()
  expectTypeOf<NonNullable<Trip['object']>>().toEqualTypeOf<{
    readonly at?: string | undefined
    readonly stops?: readonly { readonly what?: string | undefined }[] | undefined
  }>()
  expectTypeOf<Trip['result']>().toEqualTypeOf<{ at: Date; stops: { what: string }[] } | undefined>()
})

test('or from the validate of a plain JSON Schema', () => {
  expectTypeOf<ReturnType<typeof useCount>>().toEqualTypeOf<ObjectStreamState<{ n: number }, { n: number }>>()
  // @ts-expect-error: nothing would say what is accepted
  void (() => useObjectStream({ baseURL: '/v1', model: 'm', schema: { type: 'object' } }))
  // @ts-expect-error: the result has no such field
  void (() => useObjectStream({ client, model: 'm', schema: z.object({ city: z.string() }), onFinish: ({ town }) => town }))
})
