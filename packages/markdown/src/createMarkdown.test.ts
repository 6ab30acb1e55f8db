import { describe, expect, test, vi } from 'vitest'
import { createMarkdown } from './createMarkdown.js'
import { htmlOf } from './specs.fixture.js'
import { blockHtml } from './toHtml.fixture.js'

describe('a text', () => {
  test('is empty at first', () => {
    const { root, text, finished, pending } = createMarkdown()
    expect({ children: root.children, text, finished, pending }).toEqual({ children: [], text: '', finished: false, pending: false })
  })

  test('takes nothing more once it is finished', () => {
    const markdown = createMarkdown()
    markdown.append('a')
    markdown.finish()
    markdown.finish()
    expect(markdown.finished).toBe(true)
    expect(() => markdown.append('b')).toThrow(/finished.*replace\(\)/)
    markdown.replace('b')
    markdown.append('c')
    expect(blockHtml(markdown.root)).toBe('<p>bc</p>\n')
  })

  test('tells its subscribers of every change', () => {
    const markdown = createMarkdown()
    const listener = vi.fn()
    const unsubscribe = markdown.subscribe(listener)
    const versions = [markdown.root.version]
    const changes = [() => markdown.append('a'), () => markdown.append(' b'), () => markdown.replace('c'), () => markdown.finish()]
    for (const change of changes) {
      change()
      versions.push(markdown.root.version)
    }
    expect(listener).toHaveBeenCalledTimes(4)
    expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other))
    unsubscribe()
    markdown.replace('d')
    expect(listener).toHaveBeenCalledTimes(4)
  })

  test('takes a carriage return, a line feed and both for one line end, however they are cut', () => {
    const markdown = createMarkdown()
    for (const piece of ['a\r', '\nb\r', 'c\n', '\n', 'd\r\n', '\r\n', 'e']) markdown.append(piece)
    markdown.finish()
    expect(blockHtml(markdown.root)).toBe('<p>a\nb\nc</p>\n<p>d</p>\n<p>e</p>\n')
  })
})

describe('replacing', () => {
  const BEFORE = '# One\n\ntwo [a]\n\n- three\n- four\n\nfive\n\n[a]: /a\n'

  test('keeps the blocks that are the same, but the one before the change, which may go on in it', () => {
    const markdown = createMarkdown()
    markdown.append(BEFORE)
    const before = [...markdown.root.children]
    markdown.replace(BEFORE.replace('five', 'six'))
    expect(markdown.root.children.map((block, key) => block === before[key])).toEqual([true, true, false, false])
    expect(blockHtml(markdown.root)).toContain('<p>six</p>')
  })

  test('goes on where the new text begins with the old one', () => {
    const markdown = createMarkdown()
    markdown.replace('one')
    const [paragraph] = markdown.root.children
    markdown.replace('one **two**')
    expect(markdown.root.children[0]).toBe(paragraph)
    expect(blockHtml(markdown.root)).toBe('<p>one <strong>two</strong></p>\n')
  })

  test('forgets definitions that are gone', () => {
    const markdown = createMarkdown()
    markdown.append(BEFORE)
    markdown.finish()
    expect(blockHtml(markdown.root)).toContain('<a href="/a">a</a>')
    markdown.replace(BEFORE.replace('/a', '/b'))
    markdown.finish()
    expect(blockHtml(markdown.root)).toContain('<a href="/b">a</a>')
    markdown.replace(BEFORE.slice(0, -8))
    markdown.finish()
    expect(blockHtml(markdown.root)).toContain('two [a]')
  })

  test('forgets who used a label in what is gone, as where a text grows that was told to be finished each time', () => {
    const text = `# One\n\n${Array.from({ length: 40 }, (_, index) => `- **${index}** [1]\n`).join('')}\n| [1] |\n|-|\n\n[1]`
    const markdown = createMarkdown()
    for (let length = 8; length <= text.length; length++) {
      markdown.replace(text.slice(0, length))
      markdown.finish()
    }
    const whole = createMarkdown()
    const grown = markdown.work
    for (const each of [markdown, whole]) {
      each.replace(`${text}\n\n[1]: /u`)
      each.finish()
    }
    expect(blockHtml(markdown.root)).toBe(blockHtml(whole.root))
    expect(markdown.work - grown).toBeLessThanOrEqual(2 * whole.work)
  })

  test.each([
    ['whose second line is another', 'a\n| b | c |\n|---|---|\n# d', 'a\n| b | c |\n|# d'],
    ['whose header was indented', 'a\n    | b | c |\n|---|---|\n| d | e |', 'a\n    | b | c |\n|---|---|\n| f | g |'],
  ])('reads the paragraph again that a table took its header from: one %s', (_what, before, after) => {
    const markdown = createMarkdown()
    markdown.append(before)
    markdown.replace(after)
    markdown.finish()
    expect(blockHtml(markdown.root)).toBe(htmlOf(after))
  })
})

