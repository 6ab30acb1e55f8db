import { useState } from 'react'
import type { QueuedMessage } from '@rivulet/chat'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { PICTURE } from '../testing/files.fixture.js'
import { Composer } from './Composer.js'
import { QueueList, type QueueListProps } from './QueueList.js'

const waiting = (id: string, content: QueuedMessage['content']): QueuedMessage => ({ id, content, createdAtMs: 0 })

const meta: Meta<typeof QueueList> = {
  title: 'QueueList',
  component: QueueList,
  args: {
    items: [
      waiting('one', 'And what is a creek?'),
      waiting('two', [
        { type: 'text', text: 'Describe this picture' },
        { type: 'image_url', image_url: { url: PICTURE } },
      ]),
      waiting('three', 'Put all of it into a table, with the length, the depth and the usual width of each, and one line on how it ends.'),
    ],
    edit: fn(),
    move: fn(),
    remove: fn(),
    resume: fn(),
  },
  argTypes: { items: { control: 'object' }, held: { control: 'boolean' } },
  parameters: {
    docs: {
      description: {
        component:
          'What waits to be sent: `<QueueList {...useQueue()} />`, given to the composer as `queue`. Alt with arrow up or down moves the message that has the focus; what is written in the editor holds at once, since its turn may come; Escape brings back what it was.',
      },
    },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
  render: (args) => <Page {...args} />,
}

export default meta
type Story = StoryObj<typeof QueueList>

/** A chat's queue, over its composer. */
function Page(props: QueueListProps) {
  const [items, setItems] = useState(props.items)
  const edit: NonNullable<QueueListProps['edit']> = (id, content) => {
    setItems(items.map((item) => (item.id === id ? { ...item, content } : item)))
    props.edit?.(id, content)
  }
  const move = (id: string, position: number) => {
    const others = items.filter((item) => item.id !== id)
    setItems([...others.slice(0, position), ...items.filter((item) => item.id === id), ...others.slice(position)])
    props.move?.(id, position)
  }
  const remove = (id: string) => {
    setItems(items.filter((item) => item.id !== id))
    props.remove?.(id)
  }
  return (
    <Composer running onSend={fn()} onStop={fn()} queue={<QueueList {...props} items={items} edit={edit} move={move} remove={remove} />} />
  )
}

const itemsOf = (canvas: ReturnType<typeof within>) => canvas.getAllByRole('listitem').map((item: HTMLElement) => item.textContent)

export const Waiting: Story = {}

/** The run before did not end well, so nothing goes out by itself. */
export const Held: Story = {
  args: { held: true },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Send now' }))
    await expect(args.resume).toHaveBeenCalledTimes(1)
  },
}

/** By the buttons, and by Alt with the arrows; the focus goes along. */
export const Moved: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const [first] = canvas.getAllByRole('button', { name: 'Move down' })
    await userEvent.click(first!)
    await expect(args.move).toHaveBeenCalledWith('one', 1)
    await waitFor(() => expect(itemsOf(canvas)[1]).toContain('creek'))
    await expect(first).toHaveFocus()
    await expect(canvas.getByText('Moved to 2 of 3')).toBeInTheDocument()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await waitFor(() => expect(itemsOf(canvas)[2]).toContain('creek'))
    await expect(first).toHaveFocus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await expect(args.move).toHaveBeenCalledTimes(2)
  },
}

/** In its place: what it has beside its text stays with it. */
export const Edited: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getAllByRole('button', { name: 'Edit' })[1]!)
    const field = canvas.getByRole('textbox', { name: 'Edit' })
    await expect(field).toHaveFocus()
    await userEvent.keyboard(' in one line{Escape}')
    await expect(args.edit).toHaveBeenLastCalledWith('two', [expect.objectContaining({ text: 'Describe this picture' }), expect.anything()])
    await waitFor(() => expect(canvas.getAllByRole('button', { name: 'Edit' })[1]).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard(' in one line{Enter}')
    await expect(args.edit).toHaveBeenLastCalledWith('two', [
      { type: 'text', text: 'Describe this picture in one line' },
      { type: 'image_url', image_url: { url: PICTURE } },
    ])
    await waitFor(() => expect(canvas.getByText('Describe this picture in one line')).toBeVisible())
    await userEvent.click(canvas.getAllByRole('button', { name: 'Edit' })[0]!)
  },
}

/** Each that goes hands the focus to the next one, and the last one to the field. */
export const Removed: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getAllByRole('button', { name: 'Remove' })[0]!)
    await expect(args.remove).toHaveBeenCalledWith('one')
    await waitFor(() => expect(canvas.getAllByRole('button', { name: 'Remove' })).toHaveLength(2))
    await expect(canvas.getAllByRole('button', { name: 'Remove' })[0]).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.queryByRole('list')).toBeNull())
    await expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  },
}
