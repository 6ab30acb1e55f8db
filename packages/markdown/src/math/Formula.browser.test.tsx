import stylesheet from 'katex/dist/katex.min.css?url'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { Markdown } from '../react.js'
import { Formula } from './Formula.js'
import 'katex/dist/katex.min.css'
import '../styles.css'

// A busy machine may take long to load KaTeX.
const PATIENCE = { timeout: 40_000 }
const PYTHAGORAS = 'c = \\sqrt{a^2 + b^2}'

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) if (frame.title === 'policed') frame.remove()
})

async function draw(source: string, display = false): Promise<Element> {
  const screen = await render(<Formula source={source} display={display} />)
  const element = screen.container.querySelector('.rivulet-formula')!
  await vi.waitUntil(() => element.querySelector('.katex, code[title]'), PATIENCE)
  return element
}

test('the server draws the source, and the page the formula, from the same markup', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  const html = renderToString(<Formula source={PYTHAGORAS} display={false} />)
  expect(html).toBe(`<span class="rivulet-formula" dir="ltr"><code class="language-math">${PYTHAGORAS}</code></span>`)
  place.append(document.createRange().createContextualFragment(html))
  const complaints: unknown[] = []
  const root = hydrateRoot(place, <Formula source={PYTHAGORAS} display={false} />, {
    onRecoverableError: (error) => complaints.push(error),
  })
  await vi.waitUntil(() => place.querySelector('.katex'), PATIENCE)
  expect(place.querySelector('code')).toBeNull()
  expect(complaints).toEqual([])
  root.unmount()
  place.remove()
})

test('a formula is there to be read by those who do not see it, and to be copied', async () => {
  const element = await draw(PYTHAGORAS)
  expect(element.querySelector('.katex-mathml math annotation')?.textContent).toBe(PYTHAGORAS)
  expect(element.querySelector('.katex-html')?.getAttribute('aria-hidden')).toBe('true')
})

test('a text draws its formulas, each once it is whole, and keeps the source of those that are none', async () => {
  const components = { formula: Formula }
  const screen = await render(<Markdown math streaming components={components} text={'$x^2$ and $\\frac{$\n\n$$\ny'} />)
  await vi.waitUntil(() => screen.container.querySelector('.katex'), PATIENCE)
  const failed = screen.container.querySelector('code[title]')!
  expect(failed.textContent).toBe('\\frac{')
  expect(failed.getAttribute('title')).toContain('KaTeX parse error')
  expect(screen.container.querySelectorAll('.katex')).toHaveLength(1)
  await screen.rerender(<Markdown math streaming components={components} text={'$x^2$ and $\\frac{$\n\n$$\ny\n$$\n\nend'} />)
  expect(screen.container.querySelector('.katex-display')?.textContent).toContain('y')
})

test('a formula may have names of its own', async () => {
  const element = await draw('\\newcommand{\\Field}{\\mathbb{F}} x \\in \\Field, \\# \\Field')
  expect(element.querySelector('.katex-html')?.textContent).toContain('x∈F,#F')
})

test('no formula changes the next', async () => {
  expect((await draw('\\gdef\\mine{a}\\mine')).querySelector('.katex')).not.toBeNull()
  expect((await draw('\\mine')).querySelector('code')?.title).toContain('Undefined control sequence')
})

test('another source is another formula in the same place', async () => {
  const screen = await render(<Formula source="a" display={false} />)
  const element = screen.container.querySelector('.rivulet-formula')!
  await vi.waitUntil(() => element.querySelector('annotation')?.textContent === 'a', PATIENCE)
  await screen.rerender(<Formula source="b" display={false} />)
  expect(element.querySelector('annotation')?.textContent).toBe('b')
  await screen.rerender(<Formula source="\frac{" display={false} />)
  expect(element.textContent).toBe('\\frac{')
})

test.each([
  ['more characters than a person reads', 'x+'.repeat(2001)],
  ['deeper than browsers lay out', `${'{\\sqrt'.repeat(300)}{x}${'}'.repeat(300)}`],
  ['deeper than the stack', '{'.repeat(1990) + '}'.repeat(1990)],
  ['macros that are long', `\\def\\a{${'x'.repeat(2000)}}${'\\a '.repeat(100)}`],
  ['arguments that multiply', `\\newcommand\\a[1]{${'#1'.repeat(500)}}\\a{${'x'.repeat(1000)}}`],
  ['arguments by another name', `\\let\\mine\\def \\mine\\a#1{${'#1'.repeat(500)}}\\a{${'x'.repeat(1000)}}`],
  ['macros without end', '\\def\\a{\\a\\a}\\a'],
  ['macros that double', `\\def\\a{xx}${Array.from({ length: 20 }, () => '\\edef\\a{\\a\\a}').join('')}\\a`],
])('%s: the source, and why', async (_, source) => {
  const element = await draw(source)
  expect(element.querySelector('.katex')).toBeNull()
  expect(element.querySelector('code')?.title).not.toBe('')
  expect(element.textContent).toBe(source)
})

