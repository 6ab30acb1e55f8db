import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Markdown } from './react.js'
import styles from './styles.css?raw'

/** What Lightning CSS makes of light-dark(), where no stylesheet says which `color-scheme` the page has. */
const lowered = styles.replaceAll(
  /light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/g,
  'var(--lightningcss-light, $1) var(--lightningcss-dark, $2)',
)

test('without light-dark() and a color-scheme the colours are those of light pages', async () => {
  expect(lowered).not.toMatch(/[^-]light-dark\(oklch/)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(lowered)
  document.adoptedStyleSheets = [sheet]
  const screen = await render(<Markdown text={'[a](https://a.example/)\n\n```\ncode\n```'} />)
  const link = screen.container.querySelector('a')
  const block = screen.container.querySelector('.rivulet-codeblock')
  if (!link || !block) throw new Error('Nothing was drawn.')
  expect(getComputedStyle(link).color).toBe('oklch(0.46 0.085 212)')
  expect(getComputedStyle(block).backgroundColor).toBe('oklch(0.978 0.004 225)')
  expect(getComputedStyle(block).borderTopColor).toBe('oklch(0.9 0.008 225)')
  const keyword = document.createElement('span')
  keyword.className = 'rivulet-code-keyword'
  block.append(keyword)
  expect(getComputedStyle(keyword).color).toBe('oklch(0.47 0.16 300)')
  keyword.remove()
})

test('the numbers of footnotes stand within the text in either direction', async () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [sheet]
  const screen = await render(<Markdown text={'a[^1]\n\n[^1]: نص الحاشية\n[^2]: English\n\nb[^2]'} footnotes />)
  const list = screen.container.querySelector('.rivulet-footnotes ol')
  const [arabic, english] = screen.container.querySelectorAll('.rivulet-footnotes li')
  if (!list || !arabic || !english) throw new Error('Nothing was drawn.')
  expect(list.getBoundingClientRect().right - arabic.getBoundingClientRect().right).toBeGreaterThan(15)
  expect(english.getBoundingClientRect().left - list.getBoundingClientRect().left).toBeGreaterThan(15)
})

test('the way back is an arrow and no emoji, whatever fonts a page names', async () => {
  const screen = await render(<Markdown text={'a[^1]\n\n[^1]: note'} footnotes />)
  const back = screen.container.querySelector<HTMLElement>('.rivulet-back')
  if (!back) throw new Error('Nothing was drawn.')
  expect(back.textContent).toBe('\u{21a9}\u{fe0e}')
})

const rowOf = (cell: string) => `| ${[cell, cell, cell, cell].join(' | ')} |\n`
const tableOf = (cell: string) => rowOf('h') + rowOf('---') + rowOf(cell)

test('a wide table on a narrow page is no narrower than it can be read, and scrolls; a small one fits', async () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [sheet]
  const sentence = 'A cell that says what it says in a sentence of some length.'
  const screen = await render(<Markdown text={`${tableOf(sentence)}\n${tableOf('12')}`} style={{ width: 358 }} />)
  const [wide, small] = screen.container.querySelectorAll('.rivulet-table')
  const cell = wide?.querySelector('td')
  if (!wide || !small || !cell) throw new Error('Nothing was drawn.')
  expect(cell.clientWidth).toBeGreaterThan(120)
  expect(wide.scrollWidth).toBeGreaterThan(wide.clientWidth)
  expect(wide.clientWidth).toBeLessThanOrEqual(358)
  expect(small.scrollWidth).toBe(small.clientWidth)
})

test('the box of a task stands on the first line of it, in a loose list too', async () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [sheet]
  const screen = await render(<Markdown text={'- [ ] tight\n\n***\n\n- [x] loose\n\n  more\n- [ ] last'} />)
  const items = [...screen.container.querySelectorAll('li')]
  expect(items).toHaveLength(3)
  const middles = items.map((item) => {
    const text = document.createRange()
    const node = item.querySelector('p')?.firstChild ?? item.lastChild
    if (!node) throw new Error('Nothing was drawn.')
    text.selectNodeContents(node)
    const [box, line] = [item.querySelector('input'), text].map((part) => part?.getBoundingClientRect())
    return (box?.top ?? 0) + (box?.height ?? 0) / 2 - ((line?.top ?? 0) + (line?.height ?? 0) / 2)
  })
  for (const middle of middles) expect(Math.abs(middle)).toBeLessThan(4)
})
