import { describe, expect, test } from 'vitest'
import { createMarkdown } from './createMarkdown.js'
import { htmlOf } from './specs.fixture.js'
import { blockHtml } from './toHtml.fixture.js'

/** What one append may look at: so many times its own length, and the tails and line beginnings that are read again. */
const MULTIPLE = 40
const CONSTANT = 100_000

const nestedLists = Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(Math.min(2 * depth, 120))}- a\n`).join('')
const runsOfBackticks = Array.from({ length: 300 }, (_, index) => `${'`'.repeat(index + 1)} a`).join(' ')
const row = (cell: string, columns: number) => `${cell.repeat(columns)}|\n`

const HOSTILE: Readonly<Record<string, string>> = {
  brackets: '['.repeat(50_000),
  'image brackets': '!['.repeat(25_000),
  'half links': '[a]('.repeat(12_500),
  'undefined labels': '[a]'.repeat(17_000),
  'open stars': '*a '.repeat(50_000),
  'open stars of two kinds': '*a **a '.repeat(8_000),
  underscores: '_a '.repeat(20_000),
  tildes: '~a '.repeat(20_000),
  'quote marks': '>'.repeat(50_000),
  'quotes within quotes': '> '.repeat(25_000),
  'quotes, line by line': `${'> '.repeat(300)}a\n`.repeat(80),
  backticks: '`'.repeat(50_000),
  'backticks of all lengths': runsOfBackticks,
  'backticks of two lengths': '`a``b'.repeat(10_000),
  'lists within lists': nestedLists,
  'lists within lists on a line': '- '.repeat(25_000),
  '10,000 columns': row('|a', 10_000) + row('|-', 10_000) + row('|b', 10_000),
  'short rows of a wide table': row('|a', 200) + row('|-', 200) + '|\n'.repeat(2_000),
  'a row without end': `|a|b|\n|-|-|\n|${'a '.repeat(25_000)}`,
  'a line without end': 'a'.repeat(100_000),
  'a paragraph without end': 'word '.repeat(20_000),
  'a line of code without end': `\`\`\`\n${'x'.repeat(100_000)}`,
  'a heading without end': `# a ${'#'.repeat(50_000)}`,
  hyphens: '-'.repeat(50_000),
  underline: `a\n${'='.repeat(50_000)}`,
  blanks: `${' '.repeat(50_000)}x`,
  tabs: '\t'.repeat(50_000),
  'an info string without end': `\`\`\`${'a'.repeat(50_000)}`,
  'angle brackets': '<'.repeat(50_000),
  attributes: '<a b="'.repeat(8_000),
  'a tag without end': `<a ${'b '.repeat(25_000)}`,
  comments: '<!--'.repeat(12_000),
  instructions: '<?'.repeat(25_000),
  'CDATA sections': '<![CDATA['.repeat(6_000),
  titles: '[a](b "'.repeat(7_000),
  'titles of two kinds': '[a](b \'"'.repeat(6_000),
  destinations: '[a](<b'.repeat(8_000),
  parentheses: `[a](${'('.repeat(50_000)}`,
  references: '&'.repeat(50_000),
  addresses: 'http://a.b'.repeat(5_000),
  'addresses that are none': '_www._'.repeat(8_000),
  'parentheses after an address': `http://a.b/${')'.repeat(50_000)}`,
  'names of mail boxes': 'a@'.repeat(25_000),
  'deep emphasis': '*'.repeat(20_000) + 'a' + '*'.repeat(20_000),
  'deeper and deeper emphasis': '*a'.repeat(5_000) + 'b*'.repeat(5_000),
  'images within images': '!['.repeat(5_000) + '](a)'.repeat(5_000),
  'late definition of a label with many users': `${'[a]\n\n'.repeat(4_000)}[a]: /u\n`,
  'late definition of a label used often': `${'[a] '.repeat(12_000)}\n\n[a]: /u\n`,
  definitions: '[a]: /u\n'.repeat(6_000),
  'a definition without end': `[a]: /u "${'a\n'.repeat(20_000)}`,
  'a label without end': `[${'a'.repeat(50_000)}`,
  backslashes: '\\'.repeat(50_000),
  'an HTML block without end': `<div>\n${'a'.repeat(50_000)}`,
  'ends of scripts': `<script>\n${'</scrip'.repeat(7_000)}`,
  dollars: '$a '.repeat(15_000),
  'display math': '$$'.repeat(20_000),
  'formulas without end': '\\('.repeat(20_000),
  footnotes: `${'[^a] '.repeat(10_000)}\n\n[^a]: x\n`,
  'open footnotes': '[^'.repeat(20_000),
  'blank lines in code': `    a\n${'\n'.repeat(25_000)}    b`,
  'a list that turns loose': `${'- a\n'.repeat(4_000)}\n- b\n`,
  'carriage returns': 'a\r'.repeat(25_000),
}

/** Appends `text` in pieces, from `from` on, and answers what the dearest append looked at beyond its due. */
function dearest(text: string, step: number, from = 0): number {
  const markdown = createMarkdown({ math: true, footnotes: true })
  let most = 0
  if (from > 0) markdown.append(text.slice(0, from))
  for (let at = from; at < text.length; at += step) {
    const before = markdown.work
    const piece = text.slice(at, at + step)
    markdown.append(piece)
    most = Math.max(most, markdown.work - before - MULTIPLE * piece.length)
  }
  markdown.finish()
  blockHtml(markdown.root)
  return most
}

