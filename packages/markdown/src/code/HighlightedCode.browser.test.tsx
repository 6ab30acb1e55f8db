import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { createMarkdown, type MarkdownSource } from '../createMarkdown.js'
import { Markdown } from '../react/Markdown.js'
import { createHighlightedCode } from './createHighlightedCode.js'
import { createModeHighlighter } from './createModeHighlighter.js'
import { HighlightedCode } from './HighlightedCode.js'
import type { TokenKind } from './Highlighter.js'
import { counting, languageOf } from './languages.fixture.js'
import '../styles.css'

const components = { codeText: HighlightedCode }

const line = (index: number) => `const value${index} = "text ${index}" // note\n`
const linesTo = (count: number) => Array.from({ length: count }, (_, index) => line(index)).join('')
const fenced = (code: string, lang = 'ts') => `\`\`\`${lang}\n${code}`

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

function codeIn(container: Element): HTMLElement {
  const code = container.querySelector('code')
  if (code === null) throw new Error('There is no code.')
  return code
}

const coloured = (code: Element, kind: string) => [...code.querySelectorAll(`.rivulet-code-${kind}`)]

async function show(source: MarkdownSource, own = components) {
  const screen = await render(
    <StrictMode>
      <Markdown source={source} components={own} />
    </StrictMode>,
  )
  return codeIn(screen.container)
}

