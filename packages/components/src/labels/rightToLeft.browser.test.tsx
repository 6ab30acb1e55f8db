import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { DraftAttachments } from '../attachments/DraftAttachments.js'
import { MessageDetails } from '../message/MessageDetails.js'
import { aDetailedAnswer } from '../testing/messages.fixture.js'
import { ar } from './ar.js'
import '../styles.css'

/** Where text is set, whatever the box around it takes. */
function textBox(element: Element): DOMRect {
  const range = document.createRange()
  range.selectNodeContents(element)
  return range.getBoundingClientRect()
}

const inArabic = (children: ReactNode) =>
  render(
    <div dir="rtl" lang="ar">
      {children}
    </div>,
  )

test('values of either direction stand at the same edge', async () => {
  const screen = await inArabic(<MessageDetails message={aDetailedAnswer('', { attempts: 2 })} labels={ar} />)
  const values = [...screen.container.querySelectorAll('dl:not(.rivulet-usage) dd')]
  const model = values.find(({ textContent }) => textContent === 'example-large-2')
  const edges = values.map((value) => Math.round(textBox(value).left))
  expect(model).toBeDefined()
  expect(edges.length).toBeGreaterThan(3)
  expect(Math.max(...edges) - Math.min(...edges)).toBeLessThanOrEqual(1)
})

test('a file’s name stands over what is said of it, whichever way it reads', async () => {
  const item = {
    id: 'a',
    name: 'a.pdf',
    type: '',
    size: 9,
    state: 'refused',
    refusal: { code: 'type', type: 'application/x-executable' },
  } as const
  const screen = await inArabic(<DraftAttachments items={[item]} onRemove={() => undefined} onRetry={() => undefined} labels={ar} />)
  const name = screen.container.querySelector('.rivulet-file-name')!
  const detail = screen.container.querySelector('.rivulet-file-detail')!
  expect(Math.abs(textBox(name).right - textBox(detail).right)).toBeLessThanOrEqual(1)
})
