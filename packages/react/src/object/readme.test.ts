import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it.each([
  ['Structured output', 'TicketForm.browser.test.tsx'],
  ['Tools', '../tools/Approvals.browser.test.tsx'],
])('the example of the README’s section "%s" is run', (title, file) => {
  const [, section = ''] = new RegExp(`\\n## ${title}\\n([\\s\\S]*?)(?=\\n## |$)`).exec(read('../../README.md')) ?? []
  const [, example] = /```tsx\n(?:import .*\n)+\n([\s\S]*?)```/.exec(section) ?? []
  expect(example).toContain('function')
  expect(read(file)).toContain(example)
})
