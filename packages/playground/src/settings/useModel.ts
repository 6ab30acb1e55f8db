import type { ChatClient } from '@rivulet/core'
import { modelsOptions } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import type { GatewayChoice } from '../gateways.js'

export interface ModelChoice {
  /** Empty while none is known. */
  readonly model: string
  /** What can be chosen from; undefined where the gateway did not say. */
  readonly names: readonly string[] | undefined
  readonly error: Error | null
  readonly retry: () => void
}

/** The model in use: the reader's choice for this gateway, else the one the server names, else the first that the gateway lists. */
export function useModel(client: ChatClient, gateway: GatewayChoice, chosen: string | undefined): ModelChoice {
  const { data, error, refetch } = useQuery(modelsOptions(client))
  const listed = data?.map(({ id }) => id)
  const model = chosen ?? gateway.model ?? listed?.[0] ?? ''
  const names = listed && model && !listed.includes(model) ? [model, ...listed] : listed
  return { model, names, error, retry: () => void refetch() }
}
