'use client'
import {
  createObjectStream,
  type InputOf,
  type JsonSchemaObjectStreamOptions,
  type ObjectStream,
  type ObjectStreamOptions,
  type ObjectStreamSnapshot,
  type OutputOf,
  type SchemaObjectStreamOptions,
  type StandardSchema,
} from '@rivulet/chat'
import { useInsertionEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useClient, type ClientSource } from '../useClient.js'
import { useWhenGone } from '../useWhenGone.js'

/** Options of `useObjectStream` with a schema of a library. */
export type UseObjectStreamOptions<Schema extends StandardSchema> = ClientSource & Omit<SchemaObjectStreamOptions<Schema>, 'client'>

/** Options of `useObjectStream` with a plain JSON Schema. */
export type UseJsonObjectStreamOptions<Output> = ClientSource & Omit<JsonSchemaObjectStreamOptions<Output>, 'client'>

/** What `useObjectStream` returns. */
export type ObjectStreamState<Input, Output> = ObjectStreamSnapshot<Input, Output> & Pick<ObjectStream<Input, Output>, 'submit' | 'stop'>

/**
 * Asks for objects of a schema, and has them grow on the page: `object` holds what has come, `result` the whole, validated.
 *
 * Renders at most once a frame while an object comes. Every option may change with any render and holds from the next request on, callbacks at once.
 * Unmounting stops.
 *
 * @example
 * ```ts
 * const { object, result, error, submit } = useObjectStream({ baseURL: '/api/v1', model: 'gpt-5', schema: z.object({ city: z.string() }) })
 * ```
 */
export function useObjectStream<Schema extends StandardSchema>(
  options: UseObjectStreamOptions<Schema>,
): ObjectStreamState<InputOf<Schema>, OutputOf<Schema>>
export function useObjectStream<Output>(options: UseJsonObjectStreamOptions<Output>): ObjectStreamState<Output, Output>
export function useObjectStream<Output>(
  options: ClientSource & Omit<ObjectStreamOptions<unknown, Output>, 'client'>,
): ObjectStreamState<unknown, Output> {
  const client = useClient(options)
  const { model, schema, validate, params, name, description, strict, onFinish, onError, frame } = options
  const settings = { client, model, schema, validate, params, name, description, strict, onFinish, onError, frame }
  // The overloads tell schemas apart; here either will do.
  const [stream] = useState(() => createObjectStream(settings as JsonSchemaObjectStreamOptions<Output>) as ObjectStream<unknown, Output>)

  // Before every other effect of the commit: what is submitted in one is asked for with the options of that commit.
  useInsertionEffect(() => stream.configure(settings))
  // Nobody could come back to the object.
  useWhenGone(stream, stop)

  const snapshot = useSyncExternalStore(stream.subscribe, stream.getSnapshot, stream.getSnapshot)
  return useMemo(() => ({ ...snapshot, submit: stream.submit, stop: stream.stop }), [snapshot, stream])
}

const stop = (stream: Pick<ObjectStream<never, never>, 'stop'>): void => void stream.stop()
