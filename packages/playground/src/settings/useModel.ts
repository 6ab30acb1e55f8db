import type { NoticeableError } from '@rivulet/components'
import { isChatError, type ChatClient } from '@rivulet/core'
import { modelsOptions } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import type { GatewayChoice } from '../gateways.js'

export interface ModelChoice {
  /** Empty while none is known. */
  readonly model: string
  /** What can be chosen from; undefined where the gateway did not say. */
  readonly names: readonly string[] | undefined
  readonly error: NoticeableError | null
  readonly retry: () => void
  /** The model to send with: waits a little for the gateway's list where nothing else names one. */
  readonly settle: () => Promise<string>
}

/** Sent where nothing names a model. Many gateways take it for their own choice; the others say what is wrong. */
export const ANY_MODEL: string = 'default'
/** A gateway that does not list its models in this time may answer all the same. */
const PATIENCE_MS = 3_000

/** The model in use: the reader's choice for this gateway, else the one the server names, else the first that the gateway lists. */
export function useModel(client: ChatClient, gateway: GatewayChoice, chosen: string | undefined): ModelChoice {
  const { data, error, refetch } = useQuery(modelsOptions(client))
  const listed = data?.map(({ id }) => id)
  const model = chosen ?? gateway.model ?? listed?.[0] ?? ''
  const names = listed && model && !listed.includes(model) ? [model, ...listed] : listed
  const settle = async (): Promise<string> => {
    if (model || error) return model || ANY_MODEL
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))
    const outcome = await Promise.race([refetch({ cancelRefetch: false }), late])
    return outcome?.data?.[0]?.id ?? ANY_MODEL
  }
  return { model, names, error: noticeable(error), retry: () => void refetch(), settle }
}

function noticeable(error: unknown): NoticeableError | null {
  if (error === null || isChatError(error)) return error
  return { code: 'protocol', message: error instanceof Error ? error.message : 'The list of models could not be read.' }
}
