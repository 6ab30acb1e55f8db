import { createChatClient, type ChatClient } from '@rivulet/core'
import { gatewayPath, type GatewayChoice } from './gateways.js'

/**
 * A client for a gateway behind this page's server. An embedded one wants any bearer at all, which is no secret and so is no `apiKey`;
 * the one of yours gets its key in the server.
 */
export function createGatewayClient({ id, kind }: GatewayChoice, fetch: typeof globalThis.fetch): ChatClient {
  const baseURL = new URL(gatewayPath(id), location.href).href
  return createChatClient({ baseURL, fetch, ...(kind === 'emulated' ? { headers: { authorization: 'Bearer embedded' } } : {}) })
}
