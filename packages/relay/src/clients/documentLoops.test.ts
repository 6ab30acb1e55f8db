// The JavaScript of the five gateways' documents, as @rivulet/replay tests it against each gateway, here with a relay in between. Vitest runs the tests of
// an imported file as this file's own.
import { vi } from 'vitest'
import { serveRelayedGateway } from './relayedGateway.fixture.js'

vi.mock('../../../replay/src/node/serveGateway.fixture.js', () => ({
  // Each document has another word in place of a key.
  serveGateway: async (gateway: object) => (await serveRelayedGateway(gateway, { authorize: () => 'ann' })).relayed,
}))

await import(new URL('../../../replay/src/node/documentLoops.test.ts', import.meta.url).href)
