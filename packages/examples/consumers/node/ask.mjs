// Asks the gateway named by the first argument, and prints the answer as it comes.
import { createChatClient } from '@rivulet/core'

const client = createChatClient({ baseURL: process.argv[2], apiKey: process.env.GATEWAY_KEY })
const stream = client.stream({ model: 'default', messages: [{ role: 'user', content: 'Write a haiku' }] })

for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? '')
const { ending } = await stream.result
process.stdout.write(`\n(${ending.kind})\n`)
