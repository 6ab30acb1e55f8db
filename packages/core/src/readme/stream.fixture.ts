import { createChatClient, type Ending } from '@rivulet/core'

export async function ask(baseURL: string, question: string, show: (text: string) => void): Promise<Ending> {
  const client = createChatClient({ baseURL, apiKey: () => process.env['API_KEY'] })
  const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: question }] })

  for await (const { choices } of stream) show(choices[0]?.delta.content ?? '')

  const { completion, ending, cost } = await stream.result
  show(`\n${completion.usage?.total_tokens ?? '?'} tokens, ${cost ? `${cost.amount} ${cost.unit}` : 'cost unknown'}\n`)
  return ending
}
