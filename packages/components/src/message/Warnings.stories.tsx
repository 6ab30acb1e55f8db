import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { Warnings } from './Warnings.js'

const bareJson = { code: 'bare-json', message: 'JSON that came without "data:" was read all the same.' }
const lostEvent = { code: 'lost-event', message: 'An event that could not be read was skipped; the answer may lack something.' }
const keyInBrowser = {
  code: 'key-in-browser',
  message: 'The API key is used in a web page, where everyone who opens it can read it. Put a relay in between.',
}

const meta: Meta<typeof Warnings> = {
  title: 'Warnings',
  component: Warnings,
  args: { warnings: [bareJson, lostEvent] },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Warnings>

/** One quiet line, with how many there are. */
export const Folded: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText(bareJson.message)).not.toBeVisible()
  },
}

/** A click tells them. */
export const Unfolded: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByText('2 notes on this answer'))
    await expect(canvas.getByText(bareJson.message)).toBeVisible()
    await expect(canvas.getByText(lostEvent.message)).toBeVisible()
  },
}

/** What is about the client's set-up is not about this answer, and is left out. */
export const SetUpLeftOut: Story = {
  args: { warnings: [keyInBrowser, bareJson] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByText('1 note on this answer'))
    await expect(canvas.getByText(bareJson.message)).toBeVisible()
    await expect(canvas.queryByText(keyInBrowser.message)).toBeNull()
  },
}

/** Nothing to tell: nothing is drawn. */
export const None: Story = {
  args: { warnings: [] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.rivulet-warnings')).toBeNull()
  },
}
