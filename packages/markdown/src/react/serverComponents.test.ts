import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a server component draws a text without hooks, and hands to the browser only what acts there', () => {
  const script = fileURLToPath(new URL('serverComponent.fixture.ts', import.meta.url))
  const html = execFileSync(process.execPath, ['--conditions=react-server', script], { encoding: 'utf8' })
  expect(html).toContain('<h1>Title</h1>')
  expect(html).toContain('<strong>b</strong>')
  expect(html).toMatch(/<pre><code>let e\n<\/code><\/pre>/)
  expect(html).toContain('<CopyButton></CopyButton>')
  expect(html).toContain('<ImagePlaceholder><img></img></ImagePlaceholder>')
  expect(html).toContain('<BackLink></BackLink>')
})
