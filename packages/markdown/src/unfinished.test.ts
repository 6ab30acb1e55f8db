import { describe, expect, test } from 'vitest'
import { createMarkdown } from './createMarkdown.js'
import type { MarkdownOptions } from './MarkdownOptions.js'
import { htmlOf } from './specs.fixture.js'
import { blockHtml } from './toHtml.fixture.js'
import type { Inline } from './tree.js'

/** What is shown while more may come. */
function shown(text: string, options?: MarkdownOptions): string {
  const markdown = createMarkdown(options)
  markdown.append(text)
  return blockHtml(markdown.root).trimEnd()
}

describe('inline markup at the end is closed', () => {
  test.each([
    ['**bold', '<p><strong>bold</strong></p>'],
    ['**bold*', '<p><strong>bold</strong></p>'],
    ['*em', '<p><em>em</em></p>'],
    ['***both', '<p><em><strong>both</strong></em></p>'],
    ['**a *b', '<p><strong>a <em>b</em></strong></p>'],
    ['~~gone', '<p><del>gone</del></p>'],
    ['`code', '<p><code>code</code></p>'],
    ['``co`de`', '<p><code>co`de</code></p>'],
    ['`` `co', '<p><code>`co</code></p>'],
    ['a [t', '<p>a <a>t</a></p>'],
    ['a [t]', '<p>a <a>t</a></p>'],
    ['a [**t *u', '<p>a <a><strong>t <em>u</em></strong></a></p>'],
    ['a **b [t *u', '<p>a <strong>b <a>t <em>u</em></a></strong></p>'],
    ['a [t **', '<p>a <a>t </a></p>'],
    ['a [t](http://par', '<p>a <a>t</a></p>'],
    ['a [t](http://a.b "ti', '<p>a <a>t</a></p>'],
    ['a [t][lab', '<p>a <a>t</a></p>'],
    ['![alt', '<p><img alt="alt" /></p>'],
    ['![alt](http://a.b/c', '<p><img alt="alt" /></p>'],
  ])('%s', (text, html) => {
    expect(shown(text)).toBe(html)
  })

  test.each([
    ['a \\(x + y', '<p>a <code class="language-math math-inline">x + y</code></p>'],
    ['a $$x + y', '<p>a <code class="language-math math-display">x + y</code></p>'],
    ['a $$x + y$', '<p>a <code class="language-math math-display">x + y</code></p>'],
    ['a \\(x + y\\', '<p>a <code class="language-math math-inline">x + y</code></p>'],
    ['from $5-$', '<p>from $5-</p>'],
    ['so $x$', '<p>so $x</p>'],
    ['costs $5', '<p>costs $5</p>'],
  ])('math: %s', (text, html) => {
    expect(shown(text, { math: true })).toBe(html)
  })
})

test.each([
  ['a **', '<p>a</p>'],
  ['a `', '<p>a</p>'],
  ['a [', '<p>a</p>'],
  ['a [[', '<p>a</p>'],
  ['a [1', '<p>a</p>'],
  ['a [12]', '<p>a</p>'],
  ['a [^note]', '<p>a</p>'],
  ['(**', '<p>(</p>'],
  ['这是**', '<p>这是</p>'],
  ['a &nbs', '<p>a</p>'],
  ['a &#x20', '<p>a</p>'],
  ['a \\', '<p>a</p>'],
  ['a <b class="c', '<p>a</p>'],
  ['a <b class="c d e', '<p>a</p>'],
  ['a <b c="d" e', '<p>a</p>'],
  ['a <!-- c', '<p>a</p>'],
  ['a <http://b', '<p>a</p>'],
])('markers and tags with nothing behind them are not shown: %s', (text, html) => {
  expect(shown(text).replace(' </p>', '</p>')).toBe(html)
})

test.each(['2*3', '5 * 3', 'snake_case_', '~5', 'a * b', 'while i<n and it goes on'])('what is hardly markup is text: %s', (text) => {
  expect(shown(text)).toBe(`<p>${text.replace('<', '&lt;')}</p>`)
})

/** What is read, each character with the marks around it; a link's address may come later. */
function charactersOf(nodes: readonly Inline[], marks = ''): string[] {
  return nodes.flatMap((node) => {
    if ('children' in node) return charactersOf(node.children, `${marks} ${node.type}`)
    return 'value' in node ? Array.from(node.value, (character) => `${character} ${node.type}${marks}`) : [node.type]
  })
}

test.each([
  'It costs $5-$10, US$7, **$3** and $HOME/$USER.',
  'It costs 9$/month, or 10$ and 100$, 200$.',
  'As told [1], [2][3], [4, 5], [6–8] in [0, 1) and [[4]](https://a.example), see note[^5].',
  'See [**all** of `it`](https://a.example), about ~5 *of* 10~20.',
  '(**bold**), "*this*" and **it**/**that**.',
  '这是**粗体**文字，和*斜体*。请注意“**引用**”：**重点：**这里~~没有~~。',
  '価格は**$5**です。**「強調」**も。',
  'Use `` `ticks` ``, $$x + y$$ and \\(z\\) here.',
  'AT&T, R&D, a&nbsp;b &mdash; c.',
])('what was read once stays as it is: %s', (text) => {
  const markdown = createMarkdown({ math: true })
  let before: string[] = []
  for (const character of text) {
    markdown.append(character)
    const [paragraph] = markdown.root.children
    const now = charactersOf(paragraph?.type === 'paragraph' ? paragraph.content.runs.flat() : [])
    while (before.at(-1)?.startsWith(' ')) before.pop()
    expect(now.slice(0, before.length)).toEqual(before)
    before = now
  }
})

test.each(['-', '- ', '1', '1.', '#', '```', '```js', '~~~', '***', '<div', '<b', '[foo]: /u', '| a |', '| a |\n|-', '>', '[x'])(
  'a line whose meaning is open is held: %s',
  (text) => {
    expect(shown(text)).toBe('')
    expect(htmlOf(text)).toBe(htmlOf(`${text}\n`))
  },
)

test.each(['a\n-', 'a\n==', 'a\n***', 'a\n| b', 'a\n1.', 'a\n```'])('and so is one under a paragraph: %s', (text) => {
  expect(shown(text)).toBe('<p>a</p>')
})

test.each(['http://a.b/c', 'www.a.b', 'a@b.cd', 'http://a.b.', 'www.a.b).'])(
  'an address at the end is pending until it is ended: %s',
  (text) => {
    const link = (isWhole: boolean) => {
      const markdown = createMarkdown()
      markdown.append(`see ${text}`)
      if (isWhole) markdown.append(' b')
      const [paragraph] = markdown.root.children
      const nodes: readonly Inline[] = paragraph?.type === 'paragraph' ? paragraph.content.runs.flat() : []
      return nodes.find((node) => node.type === 'link')?.pending
    }
    expect(link(false)).toBe(true)
    expect(link(true)).toBe(false)
  },
)
