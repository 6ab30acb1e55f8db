import { existsSync, readFileSync } from 'node:fs'
import { readChat } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import type { ChatMessage } from '@rivulet/chat'
import { aMessage } from '../testing/messages.fixture.js'
import { sourcesOf } from './sourcesOf.js'

const citing = (fields: object) => aMessage({ role: 'assistant', content: '', ...fields })
const annotation = (url: unknown, title?: unknown) => ({ type: 'url_citation', url_citation: { url, title, start_index: 0, end_index: 1 } })

describe('sources', () => {
  test('are OpenAI’s annotations, each page once, nested or flat', () => {
    const annotations = [
      annotation('https://a.example', 'A'),
      { type: 'url_citation', url: 'https://b.example', title: 'B' },
      annotation('https://a.example'),
    ]
    expect(sourcesOf(citing({ annotations }))).toEqual([
      { url: 'https://a.example', title: 'A' },
      { url: 'https://b.example', title: 'B' },
    ])
  })

  test('are citations by their places, with the titles of what was found', () => {
    const extra = {
      citations: ['https://a.example', 'https://b.example', 'https://a.example'],
      search_results: [{ title: 'B', url: 'https://b.example', snippet: 'of b', date: '2026-01-01' }],
    }
    expect(sourcesOf({ ...citing({}), extra })).toEqual([
      { url: 'https://a.example' },
      { url: 'https://b.example', title: 'B', snippet: 'of b' },
      { url: 'https://a.example' },
    ])
  })

  test.each([
    { annotations: {} },
    { annotations: [null, 1, {}, { type: 'url_citation' }, annotation(null)] },
    { citations: 'x' },
    { citations: [null, '', {}] },
  ])('are none where nothing can be read: %j', (fields) => expect(sourcesOf(citing(fields))).toEqual([]))
})

const shared = new URL('../../../../../shared/recorded/', import.meta.url)

describe.skipIf(!existsSync(shared))('sources of recorded streams (../shared/recorded is needed)', () => {
  test.each([
    ['perplexity-sonar-text.sse', 8],
    ['openrouter-deepseek-chat-text.sse', 5],
  ])('%s: %i', async (name, count) => {
    async function* bytes() {
      yield readFileSync(new URL(name, shared))
    }
    const { completion } = await readChat(bytes())
    const message = completion.choices[0]?.message as unknown as ChatMessage['wire']
    const sources = sourcesOf({ wire: message, extra: completion.extra })
    expect(sources).toHaveLength(count)
    expect(sources.filter(({ title }) => title !== undefined).length).toBeGreaterThan(0)
    for (const { url } of sources) expect(new URL(url).protocol).toBe('https:')
  })
})
