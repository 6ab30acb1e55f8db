import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, mocked, spyOn, userEvent, waitFor, within } from 'storybook/test'
import { aDetailedAnswer, aQuestion, MARKDOWN } from '../testing/messages.fixture.js'
import { ActionButton } from './ActionButton.js'
import { MessageActions } from './MessageActions.js'

const meta: Meta<typeof MessageActions> = {
  title: 'MessageActions',
  component: MessageActions,
  args: { message: aDetailedAnswer(MARKDOWN), onRegenerate: fn(), onEdit: fn(), onFeedback: fn() },
  argTypes: { portalContainer: { control: false }, children: { control: false }, markdown: { control: false } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof MessageActions>

/** Under an answer. Copying takes the text as it is read, or as it was written. */
export const OfAnAnswer: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const write = spyOn(navigator.clipboard, 'writeText').mockResolvedValue(undefined)
    // Looked for from now on: it is gone again after two seconds.
    const copied = canvas.findByText('Copied')
    await userEvent.click(canvas.getByRole('button', { name: 'Copy' }))
    await expect(await copied).toBeDefined()
    await expect(mocked(write).mock.calls[0]?.[0]).toContain('1. it collects in a hollow,\n2. it overflows')
    await userEvent.click(canvas.getByRole('button', { name: 'Copy as Markdown' }))
    await expect(mocked(write).mock.calls[1]?.[0]).toBe(MARKDOWN)
    await userEvent.click(canvas.getByRole('button', { name: 'Regenerate' }))
    await expect(args.onRegenerate).toHaveBeenCalledTimes(1)
  },
}

/** Under what somebody else said. */
export const OfAQuestion: Story = {
  args: { message: aQuestion('What is a rivulet?') },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Edit' }))
    await expect(args.onEdit).toHaveBeenCalledTimes(1)
  },
}

/** The thumbs are pressed or not; the pressed one takes it back. */
export const Feedback: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const up = canvas.getByRole('button', { name: 'Good answer' })
    await userEvent.click(up)
    await expect(up).toHaveAttribute('aria-pressed', 'true')
    await userEvent.click(canvas.getByRole('button', { name: 'Bad answer' }))
    await expect(up).toHaveAttribute('aria-pressed', 'false')
    await userEvent.click(canvas.getByRole('button', { name: 'Bad answer' }))
    await expect(mocked(args.onFeedback as (value: unknown) => void).mock.calls).toEqual([['up'], ['down'], [null]])
  },
}

/** One stop of the Tab key; arrow keys, Home and End within, and the details by focus alone. */
export const Keyboard: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Copy' })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    await expect(canvas.getByRole('button', { name: 'Copy as Markdown' })).toHaveFocus()
    await userEvent.keyboard('{Home}{ArrowLeft}')
    await expect(canvas.getByRole('button', { name: /^Details of this answer/ })).toHaveFocus()
    const details = within(canvasElement.ownerDocument.body)
    await waitFor(() => expect(details.getByText('example-large-2')).toBeVisible())
    await userEvent.tab()
    await expect(canvasElement.contains(document.activeElement)).toBe(false)
    await waitFor(() => expect(details.queryByText('example-large-2')).toBeNull())
  },
}

/** Model, times, tokens and cost: by hovering, by focus, by touch. Loaded when they are first asked for. */
export const Details: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement.ownerDocument.body)
    await userEvent.hover(within(canvasElement).getByRole('button', { name: /^Details of this answer/ }))
    await waitFor(() => expect(page.getByText('65 tokens/s')).toBeVisible())
    await expect(page.getByText('$0.0042')).toBeVisible()
  },
}

/** While a run is under way what has to wait for its end keeps its place. */
export const Busy: Story = {
  args: { busy: true },
  play: async ({ canvasElement, args }) => {
    const regenerate = within(canvasElement).getByRole('button', { name: 'Regenerate' })
    await expect(regenerate).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(regenerate)
    await expect(args.onRegenerate).not.toHaveBeenCalled()
  },
}

/** Those that an application picks, in its order, with one of its own. */
export const Chosen: Story = {
  args: {
    actions: ['feedback', 'copy'],
    children: (
      <ActionButton label="Pin" onClick={fn()}>
        <svg className="rivulet-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor">
          <path d="M12 17v5M9 3h6l-1 7 3 3v2H7v-2l3-3z" />
        </svg>
      </ActionButton>
    ),
  },
  play: async ({ canvasElement }) => {
    const names = within(canvasElement)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'))
    await expect(names).toEqual(['Good answer', 'Bad answer', 'Copy', 'Pin'])
  },
}
