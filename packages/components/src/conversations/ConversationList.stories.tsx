import type { ConversationInfo } from '@rivulet/chat'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { ConversationList, type ConversationListProps } from './ConversationList.js'
import type { SearchMessages } from './ConversationMatch.js'

const NOW = new Date(2026, 5, 18, 15, 0).getTime()
const DAY = 86_400_000
const said = (id: string, title: string, days: number, rest: Partial<ConversationInfo> = {}): ConversationInfo => ({
  id,
  title,
  createdAtMs: NOW - days * DAY,
  updatedAtMs: NOW - days * DAY,
  ...rest,
})

const SEVERAL: readonly ConversationInfo[] = [
  said('streams', 'How a stream can end', 0.1),
  said('tables', 'Tables in the middle of an answer', 0.2),
  said('arabic', 'رسالة بالعربية عن الجداول الصغيرة', 0.3),
  said('pinned', 'Notes for the release', 40, { pinned: true }),
  said('rain', 'Why rain smells of something', 1),
  said('long', 'A question whose title goes on and on, far beyond what any list of conversations has room for', 3),
  said('untitled', '', 12),
  said('old', 'Crème brûlée without a torch', 200),
]

const meta: Meta<typeof ConversationList> = {
  title: 'ConversationList',
  component: ConversationList,
  args: {
    conversations: SEVERAL,
    currentId: 'tables',
    answeringIds: ['streams'],
    nowMs: NOW,
    onSelect: fn(),
    onCreate: fn(),
    onRename: fn(),
    onPin: fn(),
    onRemove: fn(),
  },
  argTypes: { portalContainer: { control: false }, conversations: { control: 'object' } },
  decorators: [(Story) => <div className="story-side">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ConversationList>

/** An application keeps what the list asks for. */
function Kept(args: ConversationListProps) {
  const [conversations, setConversations] = useState(args.conversations ?? [])
  const [currentId, setCurrentId] = useState(args.currentId)
  const change = (id: string, changed: Partial<ConversationInfo>) =>
    setConversations((list) => list.map((info) => (info.id === id ? { ...info, ...changed } : info)))
  return (
    <ConversationList
      {...args}
      conversations={conversations}
      currentId={currentId}
      onSelect={setCurrentId}
      onRename={(id, title) => change(id, { title })}
      onPin={(id, pinned) => change(id, { pinned })}
      onRemove={(id) => setConversations((list) => list.filter((info) => info.id !== id))}
    />
  )
}

const namesIn = (canvasElement: HTMLElement) =>
  [...canvasElement.querySelectorAll('.rivulet-conversation-title > span:first-child')].map((row) => row.textContent)

/** Grouped by their age; the one that is shown, one in which an answer is being written, one without a title. */
export const Several: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
      'Pinned',
      'Today',
      'Yesterday',
      'Last 7 days',
      'Last 30 days',
      'Older',
    ])
    await userEvent.click(canvas.getByRole('button', { name: 'Why rain smells of something' }))
    await expect(args.onSelect).toHaveBeenCalledWith('rain')
    await userEvent.click(canvas.getByRole('button', { name: 'New chat' }))
    await expect(args.onCreate).toHaveBeenCalledTimes(1)
  },
}

/** Case and accents make no difference; Escape empties the field. */
export const Searched: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox', { name: 'Search' })
    await userEvent.type(field, 'creme BRULEE')
    await waitFor(() => expect(namesIn(canvasElement)).toEqual(['Crème brûlée without a torch']))
    await userEvent.clear(field)
    await userEvent.type(field, 'zebra')
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Nothing is called “zebra”.'))
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(namesIn(canvasElement)).toHaveLength(SEVERAL.length))
    await expect(field).toHaveFocus()
  },
}

const SAID: readonly (readonly [id: string, text: string])[] = [
  ['streams', 'It ends with a finish reason, or it breaks off, and then nobody says why.'],
  ['rain', 'The smell is geosmin, which a bacterium of the soil makes, and which a rivulet of rain carries into the air.'],
  ['old', 'Under the grill of the oven; the smell tells when the sugar has turned into caramel.'],
  ['untitled', 'A cellar smells of what lives on its walls.'],
]

/** As an application would: it looks into what it keeps, and leaves it when the reader wants something else. */
const searchSaid: SearchMessages = async (query, { signal }) => {
  await new Promise((resolve) => void setTimeout(resolve, 50))
  signal.throwIfAborted()
  return SAID.flatMap(([id, text]) => {
    const at = text.toLowerCase().indexOf(query.toLowerCase())
    const end = at + query.length
    return at < 0 ? [] : { id, messageId: `${id}-1`, excerpt: [text.slice(0, at), text.slice(at, end), text.slice(end)] as const }
  })
}

