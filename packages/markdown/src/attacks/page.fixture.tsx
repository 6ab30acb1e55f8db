// The page that hostile texts are drawn on: what it is told to draw, and what it threw.
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { createMarkdown } from '../createMarkdown.js'
import 'katex/dist/katex.min.css'
import { HighlightedCode } from '../code.js'
import { Formula } from '../math.js'
import { Mermaid } from '../mermaid.js'
import { Markdown, type MarkdownComponents } from '../react.js'
import '../styles.css'

export interface AttackedPage {
  /** Draws code, formulas and diagrams from now on. */
  drawAll(): void
  /** Whether formulas and diagrams are drawn, or say why they are not. */
  isDrawn(): boolean
  /** Draws `text` in one piece, and answers how long that took. */
  drawWhole(text: string): number
  /** Draws `text` in pieces of `size`, looking at each state; answers what was seen in any of them, once each. */
  drawInPieces(text: string, size: number, looks: readonly string[]): string[]
  readonly thrown: string[]
}

const thrown: string[] = []
addEventListener('error', (event) => thrown.push(event.message))
addEventListener('unhandledrejection', (event) => thrown.push(String(event.reason)))
document.addEventListener('securitypolicyviolation', (event) => thrown.push(`${event.effectiveDirective} ${event.blockedURI}`))

let components: MarkdownComponents = {}
let root: Root | null = null

/** An empty place to draw in. */
function anew(): Root {
  root?.unmount()
  const place = document.createElement('main')
  document.body.replaceChildren(place)
  root = createRoot(place, { onUncaughtError: (error) => thrown.push(String(error)) })
  return root
}

/** CSS selectors, and texts where they begin with `text:`. */
function isThere(look: string): boolean {
  if (look.startsWith('text:')) return document.body.textContent.includes(look.slice('text:'.length))
  return document.querySelector(`main ${look}`) !== null
}

const page: AttackedPage = {
  thrown,
  drawAll: () => {
    components = { codeText: HighlightedCode, formula: Formula, figures: { mermaid: Mermaid } }
  },
  isDrawn: () =>
    document.querySelector('.rivulet-diagram:not([data-drawn], :has(> figcaption)), .rivulet-formula > code:not([title])') === null,
  drawWhole(text) {
    const place = anew()
    const startedMs = performance.now()
    flushSync(() => place.render(<Markdown text={text} math footnotes components={components} />))
    void document.body.offsetHeight
    return performance.now() - startedMs
  },
  drawInPieces(text, size, looks) {
    const place = anew()
    const source = createMarkdown({ math: true, footnotes: true })
    const seen = new Set<string>()
    for (let at = 0; at < text.length; at += size) {
      source.append(text.slice(at, at + size))
      flushSync(() => place.render(<Markdown key="text" source={source} components={components} className={String(at)} />))
      for (const look of looks) if (isThere(look)) seen.add(look)
    }
    source.finish()
    flushSync(() => place.render(<Markdown key="text" source={source} components={components} />))
    for (const look of looks) if (isThere(look)) seen.add(look)
    return [...seen]
  },
}

Object.assign(window, { page })
