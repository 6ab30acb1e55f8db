import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nextPhase, type RunEvent, type RunPhase } from '../packages/chat/src/runPhase.ts'
import { ADVICE } from '../packages/core/src/chatErrorMessages.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

test('the example of the README is the one that is compiled and run', () => {
  const [, example] = /```tsx[^\n]*\n([\s\S]*?)```/.exec(read('README.md')) ?? []
  expect(example).toBe(read('packages/examples/src/supportChat/SupportChat.tsx'))
  expect(example?.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
})

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s links to files that are there', (document) => {
  const targets = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '')
  expect(targets.filter((target) => !existsSync(new URL(`../${target}`, import.meta.url)))).toEqual([])
})

test.each(['ARCHITECTURE.md', 'packages/core/src/ChatError.ts'])(
  'the table of errors in %s has a row for every code, and no other',
  (document) => {
    const [, rows = ''] = /\| code \| when \|[^\n]*\n([\s\S]*?)\n\s*(?:\*\/)?\n/.exec(`${read(document)}\n`) ?? []
    const codes = [...rows.matchAll(/^[ *]*\| `(\w+)` \|/gm)].map(([, code]) => code)
    expect(codes).toEqual(Object.keys(ADVICE))
  },
)

test("the diagram of a run's life has the edges of its state machine, and no other", () => {
  const source = read('packages/chat/src/runPhase.ts')
  const names = (type: string) => [...(new RegExp(`type ${type} = (.*)`).exec(source)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) => name)
  const diagram = [...read('ARCHITECTURE.md').matchAll(/^ {2}(\w+) --> (\w+): (\w+)$/gm)].map(([, from, to, event]) => ({
    from,
    to,
    event,
  }))
  const machine = names('RunPhase').flatMap((from) =>
    names('RunEvent').map((event) => ({ from, to: nextPhase(from as RunPhase, event as RunEvent) as string, event })),
  )
  // An edge to its own phase shows only what may happen there again.
  expect(machine).toEqual(expect.arrayContaining(diagram))
  expect(diagram).toEqual(expect.arrayContaining(machine.filter(({ from, to }) => from !== to)))
  expect(machine).toHaveLength(64)
})

interface KeptTable {
  title: string
  rows: { name: string; figures: ({ median: number } | null)[] }[]
}

/** Whole chats by their names in the README, and what each is called where sizes are measured. */
const CHATS: Readonly<Record<string, string>> = {
  Rivulet: 'Rivulet',
  'AI SDK and streamdown': 'AI SDK, useChat, and streamdown',
  'AI SDK and streamdown, throttled to 50 ms': 'AI SDK, useChat, and streamdown',
  'assistant-ui': 'assistant-ui, thread, and react-markdown',
  'Ant Design X': 'Ant Design X, Bubble.List, Sender, useXChat and XMarkdown',
}

test('the figures of the README are those that the benchmark keeps, to a tenth', () => {
  const { parts } = JSON.parse(read('packages/bench/figures/full.json')) as { parts: Record<string, { tables: KeptTable[] } | undefined> }
  /** The first column of a table. */
  const kept = (part: string, title: string, name: string | undefined) => {
    const table = parts[part]?.tables.find((each) => each.title.includes(title))
    return table?.rows.find((row) => row.name === name)?.figures[0]?.median
  }
  const said = [...read('README.md').matchAll(/^\| (.+) \| ([\d.]+) s \| ([\d.]+) s \| (\d+) KB \|$/gm)]
  expect(said.map(([, name]) => name)).toEqual(Object.keys(CHATS))
  for (const [, name = '', few, many, loads] of said) {
    const pairs: [said: number, kept: number | undefined][] = [
      [Number(few) * 1000, kept('chat-browser', 'after 10 messages', name)],
      [Number(many) * 1000, kept('chat-browser', 'after 1,000 messages', name)],
      [Number(loads), kept('size', 'size of the assembled chat', CHATS[name])],
    ]
    for (const [figure, now = Number.NaN] of pairs)
      expect(Math.abs(figure / now - 1), `${name}: ${figure}, kept is ${now}`).toBeLessThan(0.1)
  }
})
