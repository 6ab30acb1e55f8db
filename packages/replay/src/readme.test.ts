// What the README says of the gateway and of the recordings.
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { ANSWERS, createGateway } from './index.js'
import { serveGateway } from './node/serveGateway.fixture.js'
import { serve } from './node.js'
import { askServed } from './readme/askServed.fixture.js'
import { RECORDINGS } from './recordings.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const README = read('../README.md')

it('shows the example that is compiled and run', () => {
  expect(README).toContain(`\n\`\`\`ts\n${read('readme/askServed.fixture.ts')}\`\`\`\n`)
})

it('lists the words of every answer, and no other', async () => {
  const [, table = ''] = /\| words \| what is answered \|\n.*\n((?:\|.*\n)+)/.exec(README) ?? []
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
  const listed = rows.map(([, words = '', title]) => [[...words.matchAll(/`(\w+)`/g)].map(([, word]) => word), title])
  expect(listed).toEqual(ANSWERS.map(({ word, otherWords = [], title }) => [[word, ...otherWords], title]))
})

it('a word chooses the answer, and where none does it tells the words', async () => {
  expect(await askServed('Some poems, please')).toContain('the river speaks')
  expect(await askServed('Good morning')).toContain('- haiku')
})

it('any bearer is let in, and none is not', async () => {
  const baseURL = await serveGateway()
  const statusOf = async (headers: Record<string, string>) => (await fetch(`${baseURL}/models`, { headers })).status
  expect(await statusOf({})).toBe(401)
  expect(await statusOf({ authorization: 'Bearer ' })).toBe(401)
  expect(await statusOf({ authorization: 'Bearer anything' })).toBe(200)
})

it('the address of a served gateway is its origin', async () => {
  const gateway = await serve(createGateway())
  await gateway.close()
  expect(gateway.url).toBe(new URL(gateway.url).origin)
})

it('the recordings lie where it says, and are as many', () => {
  const folder = createRequire(import.meta.url).resolve('@rivulet/replay/recordings/inferex-prose.stream.jsonl')
  expect(folder).toMatch(/[\\/]replay[\\/]recordings[\\/]inferex-prose\.stream\.jsonl$/)
  expect(globSync('*.stream.jsonl', { cwd: new URL('../recordings', import.meta.url) })).toHaveLength(RECORDINGS.length)
  expect(README).toContain(`\n${RECORDINGS.length} recordings in node_modules/@rivulet/replay/recordings. `)
})
