/** A gateway that the page can talk to, always through this server. */
export interface GatewayChoice {
  /** The segment of its path: `/gateways/<id>/v1`. */
  readonly id: string
  readonly label: string
  /** One line under the choice. */
  readonly about: string
  /** `emulated` ones are answered by this server itself, from a small library of answers. */
  readonly kind: 'emulated' | 'upstream'
  /** The model chosen at first, where one is named. */
  readonly model?: string
}

/** The dialects that the embedded gateway speaks. The first one is the default, as it reports all that the page can show. */
export const EMULATED_GATEWAYS: readonly GatewayChoice[] = [
  { id: 'infery', kind: 'emulated', label: 'Infery', about: 'Usage and credits at the end of the stream' },
  { id: 'inferex', kind: 'emulated', label: 'Inferex', about: 'Plain OpenAI chunks' },
  { id: 'sovereigneg', kind: 'emulated', label: 'SovereignEG', about: 'Content first, no role chunk' },
  { id: 'infinityblue', kind: 'emulated', label: 'InfinityBlue', about: 'Role first, tools, structured output' },
  { id: 'tokenhub', kind: 'emulated', label: 'TokenHub', about: 'No index, no role, no finish chunk' },
  { id: 'tokenhub-table', kind: 'emulated', label: 'TokenHub, full', about: 'No index; role and finish chunk as its table says' },
]

/** The path below which a gateway answers `/chat/completions` and `/models`. */
export function gatewayPath(id: string): string {
  return `/gateways/${id}/v1`
}

/** The id of the element in the page's HTML that holds the server's `GatewayChoice[]` as JSON. */
export const GATEWAYS_ELEMENT: string = 'gateway-choices'
