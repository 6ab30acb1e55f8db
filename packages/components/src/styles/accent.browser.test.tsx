// A page that changes the accent alone has the ring of the focus, and what lies under the pointer, change with it, and both can be told apart in every look.
import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { MessageEditor } from '../message/MessageEditor.js'
import '../styles.css'
import '../themes/console.css'
import '../themes/paper.css'

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** Red, green and blue, from 0 to 255, of a colour in any notation. */
function channels(colour: string): number[] {
  if (!canvas) throw new Error('No canvas.')
  canvas.fillStyle = colour
  canvas.fillRect(0, 0, 1, 1)
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The colour that a token has where the parts stand. */
function token(within: Element, name: string): string {
  const probe = document.createElement('i')
  probe.style.backgroundColor = `var(--rivulet-${name})`
  within.append(probe)
  const { backgroundColor } = getComputedStyle(probe)
  probe.remove()
  return backgroundColor
}

function still(): void {
  document.documentElement.style.setProperty('--rivulet-duration', '0s')
  onTestFinished(() => void document.documentElement.style.removeProperty('--rivulet-duration'))
}

function Editor() {
  return <MessageEditor text="Why?" onSave={() => undefined} onClose={() => undefined} />
}

async function looksOf(root: HTMLElement) {
  const ring = () => getComputedStyle(document.activeElement ?? root).outlineColor
  root.querySelector('textarea')?.focus()
  const field = getComputedStyle(root.querySelector('.rivulet-editor') ?? root).outlineColor
  await userEvent.tab()
  const button = root.querySelector<HTMLElement>('[data-primary]')
  if (!button) throw new Error('No button.')
  const onButton = ring()
  await userEvent.hover(button)
  await expect.poll(() => button.matches(':hover')).toBe(true)
  return { field, onButton, hover: getComputedStyle(button).backgroundColor }
}

test('an accent of the page’s own is that of the ring and of a button under the pointer, unless they have theirs', async () => {
  still()
  const page = await render(
    <main>
      <Editor />
    </main>,
  )
  const root = page.container.querySelector('main') as HTMLElement
  root.style.setProperty('--rivulet-accent', 'rgb(160, 0, 80)')
  root.style.setProperty('--rivulet-ink', 'rgb(0, 0, 0)')
  const { field, onButton, hover } = await looksOf(root)
  expect([field, onButton]).toEqual(['rgb(160, 0, 80)', 'rgb(160, 0, 80)'])
  const [red = 0, green = 0, blue = 0] = channels(hover)
  expect(red).toBeLessThan(140)
  expect(red).toBeGreaterThan(blue)
  expect(blue).toBeGreaterThan(green)
  root.style.setProperty('--rivulet-focus', 'rgb(0, 0, 255)')
  root.style.setProperty('--rivulet-accent-hover', 'rgb(0, 90, 0)')
  expect(await looksOf(root)).toEqual({ field: 'rgb(0, 0, 255)', onButton: 'rgb(0, 0, 255)', hover: 'rgb(0, 90, 0)' })
})

const LOOKS = ['rivulet', 'paper', 'console'].flatMap((look) => ['light', 'dark'].map((theme) => ({ look, theme })))

test.each(LOOKS)('the ring and the words on a button under the pointer can be told apart: $look, $theme', async ({ look, theme }) => {
  still()
  const page = await render(
    <main data-look={look} data-theme={theme}>
      <Editor />
    </main>,
  )
  const root = page.container.querySelector('main') as HTMLElement
  const { field, onButton, hover } = await looksOf(root)
  expect(field).toBe(onButton)
  for (const under of ['canvas', 'surface', 'surface-raised', 'surface-sunken']) {
    expect(contrast(onButton, token(root, under)), under).toBeGreaterThanOrEqual(3)
  }
  expect(contrast(hover, token(root, 'accent-ink'))).toBeGreaterThanOrEqual(4.5)
  expect(hover).not.toBe(token(root, 'accent'))
})
