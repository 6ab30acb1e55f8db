import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { BranchPicker } from './BranchPicker.js'

const ids = ['first', 'second', 'third']

const meta: Meta<typeof BranchPicker> = {
  title: 'BranchPicker',
  component: BranchPicker,
  args: { branches: { ids, index: 1 } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof BranchPicker>

/** The neighbours by buttons, and by the arrow keys from either of them. */
export const Middle: Story = {
  render: function Render(args) {
    const [index, setIndex] = useState(args.branches.index)
    return <BranchPicker {...args} branches={{ ids, index }} onSelect={(id) => setIndex(ids.indexOf(id))} />
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const shown = canvas.getByRole('status')
    await expect(shown).toHaveTextContent('2 / 3')
    await userEvent.click(canvas.getByRole('button', { name: 'Next version' }))
    await expect(shown).toHaveTextContent('3 / 3')
    await expect(canvas.getByRole('button', { name: 'Next version' })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
    await expect(shown).toHaveTextContent('1 / 3')
    await expect(canvas.getByRole('button', { name: 'Next version' })).toHaveFocus()
  },
}

/** While a run is under way no other version can be shown. */
export const Busy: Story = { args: { busy: true }, tags: ['one-theme'] }

/** One version needs no picker. */
export const Single: Story = {
  args: { branches: { ids: ['first'], index: 0 } },
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.rivulet-branches')).toBeNull()
  },
}
