import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Sources } from './Sources.js'

const draw = (url: string) => renderToStaticMarkup(<Sources sources={[{ url }]} defaultOpen />)

test.each([
  ['https://a.example/b?c#d', 'https://a.example/b?c#d', 'a.example'],
  ['https://trusted.example@evil.example/a', 'https://evil.example/a', 'evil.example'],
  ['https://exam\u200bple.com/\u202ea', 'https://example.com/a', 'example.com'],
  ['https://p\u0430ypal.example/', 'https://xn--pypal-4ve.example/', 'xn--pypal-4ve.example'],
])('what is cited as %j leads to %s, and says so', (url, href, host) => {
  const html = draw(url)
  expect(html).toContain(`href="${href}"`)
  expect(html).toContain(`>${host}<`)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.example', '//evil.example', 'https:///evil.example', '/relative', ''])(
  'what is cited as %j is no link',
  (url) => expect(draw(url)).not.toContain('<a'),
)
