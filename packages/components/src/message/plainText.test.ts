import { expect, test } from 'vitest'
import { plainText } from './plainText.js'

test.each([
  ['markup', '# Title\n\nA *word*, **two** and `three`, ~~four~~.', 'Title\n\nA word, two and three, four.'],
  ['a link', '[to the brook](https://example.com "title") and <https://example.com/a>', 'to the brook and https://example.com/a'],
  ['an image', '![a *map*](https://example.com/a.png)', 'a map'],
  ['lists', '- a\n- b\n  - c\n\n3. d\n4. e', '• a\n• b\n  • c\n\n3. d\n4. e'],
  ['a loose list', '- a\n\n- b', '• a\n\n• b'],
  ['tasks', '- [x] a\n- [ ] b', '• ☑ a\n• ☐ b'],
  ['a table', '| a | b |\n| - | - |\n| *c* | d |', 'a\tb\nc\td'],
  ['code', '```ts\nconst a = `b`\n\n  c\n```', 'const a = `b`\n\n  c'],
  ['a quote', '> a\n>\n> b', 'a\n\nb'],
  ['raw HTML, which is text', '<b onclick="x">a</b>\n\n<!-- hidden -->', '<b onclick="x">a</b>'],
  ['line breaks', 'a  \nb\\\nc', 'a\nb\nc'],
  ['what was never closed', '**bold and [link](https://exa', '**bold and [link](https://exa'],
])('is what is read of %s', (_, markdown, text) => {
  expect(plainText(markdown)).toBe(text)
})

test('footnotes stand behind the text', () => {
  expect(plainText('A word[^a].\n\n[^a]: And why.', { footnotes: true })).toBe('A word[1].\n\n1. And why.')
})
