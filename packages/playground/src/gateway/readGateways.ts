import { EMULATED_GATEWAYS, GATEWAYS_ELEMENT, type GatewayChoice } from './gateways.js'

/** The gateways that the server offers, the first one being its default. */
export function readGateways(): readonly [GatewayChoice, ...GatewayChoice[]] {
  const text = document.getElementById(GATEWAYS_ELEMENT)?.textContent
  const [first, ...others]: readonly GatewayChoice[] = text ? JSON.parse(text) : EMULATED_GATEWAYS
  if (!first) throw new Error('The server offers no gateway, so there is nothing to chat with. Start it again with npm start.')
  return [first, ...others]
}
