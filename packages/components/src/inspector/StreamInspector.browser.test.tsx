import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../styles.css'
import type { InspectedEvent, InspectedRun } from './InspectedRun.js'
import { StreamInspector, type StreamInspectorProps } from './StreamInspector.js'

/** How often each row was drawn: a row is drawn by reading its event's size. */
function countedEvents(count: number) {
  const draws: number[] = []
  const make = (index: number): InspectedEvent => {
    draws[index] = 0
    return {
      atMs: index * 10,
      type: 'message',
      data: JSON.stringify({ choices: [{ delta: { content: `word ${index}` } }] }),
      get chars() {
        draws[index] = (draws[index] ?? 0) + 1
        return 42
      },
    }
  }
  return { events: Array.from({ length: count }, (_, index) => make(index)), draws, make }
}

const runOf = (events: readonly InspectedEvent[], rest: Partial<InspectedRun> = {}): InspectedRun => ({
  id: 'run',
  title: 'model',
  steps: [{ atMs: 0, kind: 'request', method: 'POST', url: '/v1/chat/completions', body: '{"model":"model"}' }],
  events,
  ...rest,
})

/** An inspector of a fixed height whose runs the test changes. */
async function show(runs: readonly InspectedRun[], props: Partial<StreamInspectorProps> = {}) {
  const style = document.createElement('style')
  style.textContent = '.page { display: flex; flex-direction: column; inline-size: 700px; block-size: 420px } .page > * { flex: 1 }'
  document.head.append(style)
  onTestFinished(() => style.remove())
  const tree = (current: readonly InspectedRun[]) => (
    <div className="page">
      <StreamInspector {...props} runs={current} />
    </div>
  )
  const screen = await render(tree(runs))
  const scroller = screen.container.querySelector<HTMLElement>('.rivulet-inspector-scroll')
  return {
    container: screen.container,
    scroller: scroller as HTMLElement,
    update: (next: readonly InspectedRun[]) => screen.rerender(tree(next)),
    distance: () => (scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : Number.NaN),
  }
}

const drawnRows = (container: Element) => container.querySelectorAll('[data-row]').length
const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

