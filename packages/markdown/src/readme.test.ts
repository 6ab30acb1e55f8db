import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createMarkdown } from './createMarkdown.js'
import { draw } from './readme/stream.fixture.js'
import { headingsOf } from './readme/tree.fixture.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const EXAMPLES = [
  'readme/Answer.fixture.tsx',
  'readme/Source.fixture.tsx',
  'readme/Components.fixture.tsx',
  'readme/Coloured.fixture.tsx',
  'readme/ShikiCode.fixture.tsx',
  'readme/LogCode.fixture.tsx',
  'mermaid/Answer.fixture.tsx',
  'mdast/EmojiMarkdown.fixture.tsx',
  'readme/stream.fixture.ts',
  'readme/tree.fixture.ts',
]

async function* answer(): AsyncGenerator<string> {
  yield* ['# On', 'e *two', '*\n\nthree', '\n## Four']
}

describe('the README', () => {
  test('shows the code that is compiled', () => {
    const shown = [...read('../README.md').matchAll(/```tsx?\n([\s\S]*?)```/g)].map(([, code]) => code)
    expect(shown).toEqual(EXAMPLES.map(read))
  })

  test('draws an answer as it comes', async () => {
    const seen: string[][] = []
    await draw(answer(), (root) => seen.push(headingsOf(root)))
    expect(seen).toEqual([['On'], ['One two'], ['One two'], ['One two', 'Four'], ['One two', 'Four']])
    expect(headingsOf(createMarkdown().root)).toEqual([])
  })
})
