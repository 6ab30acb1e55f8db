import type { Locator, Page } from 'playwright'
import { expect, vi } from 'vitest'

const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 60_000, interval: 50 })

/** The answers of a whole chat, by how they ended; `''` for one that grows. */
const endings = (log: Locator) =>
  log.locator('.rivulet-message[data-role="assistant"]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-ending') ?? ''))

/** What every consumer with a page does with its chat: asks, reads the answer as it comes, stops one and has it tried again. */
export async function tryChat(page: Page): Promise<void> {
  const log = page.getByRole('log')
  const field = page.getByRole('textbox', { name: 'Message' })
  const answer = async () => (await log.locator('.rivulet-message[data-role="assistant"]').last().textContent()) ?? ''

  // A page that a server rendered takes what is typed once it is hydrated.
  await eventually(async () => {
    await field.fill('Write a haiku')
    await field.press('Enter')
    expect(await log.textContent()).toContain('Write a haiku')
  })
  await eventually(async () => expect(await answer()).toContain('Read: the river speaks.'))

  await field.fill('Some prose, please')
  await field.press('Enter')
  await eventually(async () => expect(await answer()).toMatch(/^Rain/))
  const begun = await answer()
  await eventually(async () => expect((await answer()).length).toBeGreaterThan(begun.length))
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await eventually(async () => expect((await endings(log)).at(-1)).toBe('stopped'))

  await page.getByRole('button', { name: 'Retry' }).click()
  await eventually(async () => expect((await endings(log)).at(-1)).toBe('complete'))
  expect((await answer()).length).toBeGreaterThan(begun.length)
}

/** The stylesheet is there, and its rules reach the parts. */
export async function expectStyled(page: Page): Promise<void> {
  const styles = await page.locator('.rivulet-chat').evaluate((chat) => {
    const { display, containerName, color } = getComputedStyle(chat)
    return { display, containerName, accent: getComputedStyle(chat).getPropertyValue('--rivulet-accent') !== '', color }
  })
  expect(styles).toMatchObject({ display: 'flex', containerName: 'rivulet-chat', accent: true })
}