/** A frame, and what waited for its turn behind it: what is told of rows that came near, and what React draws of that. */
const turn = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** Rows that come near are drawn a frame or two after they do. */
async function atRest(container: Element) {
  for (let still = 0, before = -1; still < 5; before = drawnRows(container)) {
    await turn()
    still = drawnRows(container) === before ? still + 1 : 0
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test('of 10,000 events those near are drawn, and one that is added draws itself alone', async () => {
  const { events, draws, make } = countedEvents(10_000)
  const { container, update, distance } = await show([runOf(events)])
  await atRest(container)
  expect(drawnRows(container)).toBeLessThan(400)
  expect(draws.filter(Boolean).length).toBeLessThan(400)
  const before = sum(draws)
  for (let added = 0; added < 20; added += 1) {
    events.push(make(10_000 + added))
    await update([runOf(events)])
    await frame()
  }
  await expect.element(page.getByText('"word 10019"')).toBeVisible()
  await expect.poll(distance).toBeLessThan(2)
  await atRest(container)
  // Each of them once. What comes near is drawn too, which are those added, no others.
  expect(sum(draws) - before).toBe(20)
})

test('rows that are far are as high as they would be, so nothing jumps on the way to them', async () => {
  const { container, scroller } = await show([runOf(countedEvents(10_000).events)])
  await atRest(container)
  const height = scroller.scrollHeight
  expect(height).toBe(10_001 * 28)
  scroller.scrollTop = height / 2
  await atRest(container)
  expect(scroller.scrollHeight).toBe(height)
  const seen = document.elementFromPoint(scroller.getBoundingClientRect().left + 40, scroller.getBoundingClientRect().top + 40)
  expect(seen?.closest('[data-row]')?.textContent).toMatch(/word 50\d\d/)
  expect(drawnRows(container)).toBeLessThan(700)
})

test('who scrolls up stays there, until they go back to the newest', async () => {
  const { events, make } = countedEvents(200)
  const { container, scroller, update, distance } = await show([runOf(events)])
  await atRest(container)
  scroller.scrollTop -= 600
  await expect.element(page.getByRole('button', { name: 'Newest' })).toBeVisible()
  const top = scroller.scrollTop
  events.push(make(200))
  await update([runOf(events)])
  await atRest(container)
  expect(scroller.scrollTop).toBe(top)
  await userEvent.click(page.getByRole('button', { name: 'Newest' }))
  await expect.poll(distance).toBeLessThan(2)
})

test('Home and End reach rows that are not drawn', async () => {
  const { container, scroller } = await show([runOf(countedEvents(5_000).events)])
  await atRest(container)
  scroller.focus()
  await userEvent.keyboard('{ArrowUp}{Home}')
  await expect.element(page.getByRole('button', { name: /POST/ })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(() => document.activeElement?.textContent).toContain('word 0')
  await userEvent.keyboard('{End}')
  await expect.poll(() => document.activeElement?.textContent).toContain('word 4999')
})

test('what was opened is still open when the reader comes back to it', async () => {
  const { container, scroller } = await show([runOf(countedEvents(2_000).events)])
  await atRest(container)
  await userEvent.click(page.getByRole('button', { name: /word 1990/ }))
  await expect.element(page.getByRole('group', { name: 'text' })).toBeVisible()
  scroller.scrollTop = 0
  await atRest(container)
  scroller.scrollTop = scroller.scrollHeight
  await atRest(container)
  await expect.element(page.getByRole('group', { name: 'text' })).toBeVisible()
})

test('what an event holds is text', async () => {
  const data = '{"error":{"message":"<img src=x onerror=\\"document.title = `owned`\\">"}}'
  const { container } = await show([runOf([{ atMs: 1, type: 'message', chars: data.length, data }])])
  await userEvent.click(page.getByRole('button', { name: /<img/ }))
  await expect.element(page.getByRole('group', { name: 'error' })).toBeVisible()
  expect(container.querySelector('img')).toBeNull()
})

test('the plot is drawn in the colours of the theme, from right to left where text is, and again when either changes', async () => {
  const { events } = countedEvents(40)
  const { container } = await show([runOf(events)], { defaultTimingOpen: true })
  const pixels = () => {
    const canvas = container.querySelector('canvas')
    if (!canvas || canvas.width === 0) return undefined
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    return Array.from(data).join()
  }
  const drawn = async (before: string | undefined) => {
    let last: string | undefined
    // Twice the same: a plot that takes its size, or its place, may be drawn more than once.
    await expect
      .poll(() => {
        const now = pixels()
        const isStill = now !== undefined && now !== before && now === last
        last = now
        return isStill
      })
      .toBe(true)
    return last
  }
  onTestFinished(() => {
    document.documentElement.removeAttribute('data-theme')
    document.documentElement.removeAttribute('dir')
  })
  document.documentElement.dataset['theme'] = 'light'
  const light = await drawn(undefined)
  document.documentElement.dataset['theme'] = 'dark'
  const dark = await drawn(light)
  document.documentElement.dir = 'rtl'
  const mirrored = await drawn(dark)
  document.documentElement.dir = 'ltr'
  await expect.poll(pixels).toBe(dark)
  expect(mirrored).not.toBe(dark)
})

test('where letters are large nothing lies over the figures of a folded run', async () => {
  const size = document.documentElement.style.fontSize
  document.documentElement.style.fontSize = '200%'
  onTestFinished(() => void (document.documentElement.style.fontSize = size))
  const { container } = await show([runOf(countedEvents(100).events)])
  const inspector = container.querySelector('.rivulet-inspector') as HTMLElement
  inspector.style.maxInlineSize = '280px'
  const below = (selector: string) => (inspector.querySelector(selector) as HTMLElement).getBoundingClientRect()
  expect(below('.rivulet-inspector-filter').top).toBeGreaterThanOrEqual(below('.rivulet-inspector-fold').bottom)
})
