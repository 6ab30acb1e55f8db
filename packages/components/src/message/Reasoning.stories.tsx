import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { Reasoning, type ReasoningProps } from './Reasoning.js'
import { held, lastOf, recorded, type RecordedChat } from '../testing/recorded.fixture.js'

const meta: Meta<typeof Reasoning> = {
  title: 'Reasoning',
  component: Reasoning,
  args: { text: 'The user asks about rivulets. A short definition with an example will do.' },
  argTypes: { streaming: { control: 'boolean' }, durationMs: { control: 'number' } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Reasoning>

const thoughtsOf = (chat: RecordedChat): string => {
  const { wire } = lastOf(chat)
  return wire.role === 'assistant' ? (wire.reasoning_content ?? '') : ''
}

/** The model thinks: the fold is open and shows the thoughts as they come. */
export const Streaming: Story = {
  parameters: recorded<ReasoningProps>({
    name: 'inferex-reasoning',
    at: 0.3,
    show: (chat) => ({ text: thoughtsOf(chat), streaming: true }),
  }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Thinking…')).toBeVisible()
    await expect(canvas.getByRole('group')).toHaveAttribute('open')
  },
}

/** Done: folded, with the time it took. A click unfolds it and a second one folds it. */
export const Done: Story = {
  parameters: recorded<ReasoningProps>({ name: 'inferex-reasoning', show: (chat) => ({ text: thoughtsOf(chat), durationMs: 4200 }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    const fold = canvas.getByRole('group')
    await expect(fold).not.toHaveAttribute('open')
    await userEvent.click(canvas.getByText('Thought for 4.2 sec'))
    await expect(fold).toHaveAttribute('open')
    await userEvent.click(canvas.getByText('Thought for 4.2 sec'))
    await expect(fold).not.toHaveAttribute('open')
  },
}

/** Minutes of thought; and where nobody measured, no time is made up. */
export const Long: Story = {
  args: { durationMs: 125_000 },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Thought for 2 min 5 sec')).toBeVisible()
  },
}

export const WithoutTime: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Thoughts')).toBeVisible()
  },
}
