import * as fc from 'fast-check'
import { StrictMode, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { createMarkdown } from '../createMarkdown.js'
import { Markdown, StaticMarkdown } from '../react.js'
import { answers, longAnswer } from './answers.fixture.js'
import '../styles.css'

const OPTIONS = { math: true, footnotes: true }
const roots: Root[] = []

function place(): { element: HTMLElement; draw: (node: ReactNode) => void } {
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  roots.push(root)
  return { element, draw: (node) => flushSync(() => root.render(node)) }
}

afterEach(() => {
  for (const root of roots.splice(0)) root.unmount()
  document.body.replaceChildren()
})

/** The markup with attributes in order, without what tells one place from another, and without what a server puts between texts. */
function markup(element: Element): string {
  let html = ''
  for (const child of element.childNodes) {
    if (child instanceof Text) html += child.data
    if (!(child instanceof Element)) continue
    // Which box is ticked is a property, once React has changed it.
    const isTicked = child instanceof HTMLInputElement && child.checked ? ' ticked' : ''
    const attributes = [...child.attributes]
      .filter(({ name }) => name !== 'checked')
      .map(({ name, value }) => ` ${name}="${value.replace(/^#?.*?(fn-\d+)$/, '$1')}"`)
    html += `<${child.localName}${isTicked}${attributes.toSorted().join('')}>${markup(child)}</${child.localName}>`
  }
  return html
}

/** Tells of the first difference alone. */
function expectSame(actual: string, wanted: string): void {
  let at = 0
  while (at < actual.length && actual[at] === wanted[at]) at++
  if (actual !== wanted) expect(actual.slice(Math.max(0, at - 80), at + 80)).toBe(wanted.slice(Math.max(0, at - 80), at + 80))
}

function drawn(text: string): string {
  const { element, draw } = place()
  draw(<Markdown {...OPTIONS} text={text} />)
  return markup(element)
}

function* beginningsOf(text: string, lengths: readonly number[]): Generator<string> {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    at += lengths[turn % lengths.length] ?? 1
    yield text.slice(0, at)
  }
}

const isLong = Boolean(import.meta.env['LONG_SUITE'])
const numRuns = isLong ? 60 : 15

const splits = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })

test('a text that grew is drawn as the whole is, and so is one that was replaced', () => {
  fc.assert(
    fc.property(answers, answers, splits, (text, other, lengths) => {
      const { element, draw } = place()
      for (const beginning of beginningsOf(text, lengths)) draw(<Markdown {...OPTIONS} text={beginning} streaming />)
      draw(<Markdown {...OPTIONS} text={text} />)
      expectSame(markup(element), drawn(text))
      draw(<Markdown {...OPTIONS} text={other} />)
      expectSame(markup(element), drawn(other))
    }),
    { numRuns },
  )
})

test('elements of closed blocks stay, and an open one is replaced once at most', () => {
  fc.assert(
    fc.property(answers, splits, (text, lengths) => {
      const { element, draw } = place()
      const observer = new MutationObserver(() => {})
      observer.observe(element, { childList: true, subtree: true })
      const replaced = new Map<number, number>()
      let closed: Element[] = []
      for (const beginning of beginningsOf(text, lengths)) {
        draw(<Markdown text={beginning} streaming />)
        const removed = observer.takeRecords().flatMap(({ removedNodes }) => [...removedNodes].filter((node) => node instanceof Element))
        for (const block of closed) expect(block.isConnected, `${block.outerHTML} after ${JSON.stringify(beginning)}`).toBe(true)
        const blocks = [...(element.firstElementChild?.children ?? [])]
        if (removed.some((node) => node instanceof Element && /^(?:P|H\d|TABLE|DIV|PRE|UL|OL|FIGURE|BLOCKQUOTE)$/.test(node.tagName)))
          replaced.set(blocks.length, (replaced.get(blocks.length) ?? 0) + 1)
        closed = blocks.slice(0, -1)
      }
      for (const times of replaced.values()) expect(times).toBeLessThanOrEqual(2)
      observer.disconnect()
    }),
    { numRuns },
  )
})

test('long lists, tables, paragraphs and code stand in groups, and grow in them', () => {
  const { element, draw } = place()
  for (const beginning of beginningsOf(longAnswer, [isLong ? 997 : 4999])) draw(<Markdown {...OPTIONS} text={beginning} streaming />)
  draw(<Markdown {...OPTIONS} text={longAnswer} />)
  expectSame(markup(element), drawn(longAnswer))
  expect(element.querySelectorAll('li').length).toBeGreaterThan(1200)
  expect(element.querySelectorAll('p').length).toBeGreaterThan(1100)
})

