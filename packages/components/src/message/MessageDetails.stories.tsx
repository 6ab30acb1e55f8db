import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { aDetailedAnswer } from '../testing/messages.fixture.js'
import { held, lastOf, recorded } from '../testing/recorded.fixture.js'
import { MessageDetails, type MessageDetailsProps } from './MessageDetails.js'

const meta: Meta<typeof MessageDetails> = {
  title: 'MessageDetails',
  component: MessageDetails,
  args: { message: aDetailedAnswer('') },
  decorators: [(Story) => <div className="story-column story-narrow">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof MessageDetails>

/** The speed counts from the first token on. */
export const Everything: Story = {
  args: { message: aDetailedAnswer('', { attempts: 3 }) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('65 tokens/s')).toBeVisible()
    await expect(canvas.getByText('Tries').nextElementSibling).toHaveTextContent('3')
  },
}

/** What a recording tells of itself. */
export const Recorded: Story = {
  parameters: recorded<MessageDetailsProps>({ name: 'infery-usage-credits', show: (chat) => ({ message: lastOf(chat) }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('First token')).toBeVisible()
    await expect(canvas.getByText(/credit/)).toBeVisible()
  },
}

/** Only what is known is told. */
export const ModelAlone: Story = {
  args: { message: { model: 'example-large-2', attempts: 1 } },
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getAllByRole('term')).toHaveLength(1)
  },
}
