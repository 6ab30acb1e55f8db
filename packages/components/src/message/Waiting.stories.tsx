import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { Waiting } from './Waiting.js'

const meta: Meta<typeof Waiting> = {
  title: 'Waiting',
  component: Waiting,
}

export default meta
type Story = StoryObj<typeof Waiting>

/** For those who listen it is a picture with a name. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('img', { name: 'Waiting for the answer' })).toBeVisible()
  },
}

/** After a try that failed, the number of the next is said. */
export const TryingAgain: Story = {
  args: { attempt: 3 },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Trying again (try 3)')).toBeVisible()
  },
}

/** The name in other words. */
export const OtherWords: Story = {
  args: { labels: { locale: 'de', waiting: 'Die Antwort kommt gleich' } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('img', { name: 'Die Antwort kommt gleich' })).toBeVisible()
  },
}
