import type { ChatClient } from '@rivulet/core'
import { useMemo } from 'react'
import { createGatewayClient } from './createGatewayClient.js'
import type { GatewayChoice } from './gateways.js'
import { useModel, type ModelChoice } from './useModel.js'

export type Gateways = readonly [GatewayChoice, ...GatewayChoice[]]

/** A gateway in use: what it is, who asks it, and for which model. */
export interface GatewayUse {
  readonly gateway: GatewayChoice
  readonly client: ChatClient
  readonly choice: ModelChoice
}

/** The gateway of an id, or the first. `chosen` are the reader's models by the ids of gateways. */
export function useGateway(
  gateways: Gateways,
  id: string | null,
  chosen: Readonly<Record<string, string>>,
  fetch: typeof globalThis.fetch,
): GatewayUse {
  const gateway = gateways.find((each) => each.id === id) ?? gateways[0]
  const client = useMemo(() => createGatewayClient(gateway, fetch), [gateway, fetch])
  const choice = useModel(client, gateway, chosen[gateway.id])
  return useMemo(() => ({ gateway, client, choice }), [gateway, client, choice])
}
