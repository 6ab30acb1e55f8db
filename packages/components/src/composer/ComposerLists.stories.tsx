import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { Composer } from './Composer.js'
import type { SearchMentions } from './completion.js'

const PEOPLE = [
  { id: 'ada', label: 'Ada Lovelace', description: 'Mathematics' },
  { id: 'grace', label: 'Grace Hopper', description: 'Compilers' },
  { id: 'margaret', label: 'Margaret Hamilton', description: 'Flight software' },
]

const meta: Meta<typeof Composer> = {
  title: 'Composer with lists',
  component: Composer,
  args: {
    onSend: fn(),
    commands: [
      { name: 'clear', description: 'Begin anew', run: fn() },
      { name: 'compare', description: 'Ask two models' },
      { name: 'translate', description: 'Into another language', insert: 'Translate into German: ' },
    ],
    mentions: PEOPLE,
    history: ['What is a rivulet?', 'And what is a creek?'],
  },
  parameters: {
    docs: {
      description: {
        component:
          '`/` at the beginning offers `commands`, `@` before a word offers `mentions`, a list or a search. Arrows move, Enter and Tab take, Escape puts the list away. The focus stays in the field. Arrow up in the empty field brings back what was sent.',
      },
    },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Composer>

const fieldOf = (canvasElement: HTMLElement) => within(canvasElement).getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })

/** A command may run, or put something into the field. */
export const Commands: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const field = fieldOf(canvasElement)
    await userEvent.type(field, '/tr')
    await expect(canvas.getAllByRole('option')).toHaveLength(1)
    await userEvent.keyboard('{Enter}')
    await expect(field).toHaveValue('Translate into German: ')
    await userEvent.clear(field)
    await userEvent.type(field, '/cl{Tab}')
    await expect(args.commands?.[0]?.run).toHaveBeenCalledTimes(1)
    await expect(field).toHaveValue('')
    await userEvent.type(field, '/')
    await expect(canvas.getByRole('listbox', { name: 'Commands' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}')
    const active = canvas.getByRole('option', { selected: true })
    await expect(active).toHaveTextContent('/compare')
    await expect(field).toHaveAttribute('aria-activedescendant', active.id)
    await expect(args.onSend).not.toHaveBeenCalled()
  },
}

/** In the middle of a text, by mouse too. Escape leaves what was typed as it is, and Enter sends again. */
export const Mentions: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const field = fieldOf(canvasElement)
    await userEvent.type(field, 'Ask @hop')
    await userEvent.click(canvas.getByRole('option', { name: /Grace Hopper/ }))
    await expect(field).toHaveValue('Ask @Grace Hopper ')
    await expect(field).toHaveFocus()
    await userEvent.keyboard('or @a{Escape}')
    await expect(canvas.queryByRole('listbox')).toBeNull()
    await userEvent.keyboard('{Enter}')
    await expect(args.onSend).toHaveBeenCalledWith('Ask @Grace Hopper or @a')
    await userEvent.type(field, 'mail me@example')
    await expect(canvas.queryByRole('listbox')).toBeNull()
    await userEvent.clear(field)
    await userEvent.type(field, 'Ask @')
    await expect(canvas.getAllByRole('option')).toHaveLength(3)
  },
}

/** Settles when the search may answer; a story that looks at the list before sets it. */
let mayAnswer: Promise<void> = Promise.resolve()
let letAnswer: () => void = () => undefined

const search: SearchMentions = async (query) => {
  await mayAnswer
  if (query === 'x') throw new Error('503')
  return PEOPLE.filter(({ label }) => label.toLowerCase().includes(query))
}

/** A search that takes its time, finds nothing, or does not work. */
export const Searched: Story = {
  args: { mentions: search },
  beforeEach: () => {
    mayAnswer = new Promise((resolve) => (letAnswer = resolve))
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const field = fieldOf(canvasElement)
    await userEvent.type(field, '@')
    await expect(await canvas.findByText('Searching…')).toBeVisible()
    letAnswer()
    await waitFor(() => expect(canvas.getAllByRole('option')).toHaveLength(3))
    await userEvent.keyboard('q')
    await expect(await canvas.findByText('Nothing found.')).toBeVisible()
    await userEvent.keyboard('{Backspace}x')
    await expect(await canvas.findByText('The search did not work.')).toBeVisible()
  },
}

/** Arrow up goes back through what was sent, arrow down the way back; what is typed meanwhile is never lost. */
export const History: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const field = fieldOf(canvasElement)
    await userEvent.click(field)
    await userEvent.keyboard('{ArrowUp}')
    await expect(field).toHaveValue('And what is a creek?')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    await expect(field).toHaveValue('What is a rivulet?')
    await userEvent.keyboard('{ArrowDown}')
    await expect(field).toHaveValue('And what is a creek?')
    await userEvent.keyboard('{ArrowDown}')
    await expect(field).toHaveValue('')
    await userEvent.keyboard('{ArrowUp} Please.{ArrowUp}')
    await expect(field).toHaveValue('And what is a creek? Please.')
  },
}
