import type { StoryContext } from '@storybook/react-vite'
import { expect } from 'storybook/test'

/** Base UI's guards of the focus take it only to hand it on; no reader comes upon them. */
export const UNCHECKED: string[] = ['[data-base-ui-focus-guard]']

export const isTest: boolean = '__vitest_browser__' in globalThis

/** What depends on colours alone; everything else has been checked in the theme that the story was drawn in. */
const RULES = ['color-contrast', 'link-in-text-block']

/**
 * In tests, looks at a story's contrast in the theme that it was not drawn in. A story that draws nothing of its own in it is tagged `one-theme`;
 * one that turned the check off, or is about a theme, is left alone.
 */
export async function expectContrastInOtherTheme({ tags, parameters }: StoryContext): Promise<void> {
  if (!isTest || tags.includes('one-theme') || parameters['a11y']?.disable || parameters['a11y']?.test === 'off') return
  const { default: axe } = await import('axe-core')
  const page = document.documentElement
  const { theme = 'light' } = page.dataset
  const still = document.head.appendChild(document.createElement('style'))
  still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }'
  page.dataset['theme'] = theme === 'dark' ? 'light' : 'dark'
  try {
    const { violations } = await axe.run(
      { include: ['body'], exclude: UNCHECKED },
      { runOnly: RULES, resultTypes: ['violations'], elementRef: false },
    )
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
    await expect(found).toEqual([])
  } finally {
    page.dataset['theme'] = theme
    still.remove()
  }
}