test('a server draws what a client draws, with hooks and without, and hydrating it says nothing', () => {
  const text = `${longAnswer.slice(0, 3000)}\n\nlast[^1]\n\n[^1]: note`
  const onRecoverableError = vi.fn()
  const server = document.createElement('div')
  document.body.append(server)
  server.innerHTML = renderToString(<Markdown {...OPTIONS} text={text} />)
  const before = [...server.querySelectorAll('*')]
  expectSame(markup(server), drawn(text))
  flushSync(() => void roots.push(hydrateRoot(server, <Markdown {...OPTIONS} text={text} />, { onRecoverableError })))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect([...server.querySelectorAll('*')].every((element, index) => element === before[index])).toBe(true)

  const still = document.createElement('div')
  still.innerHTML = renderToString(<StaticMarkdown {...OPTIONS} text={text} />)
  expectSame(markup(still), drawn(text))
})

test('a source is drawn once a frame at most, until it is finished', async () => {
  const source = createMarkdown()
  const { element, draw } = place()
  draw(<Markdown source={source} />)
  let commits = 0
  const observer = new MutationObserver(() => commits++)
  observer.observe(element, { childList: true, subtree: true, characterData: true })
  let frames = 0
  const count = () => {
    frames++
    if (frames < 1000) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  for (let index = 0; index < 400; index++) {
    source.append(`word${index} `)
    if (index % 20 === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  await expect.poll(() => element.textContent).toContain('word399')
  expect(commits).toBeLessThanOrEqual(frames + 1)
  expect(element.querySelector('[data-streaming] [data-live]')?.tagName).toBe('P')
  source.finish()
  await expect.poll(() => element.querySelector('[data-streaming], [data-live]')).toBeNull()
  frames = 1000
  observer.disconnect()
})

test('another source takes the place of the first, and the first is let go', async () => {
  const one = createMarkdown()
  const other = createMarkdown()
  const { element, draw } = place()
  one.append('one')
  draw(<Markdown source={one} />)
  other.append('other')
  draw(<Markdown source={other} />)
  expect(element.textContent).toBe('other')
  one.append(' more')
  other.append(' text')
  await expect.poll(() => element.textContent).toBe('other text')
})

test('what is written anew in each render, but says the same, draws nothing anew', () => {
  const rendered = vi.fn()
  const Paragraph = (props: object) => {
    rendered()
    return <p {...props} />
  }
  const { draw } = place()
  const text = 'one\n\ntwo\n\nthree'
  for (let length = text.length - 5; length <= text.length; length++)
    draw(<Markdown text={text.slice(0, length)} streaming components={{ p: Paragraph }} labels={{ copy: 'Kopieren' }} urlPolicy={{}} />)
  // The two that are closed once each, the last as often as it grew.
  expect(rendered.mock.calls.length).toBeLessThanOrEqual(2 + 6)
})

test('React may render twice, and give up renders: the text is the one that was given last', () => {
  const { element, draw } = place()
  const show = (text: string) =>
    draw(
      <StrictMode>
        <Markdown text={text} streaming />
      </StrictMode>,
    )
  show('a **b')
  show('a **bc** d')
  show('a')
  expect(element.textContent).toBe('a')
  show('a\n\n- b')
  expect(element.querySelectorAll('li')).toHaveLength(1)
})

test('an image of a host that is not allowed is asked for when its button is pressed', async () => {
  const { element, draw } = place()
  draw(
    <Markdown
      text={'![A brook](https://no.invalid/a.png "t") ![B](https://yes.invalid/b.png)'}
      urlPolicy={{ imageHosts: ['yes.invalid'] }}
    />,
  )
  expect([...element.querySelectorAll('img')].map((image) => image.src)).toEqual(['https://yes.invalid/b.png'])
  const button = element.querySelector('button')
  expect(button?.textContent).toBe('A brookLoad image from no.invalid')
  flushSync(() => button?.click())
  expect([...element.querySelectorAll('img')].map(({ src, alt, title }) => [src, alt, title])).toEqual([
    ['https://no.invalid/a.png', 'A brook', 't'],
    ['https://yes.invalid/b.png', 'B', ''],
  ])
})

test('a footnote leads to its text and back', () => {
  const { element, draw } = place()
  draw(<Markdown footnotes text={'One[^a], two[^b], one again[^a].\n\n[^b]: Second.\n[^a]: First.'} />)
  const [first] = element.querySelectorAll('a')
  expect([...element.querySelectorAll('sup')].map((call) => call.textContent)).toEqual(['2', '1', '2'])
  const target = element.querySelector(first?.getAttribute('href')?.replace(/^#/, '#') ?? '')
  expect(target?.textContent).toContain('First.')
  const back = target?.querySelector('button')
  flushSync(() => back?.click())
  expect(document.activeElement).toBe(first)
})

test('a label that is defined after many uses has them drawn when the page has time', async () => {
  const { element, draw } = place()
  const uses = Array.from({ length: 3000 }, (_, index) => `see [late] ${index}`).join('\n\n')
  draw(<Markdown text={uses} streaming />)
  expect(element.querySelectorAll('a')).toHaveLength(0)
  draw(<Markdown text={`${uses}\n\n[late]: https://a.example/\n\n`} streaming />)
  await expect.poll(() => element.querySelectorAll('a[href]').length).toBe(3000)
})
