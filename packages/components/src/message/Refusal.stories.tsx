import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { held, lastOf, recorded } from '../testing/recorded.fixture.js'
import { Refusal, type RefusalProps } from './Refusal.js'

const meta: Meta<typeof Refusal> = {
  title: 'Refusal',
  component: Refusal,
  args: { text: 'I cannot help with that.' },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Refusal>

/** The model declined, in its own words. */
export const Declined: Story = {
  parameters: recorded<RefusalProps>({
    name: 'sovereigneg-refusal',
    show: (chat) => {
      const { wire } = lastOf(chat)
      return { text: (wire.role === 'assistant' && wire.refusal) || '' }
    },
  }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Declined' })).toBeVisible()
  },
}
