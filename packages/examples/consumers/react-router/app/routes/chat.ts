import { createRelay, memoryStore } from '@rivulet/relay'

const relay = createRelay({
  upstream: { baseURL: process.env['GATEWAY_URL'] ?? '', apiKey: () => process.env['GATEWAY_KEY'] },
  authorize: () => 'everybody',
  store: memoryStore(),
})

export const loader = ({ request }: { request: Request }) => relay(request)
export const action = loader
