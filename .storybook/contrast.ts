import type { Preview, StoryContext } from '@storybook/react-vite'
import { expect } from 'storybook/test'

/** Base UI's guards of the focus take it only to hand it on; no reader comes upon them. */
const UNCHECKED = ['[data-base-ui-focus-guard]']

/** What depends on colours alone, and takes more time than all the other rules together. */
const RULES = ['color-contrast', 'link-in-text-block']

const isTest = '__vitest_browser__' in globalThis
const isLong = Boolean(import.meta.env['LONG_SUITE'])

/** What the accessibility panel asks axe for. A test asks for what is wrong alone, and, but in the long suite, leaves contrast to `expectContrast`. */
export const a11y: NonNullable<Preview['parameters']>['a11y'] = {
  test: 'error',
  context: { exclude: UNCHECKED },
  ...(isTest && { options: { resultTypes: ['violations'] } }),
  ...(isTest && !isLong && { config: { rules: RULES.map((id) => ({ id, enabled: false })) } }),
}

/**
 * In tests, looks at a story's contrast in both themes. A story that draws nothing of its own in the other one is tagged `one-theme`; one that
 * turned the check off is left alone.
 */
export async function expectContrast({ tags, parameters }: StoryContext): Promise<void> {
  if (!isTest || parameters['a11y']?.disable || parameters['a11y']?.test === 'off') return
  const page = document.documentElement
  const { theme = 'light' } = page.dataset
  const still = document.head.appendChild(document.createElement('style'))
  still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }'
  try {
    await expect(await findFaint()).toEqual([])
    if (tags.includes('one-theme')) return
    page.dataset['theme'] = theme === 'dark' ? 'light' : 'dark'
    await expect(await findFaint()).toEqual([])
  } finally {
    page.dataset['theme'] = theme
    still.remove()
  }
}

async function findFaint(): Promise<string[]> {
  const include = oneOfEachLook()
  if (include.length === 0) return []
  const { default: axe } = await import('axe-core')
  const { violations } = await axe.run({ include, exclude: UNCHECKED }, { runOnly: RULES, resultTypes: ['violations'], elementRef: false })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
}

/** Elements with a text of their own, the first and the last of each look: the rows of a list are drawn alike, and the tokens of a code. */
function oneOfEachLook(): Element[] {
  const numbers = new Map<string, number>()
  const looks = new Map<Element | null, number>()
  const first = new Map<number, Element>()
  const last = new Map<number, Element>()
  for (const element of document.body.querySelectorAll('*')) {
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element)
    const own = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, element.localName, element.getAttribute('class')]
    // With what it stands upon.
    const key = `${looks.get(element.parentElement)} ${own.join(' ')}`
    const look = numbers.get(key) ?? numbers.size
    numbers.set(key, look)
    looks.set(element, look)
    if (!hasText(element)) continue
    if (!first.has(look)) first.set(look, element)
    last.set(look, element)
  }
  return [...new Set([...first.values(), ...last.values()])]
}

function hasText(element: Element): boolean {
  return (
    element.matches('input, textarea, select') || [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
  )
}
