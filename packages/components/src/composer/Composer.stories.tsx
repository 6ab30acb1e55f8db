import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test'
import { Composer } from './Composer.js'

const meta: Meta<typeof Composer> = {
  title: 'Composer',
  component: Composer,
  args: { onSend: fn(), onStop: fn() },
  argTypes: {
    onStop: { control: false },
    running: { control: 'boolean' },
    disabled: { control: 'boolean' },
    autoFocus: { control: 'boolean' },
    placeholder: { control: 'text' },
    defaultValue: { control: 'text' },
    children: { control: false },
    inputRef: { control: false },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Composer>

const fieldOf = (canvasElement: HTMLElement) => within(canvasElement).getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const actionOf = (canvasElement: HTMLElement) => within(canvasElement).getByRole('button')

/** Nothing to send yet: the button waits, but can be reached. */
export const Idle: Story = {
  play: async ({ canvasElement, args }) => {
    await expect(actionOf(canvasElement)).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(actionOf(canvasElement))
    await userEvent.type(fieldOf(canvasElement), '   {Enter}')
    await expect(args.onSend).not.toHaveBeenCalled()
    await userEvent.clear(fieldOf(canvasElement))
  },
}

/** With a text in it. */
export const Written: Story = { args: { defaultValue: 'What is a rivulet?' } }

/** Enter sends the text, trimmed, and empties the field, which keeps its focus. */
export const EnterSends: Story = {
  play: async ({ canvasElement, args }) => {
    const field = fieldOf(canvasElement)
    await userEvent.type(field, ' What is a rivulet? {Enter}')
    await expect(args.onSend).toHaveBeenCalledTimes(1)
    await expect(args.onSend).toHaveBeenCalledWith('What is a rivulet?')
    await expect(field).toHaveValue('')
    await expect(field).toHaveFocus()
  },
}

/** Shift+Enter breaks the line, and the field grows with its lines. */
export const ShiftEnterBreaks: Story = {
  play: async ({ canvasElement, args }) => {
    const field = fieldOf(canvasElement)
    const before = field.getBoundingClientRect().height
    await userEvent.type(field, 'One{Shift>}{Enter}{/Shift}two{Shift>}{Enter}{/Shift}three')
    await expect(field).toHaveValue('One\ntwo\nthree')
    await expect(args.onSend).not.toHaveBeenCalled()
    await expect(field.getBoundingClientRect().height).toBeGreaterThan(before + 30)
  },
}

/** Keys that belong to an input method neither send nor stop, whichever way a browser tells. */
export const CompositionNeverSends: Story = {
  args: { defaultValue: 'にほんご' },
  play: async ({ canvasElement, args }) => {
    const field = fieldOf(canvasElement)
    await fireEvent.compositionStart(field)
    await fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', isComposing: true })
    await fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 229 })
    await fireEvent.compositionEnd(field)
    await expect(args.onSend).not.toHaveBeenCalled()
    const composedAtMs = performance.now()
    await waitFor(() => expect(performance.now() - composedAtMs).toBeGreaterThan(20))
    await userEvent.type(field, '{Enter}')
    await expect(args.onSend).toHaveBeenCalledTimes(1)
    await expect(args.onSend).toHaveBeenCalledWith('にほんご')
  },
}

/** While an answer runs and there is nothing to send, Stop stands in place of Send; Escape stops too. */
export const Running: Story = {
  args: { running: true },
  play: async ({ canvasElement, args }) => {
    const field = fieldOf(canvasElement)
    await expect(actionOf(canvasElement)).toHaveAccessibleName('Stop')
    await userEvent.type(field, '{Enter}{Escape}')
    await expect(args.onSend).not.toHaveBeenCalled()
    await expect(args.onStop).toHaveBeenCalledTimes(1)
    await userEvent.click(actionOf(canvasElement))
    await expect(args.onStop).toHaveBeenCalledTimes(2)
    await expect(field).toHaveFocus()
  },
}

/** With a text in it both are there: what is sent now waits its turn. */
export const RunningWritten: Story = {
  args: { running: true, defaultValue: 'And what is a creek?' },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await expect(args.onStop).toHaveBeenCalledTimes(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Send after this answer' }))
    await expect(args.onSend).toHaveBeenCalledTimes(1)
    await expect(args.onSend).toHaveBeenCalledWith('And what is a creek?')
    await expect(actionOf(canvasElement)).toHaveAccessibleName('Stop')
    await userEvent.type(fieldOf(canvasElement), 'And what is a creek?')
  },
}

/** Where nothing is to be sent meanwhile, Enter keeps the text. */
export const RunningBlocks: Story = {
  args: { running: true, whileRunning: 'block', defaultValue: 'And what is a creek?' },
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    await expect(actionOf(canvasElement)).toHaveAccessibleName('Stop')
    await userEvent.type(fieldOf(canvasElement), '{Enter}')
    await expect(fieldOf(canvasElement)).toHaveValue('And what is a creek?')
    await expect(args.onSend).not.toHaveBeenCalled()
  },
}

/** `submitOn="mod+enter"`: Enter breaks the line; with Control or Command it sends. */
export const ControlEnterSends: Story = {
  args: { submitOn: 'mod+enter' },
  tags: ['one-theme'],
  play: async ({ canvasElement, args }) => {
    const field = fieldOf(canvasElement)
    await userEvent.type(field, 'One{Enter}two')
    await expect(field).toHaveValue('One\ntwo')
    await expect(args.onSend).not.toHaveBeenCalled()
    await userEvent.type(field, '{Control>}{Enter}{/Control}')
    await expect(args.onSend).toHaveBeenCalledTimes(1)
    await expect(args.onSend).toHaveBeenCalledWith('One\ntwo')
  },
}

const refusals = new EventTarget()
const refuse = () => refusals.dispatchEvent(new Event('refuse'))
const untilRefused = () =>
  new Promise<void>((_, reject) => refusals.addEventListener('refuse', () => reject(new Error('busy')), { once: true }))

/** A text that could not be sent comes back, before whatever was typed meanwhile. */
export const DraftKept: Story = {
  args: { onSend: fn(untilRefused) },
  play: async ({ canvasElement }) => {
    const field = fieldOf(canvasElement)
    await userEvent.type(field, 'What is a rivulet?{Enter}And')
    refuse()
    await waitFor(() => expect(field).toHaveValue('What is a rivulet?\nAnd'))
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('Not sent. Your text is back in the field.')
    await userEvent.type(field, '!')
    await expect(within(canvasElement).getByRole('status')).toBeEmptyDOMElement()
    await userEvent.clear(field)
    await userEvent.type(field, 'What is a rivulet?{Enter}')
    refuse()
    await waitFor(() => expect(field).toHaveValue('What is a rivulet?'))
  },
}

/** Many lines: it grows up to a height and scrolls from there on. */
export const Long: Story = {
  args: { defaultValue: Array.from({ length: 24 }, (_, line) => `Line ${line + 1} of a long question`).join('\n') },
  play: async ({ canvasElement }) => {
    const field = fieldOf(canvasElement)
    await expect(field.scrollHeight).toBeGreaterThan(field.clientHeight)
    await expect(field.getBoundingClientRect().height).toBeLessThanOrEqual(225)
  },
}

/** Small controls find their place beside the button. */
export const WithTools: Story = {
  args: {
    children: (
      <button type="button" className="rivulet-button" data-quiet="">
        rivulet-large
      </button>
    ),
  },
}

export const Disabled: Story = { args: { disabled: true, placeholder: 'Sign in to ask' } }
