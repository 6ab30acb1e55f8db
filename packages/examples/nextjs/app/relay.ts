import { createRelay, memoryStore } from '@rivulet/relay'

/** Holds the key, and keeps an answer that grows while its page reloads. The build imports it, so `GATEWAY_URL` must be there too. */
export const relay = createRelay({
  upstream: { baseURL: process.env['GATEWAY_URL'] ?? '', apiKey: () => process.env['GATEWAY_KEY'] },
  // Put the user of your session here: an answer belongs to who is named, and where nobody is, the request is refused.
  authorize: () => 'everybody',
  store: memoryStore(),
})