describe('no append looks at more than a fixed multiple of its own length', () => {
  test.each(Object.keys(HOSTILE))('%s', (name) => {
    const text = HOSTILE[name] ?? ''
    expect(dearest(text, Infinity)).toBeLessThanOrEqual(CONSTANT)
    expect(dearest(text.slice(0, 10_000), 997)).toBeLessThanOrEqual(CONSTANT)
    // Character by character over the caps.
    for (const cap of [4096, 8192]) expect(dearest(text.slice(0, cap + 80), 1, cap - 10)).toBeLessThanOrEqual(CONSTANT)
  })

  test.runIf(process.env['LONG_SUITE']).each(Object.keys(HOSTILE))('%s, in tokens', { timeout: 1_200_000 }, (name) => {
    expect(dearest(HOSTILE[name] ?? '', 64)).toBeLessThanOrEqual(CONSTANT)
  })
})

describe('the work of an append does not grow with the text', () => {
  const TEXTS: Readonly<Record<string, (line: number) => string>> = {
    prose: (line) =>
      `## Part ${line}\n\nSome **text** with \`code\`, [a link](https://example.com) and *more* of it. ${'word '.repeat(40)}\n\n`,
    code: (line) => `${line === 0 ? '```ts\n' : ''}const value${line} = await compute(${line}) // and so on\n`,
    list: (line) => `- item ${line} with **markup** in it\n`,
    table: (line) => `${line === 0 ? '| a | b |\n|---|--:|\n' : ''}| row ${line} | \`code\` and *text* |\n`,
    'nested list': (line) => `${'  '.repeat(line % 24)}- item ${line} of a list\n`,
    'one paragraph': (line) => `Some **text** with \`code\` and *more* of it, line ${line}, `,
  }

  test.each(Object.keys(TEXTS))('%s', (name) => {
    const most = [0, 0]
    const markdown = createMarkdown()
    let text = ''
    for (let line = 0; text.length < 200_000; line++) text += TEXTS[name]?.(line) ?? ''
    for (let at = 0; at < text.length; at += 64) {
      const before = markdown.work
      markdown.append(text.slice(at, at + 64))
      const half = at < 20_000 ? 0 : 1
      most[half] = Math.max(most[half] ?? 0, markdown.work - before)
    }
    expect(most[1]).toBeLessThanOrEqual(1.5 * (most[0] ?? 0))
    expect(most[1]).toBeLessThanOrEqual(4096)
  })
})

describe('what is capped is text', () => {
  test('quotes deeper than 100', () => {
    const html = htmlOf(`${'>'.repeat(120)} a`)
    expect(html.match(/<blockquote>/g)).toHaveLength(100)
    expect(html).toContain(`<p>${'&gt;'.repeat(20)} a</p>`)
  })

  test('emphasis deeper than 100', () => {
    const html = htmlOf(`${'*'.repeat(400)}a${'*'.repeat(400)}`)
    expect(html.match(/<strong>/g)).toHaveLength(100)
    expect(html).toContain('***')
  })

  test('tables of more than 200 columns', () => {
    expect(htmlOf(row('|a', 200) + row('|-', 200))).toContain('<table>')
    expect(htmlOf(row('|a', 201) + row('|-', 201))).not.toContain('<table>')
  })

  test('a rule, an underline and a fence that are longer than 4,096 characters', () => {
    expect(htmlOf('-'.repeat(4096))).toBe('<hr />\n')
    expect(htmlOf('-'.repeat(4097))).toContain('<p>---')
    expect(htmlOf(`a\n${'='.repeat(4097)}`)).toContain('<p>a\n===')
    expect(htmlOf(`\`\`\`${'a'.repeat(4097)}`)).toContain('<p>```aaa')
  })

  test('hashes that would close a heading, where they are more than 4,096 characters, in one piece and in many', () => {
    const hashes = '#'.repeat(4095)
    expect(htmlOf(`# a ${hashes}`)).toBe('<h1>a</h1>\n')
    expect(htmlOf(`# a ${hashes}#`)).toBe(`<h1>a ${hashes}#</h1>\n`)
    const markdown = createMarkdown()
    for (const character of `# a ${hashes}# ##\n`) markdown.append(character)
    expect(blockHtml(markdown.root)).toBe(htmlOf(`# a ${hashes}# ##`))
    expect(blockHtml(markdown.root)).toBe(`<h1>a ${hashes}#</h1>\n`)
  })

  test('definitions of labels of more than 200 characters, which are shown as soon as they are', () => {
    const label = 'a '.repeat(100).trim()
    expect(htmlOf(`[${label}b]: /u\n\n[${label}b]`)).toBe(`<p><a href="/u">${label}b</a></p>\n`)
    const longer = `[${label}bc`
    expect(htmlOf(`${longer}]: /u`)).toBe(`<p>${longer}]: /u</p>\n`)
    const markdown = createMarkdown()
    for (const character of longer) markdown.append(character)
    expect(markdown.root.children).toHaveLength(0)
    markdown.append('d')
    expect(markdown.root.children).toHaveLength(1)
  })

  test('a code span that is longer than 8,192 characters', () => {
    expect(htmlOf(`\`${'a'.repeat(8000)}\``)).toContain('<code>')
    expect(htmlOf(`\`${'a'.repeat(8192)}\``)).not.toContain('<code>')
  })
})