test('no part of a formula is larger than a page', async () => {
  const element = await draw('\\rule{900000em}{900000em}', true)
  const sizes = [...element.querySelectorAll('.katex-rule')].map((rule) => rule.getBoundingClientRect().height)
  expect(sizes).toHaveLength(1)
  expect(sizes[0]).toBeLessThan(1000)
})

test.each([
  ['above its line', 'x^{\\smash{\\raisebox{15em}{\\text{forged}}}}'],
  ['below it', 'x_{\\smash{\\raisebox{-15em}{\\text{forged}}}}'],
  ['before it', `${'\\!'.repeat(60)}\\text{forged} x`],
  ['behind it', '\\rlap{\\hspace{15em}\\text{forged}} x'],
])('a formula within a line draws nothing over what stands %s', async (_, source) => {
  const screen = await render(
    <p style={{ padding: '20rem' }}>
      <Formula source={source} display={false} />
    </p>,
  )
  const element = screen.container.querySelector('.rivulet-formula')!
  await vi.waitUntil(() => element.querySelector('.katex'), PATIENCE)
  const forged = [...element.querySelectorAll('.katex-html *')].find((part) => part.textContent === 'forged' && part.children.length === 0)!
  forged.scrollIntoView({ block: 'center', inline: 'center' })
  const { x, y, width, height } = forged.getBoundingClientRect()
  expect(width * height).toBeGreaterThan(0)
  expect(element.contains(document.elementFromPoint(x + width / 2, y + height / 2))).toBe(false)
})

/** What is nowhere in the text that is drawn. */
const HOSTILE = [
  '\\href{javascript:window.__pwned=1}{x}',
  '\\url{javascript:window.__pwned=1}',
  '\\includegraphics{https://evil.example/x}',
  '\\includegraphics[height=1em]{https://evil.example/x}',
  '\\htmlStyle{background:url(https://evil.example/x)}{x}',
  '\\htmlData{a=b}{x}',
  '\\htmlId{root}{x}',
  '\\htmlClass{rivulet-formula}{x}',
  '\\text{<img src=https://evil.example/x onerror=window.__pwned=1>}',
  '\\color{red;background:url(https://evil.example/x)}{x}',
  '\\fcolorbox{url(https://evil.example/x)}{red}{x}',
]

test.each(HOSTILE)('%s leads nowhere and asks for nothing', async (source) => {
  const element = await draw(source)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(element.querySelector('img, a, [href], [src], [id], [data-a], [onerror], .rivulet-formula')).toBeNull()
  expect(document.querySelector('[style*="url("]')).toBeNull()
  expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('evil.example'))).toEqual([])
  expect(window).not.toHaveProperty('__pwned')
})

async function policedPage(): Promise<NonNullable<typeof policed>> {
  const frame = document.createElement('iframe')
  const script = new URL('./policed.fixture.tsx', import.meta.url).href
  frame.title = 'policed'
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; require-trusted-types-for 'script'"
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="${stylesheet}"><body><script type="module" src="${script}"></script>`
  document.body.append(frame)
  return vi.waitUntil(() => (frame.contentWindow as (Window & { policed: typeof policed }) | null)?.policed, PATIENCE)
}

test('it asks nothing of a strict policy', async () => {
  const page = await policedPage()
  const sources = [
    '\\vec{v} \\cdot \\overbrace{x}^{y}',
    '\\pmb{x}',
    '\\fcolorbox{red}{yellow}{x}',
    '\\Biggl| \\sqrt{\\frac{a}{b}}',
    '\\color{blue} x',
    '\\frac{',
  ]
  page.draw(sources)
  const frame = document.querySelector<HTMLIFrameElement>('iframe[title="policed"]')!.contentDocument!
  await vi.waitUntil(() => frame.querySelectorAll('.katex').length === 5, PATIENCE)
  await frame.fonts.ready
  expect(page.refused).toEqual([])
  expect(frame.querySelector('[data-rivulet-style]')).toBeNull()
  const arrow = frame.querySelector('.overlay svg, .katex-overlay svg')!
  expect(arrow.getAttribute('style')).toMatch(/width: [\d.]+em/)
  expect(getComputedStyle(arrow).width).not.toBe(getComputedStyle(arrow.parentElement!.parentElement!).width)
  // The policy is there: what it is asked for, it refuses.
  frame.body.setAttribute('style', 'color: red')
  await vi.waitUntil(() => page.refused.length > 0, PATIENCE)
})
