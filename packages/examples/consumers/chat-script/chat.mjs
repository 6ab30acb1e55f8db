// A conversation without a page, on Node, Deno or Bun: asks, has a tool called, stops, tries again, and prints how it went as one line of JSON.
import { createChat, defineTool, textOf } from '@rivulet/chat'
import { createChatClient } from '@rivulet/core'
import process from 'node:process'

const weather = defineTool({
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  validate: (input) => input,
  execute: ({ city }) => `It is clear in ${city}.`,
})
const client = createChatClient({ baseURL: process.argv.at(-1), apiKey: process.env.GATEWAY_KEY })
const chat = createChat({ client, model: 'default', tools: [weather] })
const last = () => chat.getSnapshot().messages.at(-1)

/** Resolves once `holds` says so of the chat. */
const until = (holds) =>
  new Promise((resolve) => {
    const look = () => {
      if (!holds(chat.getSnapshot())) return
      unsubscribe()
      resolve(undefined)
    }
    const unsubscribe = chat.subscribe(look)
    look()
  })
const idle = () => until(({ run }) => run.phase === 'idle')

await chat.send('Write a haiku')
await idle()
const haiku = textOf(last())

await chat.send('What is the weather?')
await idle()
const tool = textOf(last())

await chat.send('Some prose, please')
await until(() => textOf(last()).length > 20 && last().wire.role === 'assistant')
await chat.stop()
const stopped = last().ending.kind

await chat.retry()
await idle()
process.stdout.write(JSON.stringify({ haiku, tool, stopped, retried: last().ending.kind, attempts: last().attempts }))
