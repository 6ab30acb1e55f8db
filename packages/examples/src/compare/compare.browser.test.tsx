import { afterEach, expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { emulateGateway } from '../gateway.fixture.js'
import { Compare } from './Compare.js'

// It states what an answer cost.
emulateGateway({ dialect: 'infery', timeToFirstTokenMs: 20, tokensPerSecond: 60 })
afterEach(() => void page.viewport(1000, 700))

async function show() {
  await page.viewport(1000, 700)
  const screen = await render(<Compare models={['small', 'large']} />)
  const column = (name: string) => screen.getByRole('region', { name })
  const ending = (name: string) =>
    column(name).element().querySelector('.rivulet-message[data-role=assistant]')?.getAttribute('data-ending')
  const ask = async (question: string) => userEvent.type(screen.getByRole('textbox', { name: 'Message' }), `${question}{Enter}`)
  return { screen, column, ending, ask }
}

test('one question goes to each, and each tells its times and its cost', async () => {
  const { column, ending, ask } = await show()
  await ask('haiku')
  for (const name of ['small', 'large']) {
    await expect.poll(() => ending(name)).toBe('complete')
    const text = column(name).element().textContent
    expect(text).toContain('Read: the river speaks.')
    expect(text).toMatch(/First token[\d.]+ secPace\d+ tokens\/sIn all[\d.]+ sec/)
    expect(text).toMatch(/\d+ credits?/)
  }
})

test('one is stopped, and the other goes on; Stop of the composer stops them all', async () => {
  const { screen, column, ending, ask } = await show()
  // So long an answer that it is not whole before the slowest machine has stopped it.
  await ask('Some markdown, please')
  await expect.poll(() => column('small').element().textContent).toContain('How an answer reaches the screen')
  await userEvent.click(screen.getByRole('button', { name: 'Stop small' }))
  await expect.poll(() => ending('small')).toBe('stopped')
  expect(ending('large')).toBe(null)
  await userEvent.click(screen.getByRole('button', { name: 'Stop', exact: true }))
  await expect.poll(() => ending('large')).toBe('stopped')
})

test('where there is no room they stand one above the other', async () => {
  const { column } = await show()
  const boxes = () => ['small', 'large'].map((name) => column(name).element().getBoundingClientRect())
  const areBeside = () => (boxes()[0]?.right ?? 0) <= (boxes()[1]?.left ?? 0)
  const areStacked = () => (boxes()[0]?.bottom ?? 0) <= (boxes()[1]?.top ?? 0)
  await expect.poll(areBeside).toBe(true)
  await page.viewport(390, 760)
  await expect.poll(areStacked).toBe(true)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
})
