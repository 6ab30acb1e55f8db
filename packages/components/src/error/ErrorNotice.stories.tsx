import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { ErrorNotice, type ErrorNoticeProps } from './ErrorNotice.js'
import { ERRORS } from '../testing/errors.fixture.js'
import { defaultLabels } from '../labels/labels.js'
import { held, lastOf, recorded, type RecordedChat } from '../testing/recorded.fixture.js'

const meta: Meta<typeof ErrorNotice> = {
  title: 'ErrorNotice',
  component: ErrorNotice,
  args: { error: { code: 'network', message: 'The gateway did not answer.' }, onRetry: fn() },
  argTypes: { onRetry: { control: false } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ErrorNotice>

const errorOf = (chat: RecordedChat): Partial<ErrorNoticeProps> => {
  const { ending } = lastOf(chat)
  return ending?.kind === 'failed' ? { error: ending.error } : {}
}

/** The gateway does not accept the key. */
export const Unauthorized: Story = {
  parameters: recorded<ErrorNoticeProps>({ name: 'inferex-unauthorized', show: errorOf }),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveTextContent('Key not accepted')
    await expect(canvas.getByText('HTTP 401')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}

/** The gateway fails in the middle of an answer. */
export const AfterTokens: Story = {
  parameters: recorded<ErrorNoticeProps>({ name: 'infery-error-after-tokens', show: errorOf }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveAttribute('data-code', 'gateway')
  },
}

/** Asked to wait, with all that there is to quote. */
export const RateLimited: Story = {
  args: {
    error: {
      code: 'rate_limit',
      message: 'The gateway answered 429. Requests come faster than the gateway allows. Wait before trying again.',
      status: 429,
      requestId: 'req_01JD8Z6Q4T9M2B7XKQ0V5N3C1H',
      retryAfterMs: 20_000,
    },
  },
  play: async ({ canvasElement }) => {
    const timer = within(canvasElement).getByRole('timer')
    await expect(timer).toHaveTextContent(/^Wait \d+ sec before trying again\.$/)
    const first = timer.textContent
    await waitFor(() => expect(timer.textContent).not.toBe(first))
  },
}

/** The client tries again by itself: the time until then, and afterwards that it does. */
export const TriesAgain: Story = {
  args: { onRetry: undefined },
  render: function Retrying(args) {
    const [retryAtMs] = useState(() => Date.now() + 1500)
    return <ErrorNotice {...args} retryAtMs={retryAtMs} />
  },
  play: async ({ canvasElement }) => {
    const timer = within(canvasElement).getByRole('timer')
    await expect(timer).toHaveTextContent(/^Trying again/)
    await waitFor(() => expect(timer).toHaveTextContent('Trying again…'))
  },
}

/** Every code that the client gives, with a title of its own. */
export const EveryCode: Story = {
  args: { onRetry: undefined },
  render: (args) => (
    <div className="story-gallery">
      {ERRORS.map((error) => (
        <ErrorNotice {...args} key={error.code} error={error} />
      ))}
    </div>
  ),
  play: async ({ canvasElement }) => {
    const notices = within(canvasElement).getAllByRole('alert')
    const titles = notices.map((notice) => notice.querySelector('p')?.textContent)
    await expect(notices.map((notice) => notice.dataset['code'])).toEqual(Object.keys(defaultLabels.errorTitles))
    await expect(new Set(titles).size).toBe(notices.length)
    await expect(titles).not.toContain(defaultLabels.errorTitle)
  },
}

/** A code that the words do not know, and nothing that could be tried again. */
export const Unknown: Story = {
  args: { error: { code: 'quantum', message: 'The gateway sent an error that nobody has described yet.' }, onRetry: undefined },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Something went wrong')).toBeVisible()
    await expect(within(canvasElement).queryByRole('button')).toBeNull()
  },
}
