import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Markdown } from '../react.js'

test('to load an image that stands in a link is not to follow the link', async () => {
  const screen = await render(<Markdown text="[![a](https://image.invalid/b.png)](https://link.invalid/)" />)
  const followed: string[] = []
  const listen = (event: MouseEvent) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
    if (!event.defaultPrevented && link instanceof HTMLAnchorElement) followed.push(link.href)
    event.preventDefault()
  }
  addEventListener('click', listen)
  await screen.getByRole('button').click()
  await expect.poll(() => screen.container.querySelector('a > img')?.getAttribute('src')).toBe('https://image.invalid/b.png')
  expect(followed).toEqual([])
  screen.container.querySelector('img')?.click()
  expect(followed).toEqual(['https://link.invalid/'])
  removeEventListener('click', listen)
})
