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
