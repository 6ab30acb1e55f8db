import { commitCount, countCommits } from './commits.ts'
import { drawWhole, rest, stream, type Streaming } from './frames.ts'
import { readDrawing, type Drawing } from './readDrawing.ts'
import { Removals, type Removed } from './Removals.ts'
import type { Renderer, View } from './Renderer.ts'
import { loadRenderer, type RendererKey } from './renderers.ts'

/** What the page does when it is told to: it measures nothing itself. */
export interface BenchPage {
  /** Loads a renderer and mounts it, or mounts it again, with nothing to draw. */
  mount(key: RendererKey): Promise<void>
  /** Draws a text at once. */
  draw(text: string, isWhole: boolean): Promise<void>
  /** Draws the rest of a text, a step each frame, and answers how often React committed meanwhile. */
  stream(streaming: Streaming): Promise<number>
  /** The same, while removals are watched. */
  watch(streaming: Streaming): Promise<Removed>
  /** Waits while a renderer does what it left for later. */
  rest(): Promise<void>
  drawing(): Drawing
  unmount(): void
}

countCommits()

const scroller = document.querySelector('#scroller')
let mounted: { element: HTMLElement; renderer: Renderer; view: View } | undefined

function current() {
  if (!mounted || !scroller) throw new Error('Nothing is mounted.')
  return { ...mounted, scroller }
}

const page: BenchPage = {
  async mount(key) {
    const renderer = await loadRenderer(key)
    const element = document.createElement('div')
    scroller?.append(element)
    mounted = { element, renderer, view: renderer.mount(element) }
  },
  draw: (text, isWhole) => drawWhole(current().view, text, isWhole),
  async stream(streaming) {
    const { view, scroller: scrolled } = current()
    const before = commitCount()
    await stream(view, streaming, scrolled, () => {})
    return commitCount() - before
  },
  async watch(streaming) {
    const { view, element, renderer, scroller: scrolled } = current()
    const removals = new Removals(element, renderer.container)
    await stream(view, streaming, scrolled, () => removals.look())
    await rest()
    return removals.end()
  },
  rest,
  drawing: () => readDrawing(current().element, current().renderer),
  unmount() {
    const { view, element } = current()
    view.unmount()
    element.remove()
    mounted = undefined
  },
}

Object.assign(globalThis, { bench: page })
