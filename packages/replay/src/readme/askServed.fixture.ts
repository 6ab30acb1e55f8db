import { createChatClient } from '@rivulet/core'
import { createGateway } from '@rivulet/replay'
import { serve } from '@rivulet/replay/node'

export async function askServed(prompt: string): Promise<string | null | undefined> {
  const gateway = await serve(createGateway({ dialect: 'infery', timeToFirstTokenMs: 0, tokensPerSecond: 1000 }))
  const client = createChatClient({ baseURL: `${gateway.url}/v1`, apiKey: 'any' })
  const { completion } = await client.complete({ model: 'default', messages: [{ role: 'user', content: prompt }] })
  await gateway.close()
  return completion.choices[0]?.message.content
}
