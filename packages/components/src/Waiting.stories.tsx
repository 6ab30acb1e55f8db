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

/** The name in other words. */
export const OtherWords: Story = {
  args: { labels: { locale: 'de', waiting: 'Die Antwort kommt gleich' } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('img', { name: 'Die Antwort kommt gleich' })).toBeVisible()
  },
}
