import { expect, test } from 'vitest'
import { peersFor } from './peersFor.ts'

const namesOf = (peers: Awaited<ReturnType<typeof peersFor>>) =>
  Object.values(peers).flatMap(({ chunks, messages, partials }) => [...chunks, ...messages, ...partials].map(({ name }) => name))

test('a quick run has the floors and ours alone', async () => {
  const names = new Set(namesOf(await peersFor({ isQuick: true })))
  expect([...names].filter((name) => !name.startsWith('Rivulet'))).toEqual([
    'limit',
    'JSON.parse, once at the end',
    'eventsource-parser + JSON.parse',
  ])
})

test('readers that were measured enough are left out by their names, and the others of the project stay', async () => {
  const all = namesOf(await peersFor({ isQuick: false }))
  const without = ['TanStack AI, end to end', "openai-node's parser"]
  expect(all).toEqual(expect.arrayContaining(without))
  const names = namesOf(await peersFor({ isQuick: false, without }))
  expect(names).toEqual(all.filter((name) => !without.includes(name)))
  expect(names).toContain('TanStack AI, its client half')
})
