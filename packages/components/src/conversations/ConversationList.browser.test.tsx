import type { ConversationInfo } from '@rivulet/chat'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../styles.css'
import { ConversationList } from './ConversationList.js'

const said = (id: string, title: string): ConversationInfo => ({ id, title, createdAtMs: 0, updatedAtMs: 0 })

function List({ titles, onRename }: { titles: string[]; onRename?: (id: string, title: string) => void }) {
  const [conversations, setConversations] = useState(() => titles.map((title, index) => said(String(index), title)))
  const rename = (id: string, title: string) => {
    onRename?.(id, title)
    setConversations((list) => list.map((info) => (info.id === id ? { ...info, title } : info)))
  }
  return <ConversationList conversations={conversations} currentId="0" onSelect={() => {}} onRename={rename} />
}

const row = (name: string) => page.getByRole('button', { name, exact: true })
const field = () => page.getByRole('textbox', { name: 'New title' })

test('F2 renames: Enter takes the new title, Escape leaves the old one, and the focus is on the row afterwards', async () => {
  const onRename = vi.fn<(id: string, title: string) => void>()
  await render(<List titles={['Rain', 'Snow']} onRename={onRename} />)
  ;(row('Rain').element() as HTMLElement).focus()
  await userEvent.keyboard('{F2}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('Hail{Enter}')
  await expect.element(row('Hail')).toHaveFocus()
  await userEvent.keyboard('{F2}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('Never{Escape}')
  await expect.element(row('Hail')).toHaveFocus()
  await userEvent.keyboard('{F2}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('{Delete}{Enter}')
  await expect.element(row('Hail')).toHaveFocus()
  expect(onRename.mock.calls).toEqual([['0', 'Hail']])
})

test('to look elsewhere takes the new title and leaves the focus where it went', async () => {
  await render(<List titles={['Rain', 'Snow']} />)
  ;(row('Rain').element() as HTMLElement).focus()
  await userEvent.keyboard('{F2}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('Hail')
  await userEvent.click(row('Snow'))
  await expect.element(row('Hail')).toBeVisible()
  await expect.element(row('Snow')).toHaveFocus()
})

test('what a title holds is text', async () => {
  const title = '<img src=x onerror="document.title = `owned`">'
  await render(<List titles={[title]} />)
  await expect.element(row(title)).toBeVisible()
  expect(document.querySelector('.rivulet-conversations img')).toBeNull()
})

test('no error is no failure, also where it is null', async () => {
  await render(<ConversationList conversations={[]} error={null} onSelect={() => {}} />)
  await expect.element(page.getByText('No conversations yet')).toBeVisible()
})
