// The same from CommonJS: Node loads ES modules by `require` since 22.12.
const { createChatClient } = require('@rivulet/core')

const client = createChatClient({ baseURL: process.argv[2], apiKey: process.env.GATEWAY_KEY })

async function ask() {
  const { completion, ending } = await client.complete({ model: 'default', messages: [{ role: 'user', content: 'Write a haiku' }] })
  process.stdout.write(`${completion.choices[0].message.content}\n(${ending.kind})\n`)
}

void ask()
