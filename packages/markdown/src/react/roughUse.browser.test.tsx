// How an application may use the component without care: what was drawn stays right, and nothing stays behind.
import { Component, lazy, StrictMode, Suspense, useState, type ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { HighlightedCode } from '../code.js'
import { createMarkdown } from '../createMarkdown.js'
import { Markdown } from '../react.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const TEXT = '# a\n\nb[^1] **c**\n\n- d\n  - e\n\n```js\nlet f\n```\n\n|g|\n|-|\n|h|\n\n[^1]: i'

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    return this.state.failed ? 'failed' : this.props.children
  }
}

function Failing(): ReactNode {
  throw new Error('no')
}

/** A paragraph's component that is another in each render. */
function own(text: string): (props: { children?: ReactNode }) => ReactNode {
  return ({ children }) => (
    <p className="own" title={text}>
      {children}
    </p>
  )
}

async function shownOf(text: string): Promise<string> {
  const screen = await render(<Markdown text={text} footnotes />)
  const shown = screen.container.innerText
  await screen.unmount()
  return shown
}

/** Frames and idle work that were asked for and neither came nor were called off. */
function watchWaiting(): ReadonlySet<string> {
  const waiting = new Set<string>()
  const [askFrame, cancelFrame, askIdle, cancelIdle] = [
    requestAnimationFrame,
    cancelAnimationFrame,
    requestIdleCallback,
    cancelIdleCallback,
  ]
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((work) => {
    const handle = askFrame((time) => {
      waiting.delete(`frame ${handle}`)
      work(time)
    })
    waiting.add(`frame ${handle}`)
    return handle
  })
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((handle) => {
    waiting.delete(`frame ${handle}`)
    cancelFrame(handle)
  })
  vi.spyOn(window, 'requestIdleCallback').mockImplementation((work) => {
    const handle = askIdle((deadline) => {
      waiting.delete(`idle ${handle}`)
      work(deadline)
    })
    waiting.add(`idle ${handle}`)
    return handle
  })
  vi.spyOn(window, 'cancelIdleCallback').mockImplementation((handle) => {
    waiting.delete(`idle ${handle}`)
    cancelIdle(handle)
  })
  return waiting
}

test('a component that throws leaves the rest of the page, and another text beside it', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  const screen = await render(
    <>
      <Boundary>
        <Markdown text={TEXT} components={{ strong: Failing }} />
      </Boundary>
      <Markdown text={TEXT} footnotes />
    </>,
  )
  expect(screen.container.firstChild?.textContent).toBe('failed')
  expect(screen.container.querySelectorAll('h1').length).toBe(1)
})

test('a text shrinks, ends, goes on and is another, and is drawn as it is each time', async () => {
  const steps = [
    { text: TEXT, streaming: true },
    { text: TEXT, streaming: false },
    { text: `${TEXT} j\n\nk`, streaming: true },
    { text: TEXT.slice(0, 20), streaming: true },
    { text: TEXT.slice(0, 20), streaming: false },
    { text: '', streaming: true },
    { text: 'z *y*', streaming: false },
    { text: TEXT, streaming: false },
  ]
  const texts: string[] = []
  for (const { text } of steps) texts.push(await shownOf(text))
  const screen = await render(<Markdown text="" footnotes />)
  for (const [index, step] of steps.entries()) {
    await screen.rerender(<Markdown {...step} footnotes className={String(index)} components={{ hr: () => index }} />)
    await screen.rerender(<Markdown {...step} streaming={false} footnotes />)
    expect(screen.container.innerText).toBe(texts[index])
  }
})

test('two of the same text on a page have ids of their own, and each note leads to its own', async () => {
  const screen = await render(
    <StrictMode>
      <Markdown text={TEXT} footnotes />
      <Markdown text={TEXT} footnotes />
    </StrictMode>,
  )
  const ids = [...screen.container.querySelectorAll('[id]')].map(({ id }) => id)
  expect(ids.length).toBe(2)
  expect(new Set(ids).size).toBe(2)
  const links = [...screen.container.querySelectorAll('sup a')].map((link) => link.getAttribute('href'))
  expect(links).toEqual(ids.map((id) => `#${id}`))
})

test('a component that is waited for, and one made anew in each render, draw the text once they are there', async () => {
  const Late = lazy(async () => ({ default: ({ children }: { children?: ReactNode }) => <b>{children}</b> }))
  function Page(): ReactNode {
    const [text, grow] = useState('a **b**')
    return (
      <Suspense fallback="waits">
        <button type="button" onClick={() => grow((now) => `${now} **c**`)}>
          grow
        </button>
        <Markdown text={text} streaming components={{ strong: Late, p: own(text) }} />
      </Suspense>
    )
  }
  const screen = await render(<Page />)
  await expect.element(screen.getByText('b', { exact: true })).toBeVisible()
  await screen.getByRole('button').click()
  await expect.poll(() => screen.container.querySelector('p.own')?.textContent).toBe('a b c')
})

test('a selection, the focus and the scroll position stay while text grows', async () => {
  const code = `\`\`\`\n${'line\n'.repeat(100)}`
  const screen = await render(
    <Markdown text={`one [two](https://a.example)\n\n${code}`} streaming style={{ ['--rivulet-code-height' as string]: '5rem' }} />,
  )
  const link = screen.container.querySelector('a')
  const pre = screen.container.querySelector('pre')
  link?.focus()
  getSelection()?.selectAllChildren(screen.container.querySelector('p') ?? document.body)
  pre?.scrollTo(0, 40)
  const at = pre?.scrollTop
  for (let more = 1; more < 20; more++)
    await screen.rerender(
      <Markdown
        text={`one [two](https://a.example)\n\n${code}${'more\n'.repeat(more)}`}
        streaming
        style={{ ['--rivulet-code-height' as string]: '5rem' }}
      />,
    )
  expect(document.activeElement).toBe(link)
  expect(String(getSelection())).toBe('one two')
  expect(screen.container.querySelector('pre')).toBe(pre)
  expect(pre?.scrollTop).toBe(at)
})

test('taken away in the middle of an answer, it leaves no listener, frame or idle work', async () => {
  const source = createMarkdown({ footnotes: true })
  const screen = await render(<Markdown source={source} components={{ codeText: HighlightedCode }} />)
  source.append(`${'[a] '.repeat(50)}\n\n\`\`\`js\nlet a\n`)
  await expect.poll(() => screen.container.querySelector('.rivulet-code-keyword')).not.toBeNull()
  const waiting = watchWaiting()
  source.append('let b\nlet c\n```\n\n[a]: https://a.example\n\nd')
  expect(waiting.size).toBeGreaterThan(0)
  await cleanup()
  expect([...waiting]).toEqual([])
  source.append('e')
  expect([...waiting]).toEqual([])
})
