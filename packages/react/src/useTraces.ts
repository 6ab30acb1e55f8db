'use client'
import type { Trace } from '@rivulet/core'
import { useSyncExternalStore } from 'react'
import type { TracedClient } from './createTracedClient.js'

/**
 * The last 10 runs of a client, oldest first, growing while they go on: what `StreamInspector` draws. Renders once a frame at most.
 *
 * @example
 * ```tsx
 * <StreamInspector runs={useTraces(client).map((trace) => runOfTrace(trace))} />
 * ```
 */
export function useTraces({ getTraces, subscribeTraces }: TracedClient): readonly Trace[] {
  return useSyncExternalStore(subscribeTraces, getTraces, noTraces)
}

const NONE: readonly Trace[] = []

function noTraces(): readonly Trace[] {
  return NONE
}
