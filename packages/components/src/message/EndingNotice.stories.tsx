import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, within } from 'storybook/test'
import { EndingNotice, type EndingNoticeProps } from './EndingNotice.js'
import { held, lastOf, recorded, type RecordedStory } from '../testing/recorded.fixture.js'

const meta: Meta<typeof EndingNotice> = {
  title: 'EndingNotice',
  component: EndingNotice,
  args: { ending: { kind: 'stopped' }, onRetry: fn(), onContinue: fn(), onEditQuestion: fn() },
  argTypes: { onRetry: { control: false }, onContinue: { control: false }, onEditQuestion: { control: false } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof EndingNotice>

/** How the answer of a recording ended. */
const from = (name: string, rest: Pick<RecordedStory, 'stopped'> = {}) =>
  recorded<EndingNoticeProps>({
    name,
    ...rest,
    show: (chat) => {
      const { ending } = lastOf(chat)
      return ending ? { ending } : {}
    },
  })

const complete = (finishReason: string, lostEvents = 0) => ({ kind: 'complete', finishReason, sawDone: true, lostEvents }) as const

/** The reader stopped it, and can ask once more. */
export const Stopped: Story = {
  parameters: from('inferex-stopped', { stopped: true }),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('You stopped this answer.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Continue' }))
    await expect(args.onContinue).toHaveBeenCalledTimes(1)
  },
}

/** The page was left while it came. */
export const Detached: Story = { args: { ending: { kind: 'detached' } } }

/** The bytes ended without saying why. */
export const Truncated: Story = {
  parameters: from('inferex-truncated'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('The connection ended before this answer was whole.')).toBeVisible()
  },
}

export const Stalled: Story = { args: { ending: { kind: 'stalled', idleMs: 120_000 } } }

export const CutByLength: Story = {
  parameters: from('inferex-cut-by-length'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Cut off at the length limit.')).toBeVisible()
  },
}

/** The same question would be refused again: what helps is another one. */
export const ContentFilter: Story = {
  args: { ending: complete('content_filter') },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Edit question' }))
    await expect(args.onEditQuestion).toHaveBeenCalledTimes(1)
    await expect(canvas.queryByRole('button', { name: 'Continue' })).toBeNull()
  },
}

/** The gateway finished it, but some of it could not be read. */
export const LostEvents: Story = { args: { ending: complete('stop', 2) } }

/** A reason that no list knows is told as it came. */
export const UnknownReason: Story = { args: { ending: complete('insufficient_system_resource') } }

/** A failure is told in full, by an `ErrorNotice`. */
export const Failed: Story = {
  parameters: from('infery-error-after-tokens'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveTextContent('The gateway failed')
    await expect(canvas.getByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Edit question' })).toBeNull()
  },
}

/** Where it cannot be tried again it only says how it ended. */
export const WithoutRetry: Story = {
  args: { onRetry: undefined, onContinue: undefined, onEditQuestion: undefined },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('button')).toBeNull()
  },
}

/** Nothing is amiss: nothing is drawn. */
export const Whole: Story = {
  parameters: from('inferex-prose'),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    await expect(canvasElement.querySelector('.rivulet-ending')).toBeNull()
  },
}
