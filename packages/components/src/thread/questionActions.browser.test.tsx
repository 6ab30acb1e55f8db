import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { anAnswer, aQuestion } from '../testing/messages.fixture.js'
import { showThread } from './thread.fixture.js'

const messages = [
  aQuestion('Asked', { id: 'q0' }),
  anAnswer('Answered', { id: 'a0' }),
  aQuestion('Asked again', { id: 'q1' }),
  anAnswer('Answered again', { id: 'a1' }),
]

test('a question is as high as what was asked; its actions show themselves between it and the answer, where they can be pressed, and nothing moves', async () => {
  const { log, row, screen } = await showThread(messages, { onEdit: () => undefined })
  const boxes = () => [...log.querySelectorAll('.rivulet-message')].map((message) => message.getBoundingClientRect())
  const question = row('q1').querySelector('.rivulet-message') as HTMLElement
  const text = question.querySelector('.rivulet-text') as HTMLElement
  expect(question.getBoundingClientRect().height).toBe(text.getBoundingClientRect().height)
  const before = boxes()
  await userEvent.hover(text)
  const edit = page.elementLocator(question).getByRole('button', { name: 'Edit' })
  await expect.element(edit).toBeVisible()
  expect(boxes()).toEqual(before)
  const { top, bottom, left, width } = edit.element().getBoundingClientRect()
  expect(top).toBeGreaterThanOrEqual(text.getBoundingClientRect().bottom - 4)
  expect(bottom).toBeLessThanOrEqual((before[3] as DOMRect).top)
  for (const y of [top + 2, bottom - 2]) expect(edit.element().contains(document.elementFromPoint(left + width / 2, y))).toBe(true)
  await edit.click()
  await expect.element(screen.getByRole('textbox')).toBeVisible()
})

test('versions are always seen, so they take their room', async () => {
  const { row } = await showThread(messages, {
    messageProps: ({ id }) => (id === 'q1' ? { branches: { ids: ['q1', 'other'], index: 0 } } : {}),
    onSelectBranch: () => undefined,
  })
  const question = row('q1').querySelector('.rivulet-message') as HTMLElement
  const versions = question.querySelector('.rivulet-branches') as HTMLElement
  expect(question.getBoundingClientRect().bottom).toBeGreaterThanOrEqual(versions.getBoundingClientRect().bottom)
})
