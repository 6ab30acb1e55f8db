import { expect, test } from 'vitest'
import { createMarkdown } from './createMarkdown.js'
import { htmlOf } from './specs.fixture.js'

// Found by comparing random documents with micromark and cmark-gfm.
test.each([
  ['a definition heads no table', '[a]: /u\n-', '<p>-</p>\n'],
  [
    'a line that continues a quote lazily leaves the list tight',
    '- a\n  > b\nc\n- d',
    '<ul>\n<li>a\n<blockquote>\n<p>b\nc</p>\n</blockquote>\n</li>\n<li>d</li>\n</ul>\n',
  ],
  ['a byte order mark is no whitespace', '*|*\ufeff', '<p>*|*\ufeff</p>\n'],
  ['a line separator is no whitespace', '*|*\u2028', '<p>*|*\u2028</p>\n'],
  ['a vertical tab is no whitespace', '*|*\vb', '<p>*|*\vb</p>\n'],
  ['a semicolon ends an address, as in cmark-gfm', 'http://a.b; c', '<p><a href="http://a.b">http://a.b</a>; c</p>\n'],
  ['an ideographic space is whitespace', '*|*\u3000b', '<p><em>|</em>\u3000b</p>\n'],
])('%s', (_what, text, html) => {
  expect(htmlOf(text)).toBe(html)
})

test('a line end that stands behind a fence by its number parts words as a blank does: the first alone is the language', () => {
  const markdown = createMarkdown()
  markdown.append('~~~js&#10;fixed&#13;&#10;inset-0&#9;a\n')
  expect(markdown.root.children).toMatchObject([{ type: 'code', lang: 'js', meta: 'fixed\r\ninset-0\ta' }])
})

test.each([
  ['看https://a.com/b。然后', '看<a href="https://a.com/b">https://a.com/b</a>。然后'],
  ['（https://a.com）', '（<a href="https://a.com">https://a.com</a>）'],
  ['“https://a.com/b”, https://a.com/…', '“<a href="https://a.com/b">https://a.com/b</a>”, <a href="https://a.com/">https://a.com/</a>…'],
  [
    '看https://a.com查看, http://例え.jp, http://host里',
    '看<a href="https://a.com">https://a.com</a>查看, <a href="http://例え.jp">http://例え.jp</a>, <a href="http://host">http://host</a>里',
  ],
])('a bare address ends before text that has no blank behind it: %s', (text, html) => {
  expect(decodeURI(htmlOf(text))).toBe(`<p>${html}</p>\n`)
})

// As in the amendment for Chinese, Japanese and Korean: https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
test.each([
  ['**重点：**这里', '<strong>重点：</strong>这里'],
  ['税込**¥10,000**で', '税込<strong>¥10,000</strong>で'],
  ['は**「.NET」**と*"x"*と', 'は<strong>「.NET」</strong>と<em>&quot;x&quot;</em>と'],
  ['**이 용어(This term)**를', '<strong>이 용어(This term)</strong>를'],
  ['葛\u{e0100}**(x)**城, 塚\ufe00**(x)**城', '葛\u{e0100}<strong>(x)</strong>城, 塚\ufe00<strong>(x)</strong>城'],
  ['あ~~(x)~~𩸽', 'あ<del>(x)</del>𩸽'],
  ['a**(x)**b', 'a**(x)**b'],
])('emphasis beside letters that stand without blanks: %s', (text, html) => {
  expect(htmlOf(text)).toBe(`<p>${html}</p>\n`)
})
