import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { MessageEditor } from './MessageEditor.js'

const meta: Meta<typeof MessageEditor> = {
  title: 'MessageEditor',
  component: MessageEditor,
  args: { text: 'What is a rivulet?', onSave: fn(), onClose: fn() },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof MessageEditor>

/** It takes the focus once it is there. */
const isFocused = (canvasElement: HTMLElement) =>
  waitFor(() => expect(within(canvasElement).getByRole('textbox', { name: 'Edit message' })).toHaveFocus())

/** The caret stands behind the text; Enter saves, Shift+Enter breaks the line. */
export const Saved: Story = {
  play: async ({ canvasElement, args }) => {
    await isFocused(canvasElement)
    await userEvent.keyboard(' In short.{Shift>}{Enter}{/Shift}Please.{Enter}')
    await expect(args.onSave).toHaveBeenCalledWith('What is a rivulet? In short.\nPlease.')
    await waitFor(() => expect(args.onClose).toHaveBeenCalledTimes(1))
  },
}

/** Escape leaves it as it was. */
export const Cancelled: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    await isFocused(canvasElement)
    await userEvent.keyboard(' Never mind.{Escape}')
    await waitFor(() => expect(args.onClose).toHaveBeenCalledTimes(1))
    await expect(args.onSave).not.toHaveBeenCalled()
  },
}

/** What the application does not take stays in the field. */
export const NotSaved: Story = {
  args: { onSave: () => Promise.reject(new Error('A run is under way.')) },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await isFocused(canvasElement)
    await userEvent.keyboard(' In short.')
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }))
    await expect(await canvas.findByText(/could not be saved/)).toBeVisible()
    await expect(canvas.getByRole('textbox')).toHaveValue('What is a rivulet? In short.')
    await expect(args.onClose).not.toHaveBeenCalled()
  },
}

/** Nothing to save. */
export const Empty: Story = {
  args: { text: '' },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Save' }))
    await expect(args.onSave).not.toHaveBeenCalled()
  },
}
