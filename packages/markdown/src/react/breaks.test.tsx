import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './Markdown.js'
import { StaticMarkdown } from './StaticMarkdown.js'

const HAIKU = 'Rain on *the\nroof* and\non me  \nand `a\nb`\n\nEnd'
const lines = (html: string) => html.match(/<br\/>/g)?.length ?? 0

test('a line flows on as CommonMark has it, unless the application has it end where it was written to', () => {
  expect(lines(renderToStaticMarkup(<Markdown text={HAIKU} />))).toBe(1)
  for (const drawn of [<Markdown key="a" text={HAIKU} breaks />, <StaticMarkdown key="b" text={HAIKU} breaks />]) {
    const html = renderToStaticMarkup(drawn)
    expect(html).toContain('Rain on <em>the<br/>roof</em> and<br/>on me<br/>')
    // Within code a line feed is a space, whatever paragraphs do.
    expect(lines(html)).toBe(3)
  }
})

test('lines that end are drawn by the application’s element too, and what is not seen is still shown', () => {
  const components = { br: () => <i>⏎</i> }
  const html = renderToStaticMarkup(<Markdown text={'a\u202eb\nc'} breaks components={components} />)
  expect(html).toContain('<i>⏎</i>c')
  expect(html).toContain('U+202E')
})

test('a line ends at <br>, as in a cell of a table, which has no other way; between blocks it is nothing', () => {
  const html = renderToStaticMarkup(<Markdown text={'| a<br>b | c<BR />d |\n|-|-|\n| e<br/> | <br class="f"> |\n\n<br>\n\nend'} />)
  expect(html).toContain('a<br/>b</th>')
  expect(html).toContain('c<br/>d</th>')
  expect(html).toContain('e<br/></td>')
  expect(html).toContain('&lt;br class=&quot;f&quot;&gt;')
  expect(html).not.toContain('rivulet-html')
  const components = { br: () => <i>⏎</i> }
  expect(renderToStaticMarkup(<Markdown text="a<br>b" components={components} />)).toContain('a<i>⏎</i>b')
})

test('a <br> that is not whole is not shown', () => {
  for (const text of ['a<', 'a<b', 'a<br', 'a<br ', 'a<br /'])
    expect(renderToStaticMarkup(<Markdown text={text} streaming />)).toMatch(/>a<\/p>/)
})
