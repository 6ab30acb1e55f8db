import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './Markdown.js'

// Links within links would be parted by a browser that is sent them, and React would not find them where it drew them.
test.each([
  ['[a <https://b.example> c](https://d.example)', '>a https://b.example c<span class="rivulet-host"> (d.example)</span></a>'],
  ['[a **<me@b.example>**](https://d.example)', '>a <strong>me@b.example</strong><span class="rivulet-host"> (d.example)</span></a>'],
  ['[a [^1]](https://d.example)\n\n[^1]: b', '>a <sup>1</sup></a>'],
  ['see [a <https://b.example> c', '<a>a https://b.example c</a>'],
])('a link holds no other link, nor the call of a footnote: %s', (text, html) => {
  const drawn = renderToStaticMarkup(<Markdown text={text} footnotes streaming />)
  expect(drawn.match(/<a\b/g)).toHaveLength(1)
  expect(drawn).toContain(html)
})
