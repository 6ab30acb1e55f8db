import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, within } from 'storybook/test'
import { Suggestions } from './Suggestions.js'

const meta: Meta<typeof Suggestions> = {
  title: 'Suggestions',
  component: Suggestions,
  args: {
    suggestions: ['Why is the sky blue?', { title: 'Plan a weekend', text: 'Plan two days in Ulm for a family with small children.' }],
    onSelect: fn(),
  },
}

export default meta
type Story = StoryObj<typeof Suggestions>

/** A prompt as it is, and one under a shorter name. */
export const Prompts: Story = {
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Why is the sky blue?' }))
    await expect(args.onSelect).toHaveBeenCalledWith('Why is the sky blue?')
  },
}
