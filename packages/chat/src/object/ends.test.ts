// Ends of an object stream that a gateway seldom gives.
import { createChatClient } from '@rivulet/core'
import { expect, it, vi } from 'vitest'
import { createObjectStream, type JsonSchemaObjectStreamOptions, type StandardSchema } from '../index.js'
import { spokenGateway, text } from '../spoken.fixture.js'

const anything = { schema: { type: 'object' }, validate: (value: unknown) => value, model: 'm' }

/** An object stream, in the middle of its answer. */
async function inTheMiddle(options: Partial<JsonSchemaObjectStreamOptions<unknown>> = {}) {
  const { client, requests } = spokenGateway()
  const told = { onFinish: vi.fn(), onError: vi.fn() }
  const stream = createObjectStream({ ...anything, client, ...told, ...options })
  const submitted = stream.submit('Where?')
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say({ ...text('{"city":"Oslo"'), usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, cost: 0.5 } })
  await expect.poll(() => stream.getSnapshot().object).toEqual({ city: 'Oslo' })
  return { stream, submitted, requests, ...told }
}

it('a stop tells what was paid for by then', async () => {
  const { stream, submitted, onFinish, onError } = await inTheMiddle({ description: 'A place.' })
  await stream.stop()
  expect(await submitted).toMatchObject({ ending: { kind: 'stopped' }, usage: { total_tokens: 7 }, cost: { amount: 0.5 } })
  expect(stream.getSnapshot()).toBe(await submitted)
  expect([onFinish.mock.calls, onError.mock.calls]).toEqual([[], []])
})

it('says what the object is for, where that is known', async () => {
  const { stream, requests } = await inTheMiddle({ description: 'A place.' })
  expect(requests[0]?.body).toMatchObject({ response_format: { json_schema: { description: 'A place.' } } })
  await stream.stop()
  const bare = await inTheMiddle()
  expect(bare.requests[0]?.body['response_format']).not.toHaveProperty('json_schema.description')
  await bare.stream.stop()
})

it('an object that the schema makes nothing of is no failure, and no result', async () => {
  const { stream, submitted, requests, onFinish, onError } = await inTheMiddle({ validate: () => undefined })
  requests[0]?.say(text('}'))
  requests[0]?.done()
  expect(await submitted).toMatchObject({ phase: 'idle', object: { city: 'Oslo' }, result: undefined, error: null })
  expect(stream.getSnapshot().ending).toMatchObject({ kind: 'complete' })
  expect([onFinish.mock.calls, onError.mock.calls]).toEqual([[], []])
})

it('a schema that throws has refused the object, in its words', async () => {
  const broken: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () => {
        throw new RangeError('No such city.')
      },
      jsonSchema: { input: () => ({ type: 'object' }), output: () => ({ type: 'object' }) },
    },
  }
  const { client, requests } = spokenGateway()
  const submitted = createObjectStream({ client, model: 'm', schema: broken }).submit('Where?')
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say(text('{"city":"Oslo"}'))
  requests[0]?.done()
  expect(await submitted).toMatchObject({
    result: undefined,
    error: { code: 'schema', issues: [{ message: 'No such city.', path: [] }] },
  })
})

it('an answer of no text is no JSON', async () => {
  const { client, requests } = spokenGateway()
  const submitted = createObjectStream({ ...anything, client }).submit('Where?')
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.say({ choices: [{ index: 0, delta: { reasoning_content: 'Hm.' } }] })
  requests[0]?.done()
  expect(await submitted).toMatchObject({ text: '', object: undefined, result: undefined, error: { code: 'invalid_json' } })
})

/** Events of a relay's run, which it names by epoch and number. */
const events = (epoch: number, ...contents: string[]) =>
  contents.map((content, at) => `id: ${epoch}.${at + 1}\ndata: ${JSON.stringify(text(content))}\n\n`).join('')

it('an answer that a relay begins anew is read anew', async () => {
  const headers = { 'content-type': 'text/event-stream', 'x-rivulet-run': 'abcdefghijklmnopqrstuv' }
  const asked: string[] = []
  const client = createChatClient({
    baseURL: 'https://relay.example/v1',
    async fetch(url) {
      asked.push(url.replace('https://relay.example/v1', ''))
      if (asked.length === 1) return new Response(events(1, '{"city":', '"Bergen"'), { headers })
      const end = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`
      return new Response(`event: rivulet.reset\ndata: {"rivulet":{"reset":true}}\n\n${events(2, '{"city":"Os', 'lo"}')}${end}`, {
        headers,
      })
    },
  })
  const stream = createObjectStream({ ...anything, client, frame: (commit) => (commit(), () => undefined) })
  const seen: unknown[] = []
  stream.subscribe(() => seen.push(stream.getSnapshot().object))
  expect(await stream.submit('Where?')).toMatchObject({ text: '{"city":"Oslo"}', result: { city: 'Oslo' }, error: null })
  expect(asked).toEqual(['/chat/completions', '/runs/abcdefghijklmnopqrstuv/events'])
  expect(seen).toContainEqual({ city: 'Bergen' })
})

it('an object is shown piece by piece also where each is committed in the same instant', async () => {
  const { client, requests } = spokenGateway()
  const stream = createObjectStream({ ...anything, client, frame: (commit) => (commit(), () => undefined) })
  const submitted = stream.submit('Where?')
  await expect.poll(() => requests).toHaveLength(1)
  let whole = ''
  for (const piece of ['{"city":"O', 'sl', 'o, N', 'orway"}']) {
    whole += piece
    requests[0]?.say(text(piece))
    await expect.poll(() => stream.getSnapshot().text).toBe(whole)
  }
  requests[0]?.done()
  await submitted
})
