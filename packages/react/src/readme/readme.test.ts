import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chatStreamState } from '../chatStreamState.js'
import { createChat, type ChatClient, type UseChatStreamOptions } from '../index.js'
import { trackedSnapshot } from '../trackedSnapshot.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const README = read('../../README.md')
const HERE = new URL('.', import.meta.url)

/** Held by a test of their own, beside what they show. */
const HELD_ELSEWHERE = ['## Tools', '## Structured output']

test('the examples of the README are the ones that are compiled and run', () => {
  const sections = README.split(/\n(?=## )/).filter((section) => !HELD_ELSEWHERE.some((title) => section.startsWith(`${title}\n`)))
  const examples = sections.flatMap((section) => [...section.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code]) => code))
  const files = globSync('*.fixture.tsx', { cwd: HERE })
  expect(files).toHaveLength(10)
  expect(new Set(examples)).toEqual(new Set(files.map((file) => read(file))))
  expect(examples).toHaveLength(files.length)
})

test('the README names every hook and every function that the package adds to the chat’s', () => {
  const own = read('../index.ts').replace(/export \* from .*/, '')
  const names = [...own.matchAll(/\b(use[A-Z]\w+|\w+Options|ChatProvider)\b(?= ?[,}])/g)].map(([, name = '']) => name)
  const values = [...new Set(names)].filter((name) => !own.includes(`type ${name}`))
  expect(values.length).toBeGreaterThanOrEqual(14)
  expect(values.filter((name) => !README.includes(`\`${name}`))).toEqual([])
})

/** The names in the first column of the table under a head. */
function namesInTable(head: string): (string | undefined)[] {
  const [, table = ''] = new RegExp(`\\| ${head} \\| what it is \\|.*\\n.*\\n((?:\\|.*\\n)+)`).exec(README) ?? []
  return table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
}

/** The compiler holds it to the type: it refuses a name too many and one too few. */
const OPTIONS: Record<keyof UseChatStreamOptions, true> = {
  client: true,
  baseURL: true,
  apiKey: true,
  headers: true,
  body: true,
  searchParams: true,
  fetch: true,
  retry: true,
  relay: true,
  timeouts: true,
  limits: true,
  rules: true,
  model: true,
  params: true,
  tools: true,
  maxSteps: true,
  prepareRequest: true,
  whileBusy: true,
  continueWith: true,
  onFinish: true,
  onError: true,
  id: true,
  initialMessages: true,
  storage: true,
  storageTimeoutMs: true,
  throttle: true,
  frame: true,
}

test('the table of options has every one that the type has, and no other', () => {
  const names = namesInTable('option')
  expect(names).toHaveLength(Object.keys(OPTIONS).length)
  expect(new Set(names)).toEqual(new Set(Object.keys(OPTIONS)))
})

test('the table of what useChatStream returns has every field, and no other', () => {
  const cells = namesInTable('field')
  const chat = createChat({ client: {} as ChatClient, model: 'm' })
  const fields = Object.keys(chatStreamState(chat, trackedSnapshot(chat), chat.getSnapshot()))
  expect(cells).toHaveLength(fields.length)
  expect(new Set(cells)).toEqual(new Set(fields))
})
