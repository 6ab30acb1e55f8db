import { createGateway } from '@rivulet/replay'
import { createRelay, memoryStore, type Relay, type RelayOptions } from '@rivulet/relay'
import type { Upstream } from './options.ts'

export { toNodeHandler } from '@rivulet/replay/node'

/** Long conversations with pictures in them fit; a runaway page does not fill the memory. */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024

/** The embedded gateway in each of its dialects, by the id of `EMULATED_GATEWAYS`. */
const EMULATED = {
  infery: createGateway({ dialect: 'infery' }),
  inferex: createGateway({ dialect: 'inferex' }),
  sovereigneg: createGateway({ dialect: 'sovereigneg' }),
  infinityblue: createGateway({ dialect: 'infinityblue' }),
  tokenhub: createGateway({ dialect: 'tokenhub', tokenhubShape: 'sample' }),
  'tokenhub-table': createGateway({ dialect: 'tokenhub', tokenhubShape: 'table' }),
}

/** A relay before every gateway: keys stay here, a reload loses nothing, Stop stops. Loaded through Vite, which resolves the workspace's sources. */
export function createRelays(upstream: Upstream | undefined): ReadonlyMap<string, Relay> {
  const relays = new Map<string, Relay>()
  if (upstream) relays.set('upstream', relayTo({ baseURL: upstream.baseURL.href, apiKey: upstream.apiKey }))
  for (const [id, gateway] of Object.entries(EMULATED)) {
    // No request of these leaves the process, so the address is nobody's, and any key will do.
    relays.set(id, relayTo({ baseURL: `http://${id}.invalid/v1`, apiKey: 'any', fetch: (url, init) => gateway(new Request(url, init)) }))
  }
  return relays
}

function relayTo(upstream: RelayOptions['upstream']): Relay {
  return createRelay({
    upstream,
    // Whoever opens the page is the one who started its server.
    authorize: () => 'playground',
    store: memoryStore(),
    // Nobody is refused because the machine is busy: whoever opens the page is the only one to wait.
    limits: { lagMs: Infinity, requestBytes: MAX_REQUEST_BYTES, maxChoices: 8, runsPerMinute: 600, runsAtOnce: 100, readersAtOnce: 200 },
  })
}
