import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { htmlOf } from './specs.fixture.js'

function micromarkHtml(text: string): string {
  const options = { allowDangerousHtml: true, allowDangerousProtocol: true }
  return micromark(text, { ...options, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
}

/** Where the two differ on random documents, and why we keep to ours. */
const DIFFERENCES: readonly (readonly [why: string, text: string, html: string])[] = [
  [
    'a list within a list or a quote that interrupts a paragraph may begin with any number: what it begins in holds no paragraph',
    'a\n> 2) b',
    '<p>a</p>\n<blockquote>\n<ol start="2">\n<li>b</li>\n</ol>\n</blockquote>\n',
  ],
  ['and such a list may begin with an empty item', 'a\n- -', '<p>a</p>\n<ul>\n<li>\n<ul>\n<li></li>\n</ul>\n</li>\n</ul>\n'],
  ['a lone tag interrupts no paragraph, and so continues it lazily', '> a\n<b>', '<blockquote>\n<p>a\n<b></p>\n</blockquote>\n'],
  ['an emoji is a symbol, and as such punctuation', '*a|*😀', '<p><em>a|</em>😀</p>\n'],
  [
    'www. is an address after a blank, a star, an underscore, a tilde and an opening parenthesis alone',
    '[a]www.a.com',
    '<p>[a]www.a.com</p>\n',
  ],
  [
    'an address ends at a blank or <, and nowhere before but for the punctuation at its end',
    'http://a.co/x[b]: c',
    '<p><a href="http://a.co/x%5Bb%5D">http://a.co/x[b]</a>: c</p>\n',
  ],
  ['ftp:// is an address as well', 'ftp://a.b', '<p><a href="ftp://a.b">ftp://a.b</a></p>\n'],
  ['raw HTML is never made of the text, so no tag needs to be filtered', 'a <title>', '<p>a <title></p>\n'],
]

describe('where micromark differs', () => {
  test.each(DIFFERENCES)('%s', (_why, text, html) => {
    expect(htmlOf(text)).toBe(html)
    expect(`${micromarkHtml(text).trimEnd()}\n`).not.toBe(html)
  })
})

test('the names of characters are those that micromark knows', () => {
  const names = [
    'amp',
    'AMP',
    'copy',
    'nbsp',
    'NotEqualTilde',
    'fjlig',
    'zwnj',
    'Aacute',
    'frac12',
    'CounterClockwiseContourIntegral',
    'ThickSpace',
    'bne',
  ]
  for (const name of [...names, 'amp1', 'nothing']) expect(htmlOf(`a&${name};b`)).toBe(`${micromark(`a&${name};b`)}\n`)
})
