import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, within } from 'storybook/test'
import { ScrollToLatest } from './ScrollToLatest.js'

const meta: Meta<typeof ScrollToLatest> = {
  title: 'ScrollToLatest',
  component: ScrollToLatest,
  args: { onClick: fn() },
  // The panel of actions would read the whole window, which the event leads to, and complain of what it finds there.
  parameters: { actions: { disable: true } },
  decorators: [(Story) => <div className="story-narrow">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ScrollToLatest>

/** The reader has left the end. */
export const Away: Story = {
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Jump to latest' }))
    await expect(args.onClick).toHaveBeenCalledTimes(1)
  },
}

/** Messages have come meanwhile. */
export const NewMessages: Story = { args: { count: 3 } }