/** What stands in messages, below what its title found at once. Chosen, it says which message it was chosen for. */
export const SearchedInMessages: Story = {
  args: { onSearch: fn(searchSaid) },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Search' }), 'smell')
    // The beginning of the word may have been asked for before, and what it found is shown until the rest has an answer.
    const marked = () => new Set([...canvasElement.querySelectorAll('mark')].map(({ textContent }) => textContent))
    await waitFor(() => expect(marked()).toEqual(new Set(['smell'])))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('3 conversations found'))
    const found = within(canvas.getByRole('region', { name: 'In messages' }))
    await expect(namesIn(canvasElement)).toHaveLength(3)
    const row = found.getByRole('button', { name: /^Crème brûlée/ })
    await expect(row.querySelector('mark')).toHaveTextContent('smell')
    await userEvent.click(row)
    await expect(args.onSelect).toHaveBeenLastCalledWith('old', expect.objectContaining({ messageId: 'old-1' }))
  },
}

/** The messages are being searched; what was found by its title is there already. */
export const SearchingMessages: Story = {
  args: { onSearch: fn(() => new Promise<never>(() => undefined)) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Search' }), 'rain')
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Searching the messages…'))
    await expect(namesIn(canvasElement)).toEqual(['Why rain smells of something'])
  },
}

/** Tab reaches one row; the arrow keys, Home and End go to the others; Enter chooses. */
export const ByKeyboard: Story = {
  render: (args) => <Kept {...args} />,
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('textbox', { name: 'Search' }))
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Tables in the middle of an answer' })).toHaveFocus()
    await userEvent.keyboard('{ArrowUp}')
    await expect(document.activeElement).toHaveTextContent('How a stream can end')
    await userEvent.keyboard('{End}{Enter}')
    await expect(canvas.getByRole('button', { name: 'Crème brûlée without a torch' })).toHaveAttribute('aria-current', 'true')
  },
}

/** The menu of a row, which is fetched when it is first wanted: rename, pin, delete. */
export const Menu: Story = {
  render: (args) => <Kept {...args} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const button = canvas.getByRole('button', { name: 'Actions for “Tables in the middle of an answer”' })
    button.focus()
    await userEvent.keyboard('{Enter}')
    await screen.findByRole('menu')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(button).toHaveFocus())
    await userEvent.click(button)
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Pin' }))
    await waitFor(() => expect(namesIn(canvasElement)[0]).toBe('Tables in the middle of an answer'))
    const moved = canvas.getByRole('button', { name: 'Actions for “Tables in the middle of an answer”' })
    await userEvent.click(moved)
    await screen.findByRole('menu')
  },
}

/** Asked before it is done; afterwards the focus is on what took its place. */
export const Deleted: Story = {
  render: (args) => <Kept {...args} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    canvas.getByRole('button', { name: 'Tables in the middle of an answer' }).focus()
    await userEvent.keyboard('{Delete}')
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Tables in the middle of an answer”?' })
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Tables in the middle of an answer' })).toHaveFocus())
    await userEvent.keyboard('{Delete}')
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(namesIn(canvasElement)).not.toContain('Tables in the middle of an answer'))
    await waitFor(() => expect(document.activeElement).toHaveTextContent('رسالة بالعربية'))
  },
}

/** Rows that are links can be opened elsewhere. */
export const Links: Story = {
  args: { hrefOf: (id) => `#${id}` },
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    const link = within(canvasElement).getByRole('link', { name: 'How a stream can end An answer is being written' })
    await expect(link).toHaveAttribute('href', '#streams')
    await userEvent.click(link)
    await expect(args.onSelect).toHaveBeenCalledWith('streams')
  },
}

/** They are on their way. */
export const Loading: Story = {
  args: { conversations: undefined },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('Loading the conversations')
  },
}

/** There are none yet. */
export const Empty: Story = {
  args: { conversations: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('No conversations yet')
    await expect(within(canvasElement).queryByRole('search')).toBeNull()
  },
}

/** The storage could not be read. */
export const Failed: Story = {
  args: { conversations: undefined, error: { message: 'The browser refused to open its database.' }, onRetry: fn() },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveTextContent('The browser refused to open its database.')
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}
