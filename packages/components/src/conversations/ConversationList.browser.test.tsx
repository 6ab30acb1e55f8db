import type { ConversationInfo } from '@rivulet/chat'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { PartsProvider } from '../labels/PartsProvider.js'
import '../styles.css'
import { ConversationList } from './ConversationList.js'
import type { ConversationMatch } from './ConversationMatch.js'

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

test.each(['a page', 'a shadow root'])('in %s the button that opened a menu closes it', async (place) => {
  const host = document.body.appendChild(document.createElement('div'))
  const root = place === 'a page' ? host : host.attachShadow({ mode: 'open' })
  const container = root.appendChild(document.createElement('div'))
  await render(
    <PartsProvider portalContainer={container}>
      <List titles={['Rain']} />
    </PartsProvider>,
    { container },
  )
  const button = page.getByRole('button', { name: 'Actions for “Rain”' })
  const item = page.getByRole('menuitem', { name: 'Rename' })
  await button.click()
  await expect.element(item).toBeVisible()
  await button.click()
  await expect.element(item).not.toBeInTheDocument()
  await expect.element(button).toHaveAttribute('aria-expanded', 'false')
  await button.click()
  await expect.element(item).toBeVisible()
  host.remove()
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

const KEPT = [said('a', 'Rain'), said('b', 'Snow'), said('c', 'Fog')]
const foundIn = (...ids: string[]): ConversationMatch[] => ids.map((id) => ({ id, excerpt: ['it ', 'rain', 's'] }))
const search = () => page.getByRole('textbox', { name: 'Search' })
const shown = () => [...document.querySelectorAll('[data-row]')].map((element) => element.getAttribute('data-row'))

/** Answers when it is told to, in any order. */
function asked() {
  const questions: { query: string; signal: AbortSignal; answer: (matches: ConversationMatch[]) => void; fail: () => void }[] = []
  const onSearch = (query: string, { signal }: { signal: AbortSignal }) =>
    new Promise<ConversationMatch[]>((answer, reject) => {
      questions.push({ query, signal, answer, fail: () => reject(new Error('gone')) })
    })
  return { questions, onSearch }
}

test('titles are found at once; another question aborts the one before it, whose answer is then nobody’s', async () => {
  const { questions, onSearch } = asked()
  await render(<ConversationList conversations={KEPT} onSelect={() => {}} onSearch={onSearch} />)
  await userEvent.fill(search(), 'ra')
  await expect.poll(() => shown()).toEqual(['a'])
  await expect.poll(() => questions.length).toBe(1)
  await expect.element(page.getByRole('status')).toHaveTextContent('Searching the messages…')
  await userEvent.fill(search(), 'rain')
  await expect.poll(() => questions.length).toBe(2)
  expect(questions.map(({ query, signal }) => [query, signal.aborted])).toEqual([
    ['ra', true],
    ['rain', false],
  ])
  questions[0]?.answer(foundIn('c'))
  // Found by its title already, twice, of a conversation that is gone: each once, and only what there is.
  questions[1]?.answer(foundIn('a', 'b', 'b', 'unknown'))
  await expect.poll(() => shown()).toEqual(['a', 'b'])
  await expect.element(page.getByRole('status')).toHaveTextContent('2 conversations found')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => shown()).toEqual(['a', 'b', 'c'])
  await expect.poll(() => questions[1]?.signal.aborted).toBe(true)
  expect(document.querySelector('mark')).toBeNull()
})

test('what was found before stays until there is an answer; a search that fails says so and leaves what the titles found', async () => {
  const { questions, onSearch } = asked()
  await render(<ConversationList conversations={KEPT} onSelect={() => {}} onSearch={onSearch} />)
  await userEvent.fill(search(), 'o')
  await expect.poll(() => questions.length).toBe(1)
  questions[0]?.answer(foundIn('a'))
  await expect.poll(() => shown()).toEqual(['b', 'c', 'a'])
  await userEvent.fill(search(), 'og')
  await expect.poll(() => questions.length).toBe(2)
  expect(shown()).toEqual(['c', 'a'])
  questions[1]?.fail()
  await expect.element(page.getByText('The messages could not be searched.')).toBeVisible()
  expect(shown()).toEqual(['c'])
  await userEvent.fill(search(), 'zebra')
  await expect.poll(() => questions.length).toBe(3)
  questions[2]?.answer([])
  await expect.element(page.getByText('Nothing was found for “zebra”.')).toBeVisible()
})

test('a row that was found in a message is reached as any other, leads to the message, and holds text alone', async () => {
  const onSelect = vi.fn<(id: string, match?: ConversationMatch) => void>()
  const match: ConversationMatch = { id: 'b', messageId: 'm', excerpt: ['<i>', 'r\u202eain', '</i>'] }
  await render(
    <ConversationList
      conversations={KEPT}
      onSelect={onSelect}
      onSearch={() => [match]}
      hrefOf={(id, found) => `#/${id}/${found?.messageId ?? ''}`}
    />,
  )
  await userEvent.fill(search(), 'rain')
  await expect.poll(() => shown()).toEqual(['a', 'b'])
  const link = page.getByRole('link', { name: 'Snow <i>rain</i>' })
  expect(link.element().getAttribute('href')).toBe('#/b/m')
  await userEvent.tab()
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  await expect.element(link).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onSelect.mock.calls).toEqual([['b', match]])
})