describe('a label that is defined after many uses', () => {
  const USES = '[a] and more of the text\n\n'.repeat(3_000)

  test('is told of in slices', () => {
    const markdown = createMarkdown()
    markdown.append(USES)
    markdown.append('[a]: /u\n\n')
    expect(markdown.pending).toBe(true)
    const [first] = markdown.root.children
    const version = first?.version
    for (let turn = 0; markdown.pending && turn < 100; turn++) markdown.settle()
    expect(markdown.pending).toBe(false)
    expect(blockHtml(markdown.root)).toBe(htmlOf(`${USES}[a]: /u\n`))
    expect(first?.version).toBe(version)
  })

  test('is told of whole at the end', () => {
    const markdown = createMarkdown()
    markdown.append(`${USES}[a]: /u`)
    markdown.finish()
    expect(markdown.pending).toBe(false)
    expect(blockHtml(markdown.root)).not.toContain('[a]')
  })
})

describe('footnotes', () => {
  const TEXT = 'One[^1] and[^two], but not[^3].\n\n[^1]: First.\n\n    More of it.\n[^two]: Second.\n'

  test('are read where they are asked for', () => {
    expect(htmlOf(TEXT, { footnotes: true })).toBe(
      '<p>One<sup>1</sup> and<sup>two</sup>, but not[^3].</p>\n' +
        '<section id="1">\n<p>First.</p>\n<p>More of it.</p>\n</section>\n<section id="two">\n<p>Second.</p>\n</section>\n',
    )
    expect(htmlOf('a[^1]\n\n[^1]: b')).toBe('<p>a<a href="b">^1</a></p>\n')
  })
})

const math = (value: string, kind = 'inline') => `<code class="language-math math-${kind}">${value}</code>`

describe('math', () => {
  test.each([
    ['$x$', `<p>${math('x')}</p>\n`],
    ['a $x + y$ b', `<p>a ${math('x + y')} b</p>\n`],
    ['$5 and $6', '<p>$5 and $6</p>\n'],
    ['$5 or 6$7', '<p>$5 or 6$7</p>\n'],
    ['价格$5，公式$x$。', `<p>价格$5，公式${math('x')}。</p>\n`],
    ['**$5** for `$HOME`', '<p><strong>$5</strong> for <code>$HOME</code></p>\n'],
    ['100$, 200$.', '<p>100$, 200$.</p>\n'],
    ['5$/month or 9$/month', '<p>5$/month or 9$/month</p>\n'],
    ['$HOME/$USER, ${A}-${B} and $A:$B', '<p>$HOME/$USER, ${A}-${B} and $A:$B</p>\n'],
    ['the $n$th of 2$\\pi$', `<p>the ${math('n')}th of 2${math('\\pi')}</p>\n`],
    ['$a$/$b$', `<p>${math('a')}/${math('b')}</p>\n`],
    ['$a\\$b$', `<p>${math('a\\$b')}</p>\n`],
    ['\\(x_1*y*\\)', `<p>${math('x_1*y*')}</p>\n`],
    ['a \\[x\\] b', `<p>a ${math('x', 'display')} b</p>\n`],
    ['$$x$$ is short', `<p>${math('x', 'display')} is short</p>\n`],
    ['$$x$$', `<pre>${math('x\n', 'display')}</pre>\n`],
    ['$$\nx\ny\n$$\nz', `<pre>${math('x\ny\n', 'display')}</pre>\n<p>z</p>\n`],
    ['a\n\\[\nx\n\\]\nz', `<p>a</p>\n<pre>${math('x\n', 'display')}</pre>\n<p>z</p>\n`],
    ['- $$\n  x\n  $$', `<ul>\n<li>\n<pre>${math('x\n', 'display')}</pre>\n</li>\n</ul>\n`],
    ['`$x$`', '<p><code>$x$</code></p>\n'],
    ['$$\nx\n$$ where *y*\n\nz', `<pre>${math('x\n', 'display')}</pre>\n<p>where <em>y</em></p>\n<p>z</p>\n`],
    ['- \\[\n  x\n  y \\]: z\n- a', `<ul>\n<li>\n<pre>${math('x\ny \n', 'display')}</pre>\n: z</li>\n<li>a</li>\n</ul>\n`],
    ['$$\nx\n$$.\nz', `<pre>${math('x\n.\n', 'display')}</pre>\n<p>z</p>\n`],
    ['\\[\n\\begin{cases} x \\\\[2pt] y \\\\]\n\\]', `<pre>${math('\\begin{cases} x \\\\[2pt] y \\\\]\n', 'display')}</pre>\n`],
    ['$ – cheap\n$$ – moderate\n$$$ – dear\n\n*z*', '<p>$ – cheap\n$$ – moderate\n$$$ – dear</p>\n<p><em>z</em></p>\n'],
    ['$$$$\n\n$$ is the process\n\n*z*', '<p>$$$$</p>\n<p>$$ is the process</p>\n<p><em>z</em></p>\n'],
    ['\\[x] to do\n\n*z*', '<p>[x] to do</p>\n<p><em>z</em></p>\n'],
    ['$$ \\sum\nx $$', `<pre>${math('\\sum\nx \n', 'display')}</pre>\n`],
    ['a $$x$$, $$$ and $$y$$', `<p>a ${math('x', 'display')}, $$$ and ${math('y', 'display')}</p>\n`],
  ])('%s', (text, html) => {
    expect(htmlOf(text, { math: true })).toBe(html)
  })

  test('is text where it is not asked for', () => {
    expect(htmlOf('$x$ \\(y\\)')).toBe('<p>$x$ (y)</p>\n')
  })
})
