// The JavaScript of the five documents, as it stands there, against the dialect of each: only the address and key are ours, and `print` is
// where the text goes (process.stdout.write, console.log or an element of a page).
//
// The fetch loops of inferex, sovereigneg and tokenhub decode and split each read by itself: a read that ends inside an event breaks them,
// whichever gateway sends it. They are served as the gateway serves everyone, one event a write; none is so large that the loopback device
// would cut it. The loop of infinityblue keeps the incomplete line and has no such limit.
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../index.js'
import { serveGateway } from './serveGateway.fixture.js'

const HAIKU = 'Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.'
const apiKey = 'sk-live-your-key'

interface Place {
  readonly baseURL: string
  readonly print: (text: string) => void
}

async function textOf(dialect: Dialect, loop: (place: Place) => Promise<void>): Promise<string> {
  let text = ''
  await loop({
    baseURL: await serveGateway({ dialect, tokensPerSecond: 500 }),
    print: (piece) => {
      text += piece
    },
  })
  return text
}

describe('inferex', () => {
  it('Node.js', async () => {
    const text = await textOf('inferex', async ({ baseURL, print }) => {
      const client = new OpenAI({ apiKey, baseURL })

      const stream = await client.chat.completions.create({
        model: 'default',
        messages: [{ role: 'user', content: 'Write a haiku about APIs.' }],
        stream: true,
      })

      for await (const chunk of stream) {
        const delta = chunk.choices[0]?.delta?.content ?? ''
        print(delta)
      }
    })
    expect(text).toBe(HAIKU)
  })

  it('Raw fetch (browser / edge)', async () => {
    const text = await textOf('inferex', async ({ baseURL, print }) => {
      const response = await fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ model: 'default', messages: [{ role: 'user', content: 'Hello, haiku!' }], stream: true }),
      })

      const reader = response.body!.getReader()
      const decoder = new TextDecoder()

      while (true) {
        const { done, value } = await reader.read()
        if (done) break

        const lines = decoder.decode(value).split('\n')
        for (const line of lines) {
          if (!line.startsWith('data: ')) continue
          const data = line.slice(6).trim()
          if (data === '[DONE]') break

          const chunk = JSON.parse(data)
          const delta = chunk.choices[0]?.delta?.content ?? ''
          print(delta)
        }
      }
    })
    expect(text).toBe(HAIKU)
  })
})

describe('infery', () => {
  it('Reading credits_used', async () => {
    const text = await textOf('infery', async ({ baseURL, print }) => {
      const client = new OpenAI({ apiKey, baseURL })
      const stream = await client.chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'Write a haiku about TCP' }],
        stream: true,
      })
      let creditsUsed = 0
      for await (const event of stream) {
        if ((event as { credits_used?: number }).credits_used !== undefined) {
          creditsUsed = (event as unknown as { credits_used: number }).credits_used
          continue
        }
        print(event.choices[0]?.delta?.content ?? '')
      }
      print(`\nCost: ${creditsUsed} credits`)
    })
    expect(text).toBe(`${HAIKU}\nCost: 1 credits`)
  })
})

describe('infinityblue', () => {
  it('Client examples', async () => {
    const text = await textOf('infinityblue', async ({ baseURL, print }) => {
      const client = new OpenAI({ apiKey, baseURL })
      const stream = await client.chat.completions.create({
        model: 'gpt-5.4',
        stream: true,
        messages: [{ role: 'user', content: 'Write a haiku about streaming.' }],
      })
      for await (const chunk of stream) {
        const content = chunk.choices[0]?.delta?.content ?? ''
        if (content) print(content)
      }
    })
    expect(text).toBe(HAIKU)
  })

  it('Use fetch in the browser', async () => {
    const text = await textOf('infinityblue', async ({ baseURL, print }) => {
      const response = await fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          model: 'gpt-5.4',
          stream: true,
          messages: [{ role: 'user', content: 'Write a haiku about streaming.' }],
        }),
      })
      const reader = response.body!.getReader()
      const decoder = new TextDecoder()
      let buffer = ''
      while (true) {
        const { value, done } = await reader.read()
        if (done) break
        buffer += decoder.decode(value, { stream: true })
        const lines = buffer.split('\n')
        buffer = lines.pop() || '' // keep the last (possibly incomplete) line
        for (const line of lines) {
          if (!line.startsWith('data: ')) continue
          const payload = line.slice(6)
          if (payload === '[DONE]') continue
          const chunk = JSON.parse(payload)
          const delta = chunk.choices[0]?.delta?.content ?? ''
          if (delta) print(delta)
        }
      }
    })
    expect(text).toBe(HAIKU)
  })
})

describe('sovereigneg', () => {
  it('Node.js streaming', async () => {
    const text = await textOf('sovereigneg', async ({ baseURL, print }) => {
      const client = new OpenAI({ apiKey, baseURL })
      const stream = await client.chat.completions.create({
        model: '...',
        messages: [{ role: 'user', content: 'Write a haiku about Cairo' }],
        stream: true,
      })
      for await (const chunk of stream) {
        const content = chunk.choices[0]?.delta?.content
        if (content) print(content)
      }
    })
    expect(text).toBe(HAIKU)
  })

  it('Frontend integration', async () => {
    const text = await textOf('sovereigneg', async ({ baseURL, print }) => {
      const response = await fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        headers: { Authorization: 'Bearer sk-...', 'Content-Type': 'application/json' },
        body: JSON.stringify({ model: '...', messages: [{ role: 'user', content: 'Hello, haiku' }], stream: true }),
      })
      const reader = response.body!.getReader()
      const decoder = new TextDecoder()
      while (true) {
        const { done, value } = await reader.read()
        if (done) break
        const read = decoder.decode(value)
        const lines = read.split('\n').filter((line) => line.startsWith('data: '))
        for (const line of lines) {
          const data = line.replace('data: ', '')
          if (data === '[DONE]') break
          const parsed = JSON.parse(data)
          const content = parsed.choices[0]?.delta?.content
          if (content) {
            // Append to your UI
            print(content)
          }
        }
      }
    })
    expect(text).toBe(HAIKU)
  })
})

describe('tokenhub', () => {
  it('Using JavaScript for Streaming', async () => {
    const text = await textOf('tokenhub', async ({ baseURL, print }) => {
      const response = await fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer YOUR_API_KEY' },
        body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Write a poem' }], stream: true }),
      })
      const reader = response.body!.getReader()
      const decoder = new TextDecoder()
      while (true) {
        const { done, value } = await reader.read()
        if (done) break
        const chunk = decoder.decode(value)
        const lines = chunk.split('\n')
        for (const line of lines) {
          if (line.startsWith('data: ') && line !== 'data: [DONE]') {
            const data = JSON.parse(line.slice(6))
            if (data.choices[0]?.delta?.content) {
              print(data.choices[0].delta.content)
            }
          }
        }
      }
    })
    expect(text).toBe(HAIKU)
  })
})
