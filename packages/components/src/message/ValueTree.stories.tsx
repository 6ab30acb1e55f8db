import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { ValueTree } from './ValueTree.js'

const meta: Meta<typeof ValueTree> = {
  title: 'ValueTree',
  component: ValueTree,
  args: {
    value: {
      city: 'Cairo',
      temperature: 31.5,
      clear: true,
      station: null,
      note: '',
      wind: { speed: 14, unit: 'km/h', gusts: [] },
      days: [
        { day: 'Monday', high: 33 },
        { day: 'Tuesday', high: 30 },
      ],
    },
  },
  argTypes: { value: { control: 'object' } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ValueTree>

/** Text as text; lists and objects to be unfolded. */
export const Structured: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('km/h')).toBeVisible()
    await expect(canvas.queryByText('Tuesday')).toBeNull()
    await userEvent.click(canvas.getByText('1'))
    await expect(canvas.getByText('Tuesday')).toBeVisible()
    await userEvent.click(canvas.getByText('1'))
    await expect(canvas.queryByText('Tuesday')).toBeNull()
  },
}

/** It grows at its end. */
export const Growing: Story = {
  args: { streaming: true, value: { title: 'A rivulet', lines: ['It finds its', 'way by it'] }, defaultDepth: 2 },
}

/** Long lists and long texts show their beginning, and the rest when it is asked for. */
export const Long: Story = {
  args: {
    value: { text: 'A little at a time. '.repeat(60), numbers: Array.from({ length: 120 }, (_, index) => index * index) },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Show all of it' }))
    await expect(canvasElement.querySelector('[data-type="string"]')?.textContent).toHaveLength(1200)
    await userEvent.click(canvas.getByRole('button', { name: 'Show 50 more' }))
    await expect(canvas.getByText('9801')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Show 20 more' }))
    await expect(canvas.getByText('14161')).toBeVisible()
  },
}

/** A value that has no fields. */
export const Plain: Story = { args: { value: 'Only a word.' }, tags: ['one-theme'] }
