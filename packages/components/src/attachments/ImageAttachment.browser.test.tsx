import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Attachments } from './Attachments.js'

const show = (url: string) => render(<Attachments parts={[{ type: 'image_url', image_url: { url } }]} />)

test('another host is asked for its image by a press and not before; where there is none, that is said', async () => {
  // Nothing listens there.
  const url = 'http://127.0.0.1:9/picture.png'
  const screen = await show(`http://someone@${url.slice('http://'.length)}`)
  const ask = screen.getByRole('button', { name: 'Show image from 127.0.0.1:9' })
  await expect.element(ask).toBeVisible()
  expect(screen.container.querySelector('img')).toBeNull()
  expect(performance.getEntriesByName(url)).toHaveLength(0)
  await ask.click()
  await expect.element(screen.getByText('The image could not be loaded.')).toBeVisible()
})

test('an image that the page has is shown at once, and no host is told where from', async () => {
  const bytes = await new Promise<Blob | null>((resolve) => document.createElement('canvas').toBlob(resolve))
  const address = URL.createObjectURL(bytes ?? new Blob())
  const screen = await show(address)
  const image = screen.getByRole('img', { name: 'Image' })
  await expect.poll(() => (image.element() as HTMLImageElement).naturalWidth).toBe(300)
  await expect.element(image).toHaveAttribute('referrerpolicy', 'no-referrer')
})