/** Appends in pieces of seven characters, a frame for every few of them. */
async function stream(source: MarkdownSource, text: string): Promise<void> {
  for (let at = 0; at < text.length; at += 7) {
    source.append(text.slice(at, at + 7))
    if (at % 35 === 0) await frame()
  }
  await frame()
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('text is there at once, colours follow, and no element has a style', async () => {
  const source = createMarkdown()
  source.append(fenced(linesTo(100)))
  const code = await show(source)
  expect(code.textContent).toBe(linesTo(100))
  await expect.poll(() => coloured(code, 'comment').length).toBe(100)
  expect(coloured(code, 'keyword').map((element) => element.textContent)).toEqual(Array.from({ length: 100 }, () => 'const'))
  expect(code.textContent).toBe(linesTo(100))
  expect(code.querySelectorAll('[style]').length).toBe(0)
  const plain = getComputedStyle(code).color
  expect(getComputedStyle(coloured(code, 'string')[0]!).color).not.toBe(plain)
})

test('while text streams in it is whole at every change, elements of closed lines stay, and a reader is not moved', async () => {
  const source = createMarkdown()
  source.append(fenced(linesTo(60)))
  const code = await show(source)
  await expect.poll(() => coloured(code, 'comment').length).toBe(60)
  const before = [...code.querySelectorAll('*')]
  const pre = code.parentElement!
  pre.scrollTop = 300
  const texts = new Set<string>()
  const removed: Node[] = []
  const observer = new MutationObserver((records) => {
    texts.add(code.textContent)
    for (const record of records) removed.push(...record.removedNodes)
  })
  observer.observe(code, { childList: true, characterData: true, subtree: true })
  onTestFinished(() => observer.disconnect())

  const rest = linesTo(110).slice(linesTo(60).length)
  await stream(source, rest)
  expect(pre.scrollTop).toBe(300)
  await expect.poll(() => coloured(code, 'comment').length).toBe(110)

  expect([...code.querySelectorAll('*')].slice(0, before.length)).toEqual(before)
  expect(before.filter((element) => !element.isConnected || removed.includes(element))).toEqual([])
  expect([...texts].filter((text) => !linesTo(110).startsWith(text))).toEqual([])
  expect(texts.size).toBeGreaterThan(10)
  expect(pre.scrollTop).toBe(300)
})

const countingTypescript = async () => counting(await languageOf(createModeHighlighter(), 'ts'), 'ts')

test('each line is read once', async () => {
  const { read, highlighter } = await countingTypescript()
  const source = createMarkdown()
  source.append(fenced(''))
  const screen = await render(<Markdown source={source} components={{ codeText: createHighlightedCode(highlighter) }} />)
  await stream(source, linesTo(80))
  await expect.poll(() => coloured(codeIn(screen.container), 'comment').length).toBe(80)
  expect(read).toEqual(linesTo(80).split('\n').slice(0, -1))
})

test('nothing is read once the block is gone', async () => {
  const { read, highlighter } = await countingTypescript()
  const Own = createHighlightedCode(highlighter)
  const screen = await render(<Own chunks={[linesTo(5_000)]} version={1} lang="ts" closed />)
  await vi.waitUntil(() => read.length > 0, { interval: 1, timeout: 15_000 })
  await screen.unmount()
  const { length } = read
  expect(length).toBeLessThan(5_000)
  await new Promise((resolve) => requestIdleCallback(resolve))
  await new Promise((resolve) => requestIdleCallback(resolve))
  expect(read.length).toBe(length)
})

test('what a server drew is taken over as it is, and coloured then', async () => {
  const complain = vi.spyOn(console, 'error')
  const text = `${fenced(`${linesTo(70)}let x = "\u202e"\n`)}\`\`\`\n`
  const page = <Markdown text={text} components={components} />
  const host = document.createElement('div')
  document.body.append(host)
  onTestFinished(() => host.remove())
  const html = renderToString(page)
  expect(html).not.toContain('rivulet-code-keyword')
  host.setHTMLUnsafe(html)
  const code = codeIn(host)
  const shown = code.textContent
  const root = hydrateRoot(host, page, { onRecoverableError: (error) => expect.unreachable(String(error)) })
  onTestFinished(() => root.unmount())
  await expect.poll(() => coloured(code, 'keyword').length).toBe(71)
  expect(codeIn(host)).toBe(code)
  expect(code.textContent).toBe(shown)
  expect(complain).not.toHaveBeenCalled()
})

test('what would not be seen is marked, in colours as well', async () => {
  const source = createMarkdown()
  source.append(fenced('let a = "b\u202ec" // \u{e0041}\n'))
  const code = await show(source)
  await expect.poll(() => coloured(code, 'string').length).toBe(1)
  expect([...code.querySelectorAll('.rivulet-invisible')].map(({ textContent }) => textContent)).toEqual(['U+202E', 'U+E0041'])
  expect(coloured(code, 'string')[0]?.textContent).toBe('"bU+202Ec"')
})

const textPage = (text: string) => <Markdown text={text} components={components} streaming />

test('another text keeps the lines that both begin with', async () => {
  const screen = await render(textPage(fenced(`${linesTo(40)}let a`)))
  const code = codeIn(screen.container)
  await expect.poll(() => coloured(code, 'comment').length).toBe(40)
  const first = coloured(code, 'comment')[0]
  await screen.rerender(textPage(fenced(`${linesTo(35)}/* b\nc */\n`)))
  await expect.poll(() => coloured(code, 'comment').length).toBe(37)
  expect(code.textContent).toBe(`${linesTo(35)}/* b\nc */\n`)
  expect(coloured(code, 'comment')[0]).toBe(first)
  await screen.rerender(textPage(fenced('# d\n', 'python')))
  await expect.poll(() => coloured(codeIn(screen.container), 'comment').map(({ textContent }) => textContent)).toEqual(['# d'])
})

test('a language that nobody knows, and a line that is too long, are plain', async () => {
  const source = createMarkdown()
  source.append(`${fenced(linesTo(3), '__proto__')}\`\`\`\n\n${fenced(`let a // ${'x'.repeat(5_000)}\nlet b\n`)}`)
  const screen = await render(<Markdown source={source} components={components} />)
  const [unknown, long] = [...screen.container.querySelectorAll('code')]
  await expect.poll(() => coloured(long!, 'keyword').length).toBe(1)
  expect(unknown!.querySelectorAll(':not(.rivulet-code-lines)').length).toBe(0)
  expect(unknown!.textContent).toBe(linesTo(3))
  expect(long!.textContent).toBe(`let a // ${'x'.repeat(5_000)}\nlet b\n`)
})

const heights = (container: Element) => [...container.querySelectorAll('pre')].map((pre) => pre.scrollHeight)

test.each([31, 32, 33, 64, 100])('%i lines are as high, and are copied, as they are', async (count) => {
  const source = createMarkdown()
  source.append(`${fenced(linesTo(count), 'text')}\`\`\`\n\n${fenced(linesTo(count))}\`\`\`\n`)
  const screen = await render(<Markdown source={source} components={components} />)
  const plain = await render(<Markdown source={source} />)
  const [, code] = [...screen.container.querySelectorAll('code')]
  await expect.poll(() => coloured(code!, 'comment').length).toBe(count)
  expect(heights(screen.container)).toEqual(heights(plain.container))
  getSelection()!.selectAllChildren(code!)
  // A selection does not reach behind the last character that is seen.
  expect(getSelection()!.toString()).toBe(linesTo(count).trimEnd())
})

/** As WCAG has it. @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(colour: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const KINDS: readonly TokenKind[] = ['comment', 'deleted', 'inserted', 'keyword', 'meta', 'name', 'number', 'property', 'string', 'type']

test.each(['light', 'dark'])('colours can be read on a %s page', async (scheme) => {
  const { container } = await render(
    <div style={{ colorScheme: scheme }}>
      <Markdown
        text={fenced('a\n')}
        components={{ codeText: () => KINDS.map((kind) => <i key={kind} className={`rivulet-code-${kind}`} />) }}
      />
    </div>,
  )
  const ground = luminanceOf(getComputedStyle(container.querySelector('figure')!).backgroundColor)
  const contrasts = KINDS.map((kind) => {
    const own = luminanceOf(getComputedStyle(container.querySelector(`.rivulet-code-${kind}`)!).color)
    return { kind, contrast: (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) }
  })
  expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([])
  expect(new Set(contrasts.map(({ contrast }) => contrast)).size).toBe(KINDS.length)
})
