import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

test('the example of the README is the one that is compiled and run', () => {
  const [, example] = /```tsx\n([\s\S]*?)```/.exec(read('README.md')) ?? []
  expect(example).toBe(read('packages/playground/src/readme/SupportChat.tsx'))
  expect(example?.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
})

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s links to files that are there', (document) => {
  const targets = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '')
  expect(targets.filter((target) => !existsSync(new URL(`../${target}`, import.meta.url)))).toEqual([])
})
