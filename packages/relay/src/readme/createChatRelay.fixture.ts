import { createRelay, memoryStore, type Relay } from '@rivulet/relay'

export function createChatRelay(userOf: (request: Request) => Promise<{ id: string } | undefined>): Relay {
  return createRelay({
    upstream: { baseURL: 'https://gateway.example/v1', apiKey: () => process.env['GATEWAY_KEY'] },
    authorize: async (request) => (await userOf(request))?.id,
    store: memoryStore(),
  })
}
