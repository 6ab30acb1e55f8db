// The widget in a page whose stylesheet is against it, used with the keyboard.
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { emulateGateway } from '../gateway.fixture.js'
import { defineSupportChat } from './defineSupportChat.js'
import hostile from './hostile.fixture.css?inline'

emulateGateway()
afterEach(() => void page.viewport(1000, 700))

async function embed({ styles = hostile } = {}) {
  await page.viewport(1000, 700)
  const sheet = document.head.appendChild(document.createElement('style'))
  sheet.textContent = styles
  defineSupportChat()
  const element = document.body.appendChild(document.createElement('support-chat'))
  element.setAttribute('base-url', '/v1')
  onTestFinished(() => {
    element.remove()
    sheet.remove()
  })
  const root = element.shadowRoot
  if (!root) throw new Error('The element has no shadow root.')
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)
  await expect.poll(() => find('.bubble')).not.toBeNull()
  const focused = () => root.activeElement
  return { element, root, find, focused }
}

test('it opens, answers, and closes by the keyboard; an answer that came meanwhile is marked', async () => {
  const { element, find, focused } = await embed()
  find('.bubble')?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => focused()?.tagName).toBe('TEXTAREA')
  await userEvent.keyboard('haiku{Enter}')
  await expect.poll(() => find('[role=log]')?.textContent).toContain('Read: the river speaks.')
  await expect.poll(() => find('.rivulet-chat')?.dataset['phase']).toBe('idle')

  // With the same press: the answer is not there before it is closed.
  const close = ({ key }: KeyboardEvent) => (key === 'Enter' ? find('.close')?.click() : undefined)
  element.addEventListener('keydown', close)
  await userEvent.keyboard('Some prose, please{Enter}')
  element.removeEventListener('keydown', close)
  await expect.poll(() => find('.panel')?.checkVisibility()).toBe(false)
  await expect.poll(focused).toBe(find('.bubble'))
  await expect.poll(() => find('.unread')?.textContent).toBe('1 unread')

  await userEvent.keyboard('{Enter}')
  await expect.poll(() => focused()?.tagName).toBe('TEXTAREA')
  expect(find('.unread')).toBeNull()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => focused()).toBe(find('.bubble'))
})

test('what lies over the page lies within it, and Escape closes that first', async () => {
  const { find, focused } = await embed()
  find('.bubble')?.click()
  await expect.poll(() => focused()?.tagName).toBe('TEXTAREA')
  await userEvent.keyboard('haiku{Enter}')
  await expect.poll(() => find('[data-action=details]')).not.toBeNull()
  find('[data-action=details]')?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => find('.page > * .rivulet-details-layer, .page > .rivulet-details-layer')?.checkVisibility()).toBe(true)
  expect(document.querySelector('body > .rivulet-layer')).toBeNull()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => find('.rivulet-details-layer')).toBeNull()
  expect(find('.panel')?.checkVisibility()).toBe(true)
})

/** What a page can do to an element from without, as far as it is seen. */
const LOOK = [
  'display',
  'color',
  'fontFamily',
  'fontSize',
  'letterSpacing',
  'lineHeight',
  'textTransform',
  'cursor',
  'whiteSpace',
  'backgroundColor',
  'borderTopWidth',
  'marginTop',
] as const

const lookOf = (elements: readonly (HTMLElement | null)[]) =>
  elements.map((element) => {
    if (!element) throw new Error('It is not there.')
    const styles = getComputedStyle(element)
    const { width, height, right, bottom } = element.getBoundingClientRect()
    return { ...Object.fromEntries(LOOK.map((name) => [name, styles[name]])), box: [width, height, right, bottom].map(Math.round) }
  })

test('it looks the same in a page that styles everything and in one that styles nothing', async () => {
  const looks = []
  for (const styles of ['', hostile]) {
    const { element, find, focused } = await embed({ styles })
    find('.bubble')?.click()
    await expect.poll(() => focused()?.tagName).toBe('TEXTAREA')
    const parts = [
      '.bubble',
      '.panel',
      '.panel h2',
      '.close',
      '.rivulet-chat',
      '.rivulet-composer',
      'textarea',
      '.rivulet-composer button',
      '.rivulet-suggestions button',
    ]
    looks.push(lookOf(parts.map(find)))
    element.remove()
  }
  expect(looks[1]).toEqual(looks[0])
})

test('it goes on where the page moves it, and is another chat once it was taken away', async () => {
  const { element, find } = await embed()
  find('.bubble')?.click()
  await expect.poll(() => find('textarea')?.checkVisibility()).toBe(true)
  await userEvent.keyboard('haiku{Enter}')
  await expect.poll(() => find('[role=log]')?.textContent).toContain('Read: the river speaks.')
  const place = document.body.appendChild(document.createElement('aside'))
  onTestFinished(() => place.remove())
  place.append(element)
  await expect.poll(() => find('[role=log]')?.textContent).toContain('Read: the river speaks.')
  element.remove()
  await expect.poll(() => find('.panel')).toBeNull()
  place.append(element)
  await expect.poll(() => find('.bubble')?.textContent).toBe('Help')
})

test('a theme is a property of the page, dark is an attribute', async () => {
  const { element, find } = await embed()
  const backgroundOf = (selector: string) => getComputedStyle(find(selector) ?? element).backgroundColor
  element.style.setProperty('--rivulet-accent', 'rgb(1, 2, 3)')
  expect(backgroundOf('.bubble')).toBe('rgb(1, 2, 3)')
  const themes = ['light', 'dark'].map((theme) => {
    element.dataset['theme'] = theme
    return backgroundOf('.panel')
  })
  expect(themes[0]).not.toBe(themes[1])
})

test('on a phone the chat takes the page', async () => {
  const { find } = await embed()
  await page.viewport(390, 760)
  find('.bubble')?.click()
  await expect.poll(() => find('.panel')?.getBoundingClientRect().toJSON()).toMatchObject({ x: 0, y: 0, width: 390, height: 760 })
  expect(find('.bubble')?.checkVisibility()).toBe(false)
})
