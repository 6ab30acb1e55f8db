import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { matchers } from './vitest/matchers.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const guide = read('../docs/testing.md')

it.each(['vitest', 'msw', 'playwright'])('the example for %s is the one that runs', (folder) => {
  expect(guide).toContain(`\n\`\`\`ts\n${read(`${folder}/example.test.ts`)}\`\`\`\n`)
})

it('tells of every matcher, and of no other', () => {
  const rows = guide.split('\n').filter((line) => /^\| `to[A-Z]/.test(line))
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)\(/g)].map(([, name]) => name ?? ''))
  expect(named.toSorted()).toEqual(Object.keys(matchers).toSorted())
})
