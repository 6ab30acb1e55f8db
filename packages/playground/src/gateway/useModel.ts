import type { ModelPickerProps, NoticeableError } from '@rivulet/components'
import { isChatError, type ChatClient } from '@rivulet/core'
import { modelsOptions } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import { useServer } from '../offline/useServer.js'
import type { GatewayChoice } from './gateways.js'

type PickableModel = ModelPickerProps['models'][number]

export interface ModelChoice {
  /** Empty while none is known. */
  readonly model: string
  /** What is asked for where none is known. */
  readonly anyModel: string
  /** What can be chosen from; undefined where the gateway did not say. */
  readonly models: readonly PickableModel[] | undefined
  readonly loading: boolean
  readonly error: NoticeableError | null
  readonly retry: () => void
  /** The model to send with: waits a little for the gateway's list where nothing else names one. */
  readonly settle: () => Promise<string>
}

/** Sent where nothing names a model. Many gateways take it for their own choice; the others say what is wrong. */
const ANY_MODEL = 'default'
/** A gateway that does not list its models in this time may answer all the same. */
const PATIENCE_MS = 3_000

/** The model in use: the reader's choice for this gateway, else the one the server names, else the first that the gateway lists. */
export function useModel(client: ChatClient, gateway: GatewayChoice, chosen: string | undefined): ModelChoice {
  // Nobody is asked who is known to be away.
  const enabled = useServer() === 'there'
  const { data, error, isFetching, refetch } = useQuery({ ...modelsOptions(client), enabled })
  const model = chosen ?? gateway.model ?? data?.[0]?.id ?? ''
  const settle = async (): Promise<string> => {
    if (model || error) return model || ANY_MODEL
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))
    const outcome = await Promise.race([refetch({ cancelRefetch: false }), late])
    return outcome?.data?.[0]?.id ?? ANY_MODEL
  }
  return { model, anyModel: ANY_MODEL, models: data, loading: isFetching, error: noticeable(error), retry: () => void refetch(), settle }
}

function noticeable(error: unknown): NoticeableError | null {
  if (error === null || isChatError(error)) return error
  return { code: 'protocol', message: error instanceof Error ? error.message : 'The list of models could not be read.' }
}
