import { expect, test } from 'vitest'
import { createRelay } from './createRelay.js'
import { serveRelay } from './relay.fixture.js'
import type { RelayOptions } from './RelayOptions.js'
import { memoryStore } from './store/memoryStore.js'

const OPTIONS: RelayOptions = { upstream: { baseURL: 'http://127.0.0.1:1/v1' }, authorize: () => 'ann', store: memoryStore() }

const make = (wrong: Readonly<Record<string, unknown>>) => () => createRelay({ ...OPTIONS, ...wrong })

test.each([
  ['authorize', undefined],
  ['authorize', 'ann'],
  ['upstream', undefined],
  ['upstream', 'http://127.0.0.1:1/v1'],
  ['store', undefined],
  ['store', memoryStore],
  ['store', { sendCommand: () => undefined, duplicate: () => undefined }],
  ['models', 'small'],
  ['origins', 'https://app.example.com'],
  ['forwardHeaders', [1]],
  ['onUsage', true],
  ['onLog', 'console'],
  ['withoutStore', 'ignore'],
])('%s cannot be %j: the message names it and says what to write', (name, value) => {
  expect(make({ [name]: value })).toThrow(TypeError)
  expect(make({ [name]: value })).toThrow(new RegExp(`^createRelay\\b.*\\b${name}\\b.+\\. .+\\.$`))
})

test('authorize and the store cannot be forgotten in TypeScript', () => {
  const { upstream, authorize, store } = OPTIONS
  // @ts-expect-error authorize is missing
  expect(() => createRelay({ upstream, store })).toThrow(/authorize/)
  // @ts-expect-error the store is missing
  expect(() => createRelay({ upstream, authorize })).toThrow(/store/)
})

test.each([
  ['maxTokens', NaN],
  ['runsPerMinute', -1],
  ['runsAtOnce', '5'],
  ['runs', null],
  ['runPerMinute', 5],
])('the limit %s cannot be %j, which would limit nothing', (name, value) => {
  expect(make({ limits: { [name]: value } })).toThrow(new RegExp(`^createRelay: .*limit ${name}\\b.+\\. .+\\.$`))
})

test('a limit that is undefined is its default, and one of Infinity is none', async () => {
  const limits = { runsPerMinute: Infinity, runsAtOnce: Infinity, maxChoices: undefined } as unknown as RelayOptions['limits']
  const { upstream, post } = await serveRelay({ limits })
  const answers = Array.from({ length: 11 }, () => post({ n: 2 }))
  for (const _ of answers) {
    const call = await upstream.next()
    expect(call.body['n']).toBe(1)
    call.head().say('a').finish()
  }
  const statuses = (await Promise.all(answers)).map(async (response) => (await response.text(), response.status))
  expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]))
})
