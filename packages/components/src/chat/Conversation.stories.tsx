import type { Meta, StoryObj } from '@storybook/react-vite'
import type { JSX } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { Composer } from '../composer/Composer.js'
import { held, recorded, type RecordedChat, type RecordedStory } from '../testing/recorded.fixture.js'
import { Thread } from '../thread/Thread.js'
import { UsageMeter } from '../usage/UsageMeter.js'

/** A chat made of the parts, with what `useChatStream` gives. */
function Conversation({ messages, run, usage, cost, send, stop, retry }: RecordedChat): JSX.Element {
  return (
    <div className="story-page">
      <Thread messages={messages} run={run} onRetry={retry} />
      <footer>
        <Composer onSend={send} onStop={stop} running={run.phase !== 'idle'} />
        <UsageMeter usage={usage} cost={cost} />
      </footer>
    </div>
  )
}

const nothing = () => Promise.resolve()

const meta: Meta<typeof Conversation> = {
  title: 'Conversation',
  component: Conversation,
  args: {
    messages: [],
    run: { phase: 'idle' },
    error: null,
    usage: undefined,
    cost: undefined,
    send: nothing,
    stop: nothing,
    retry: nothing,
  },
  parameters: { layout: 'fullscreen', controls: { disable: true } },
}

export default meta
type Story = StoryObj<typeof Conversation>

const from = (name: string, rest: Pick<RecordedStory, 'at' | 'stopped'> = {}) =>
  recorded<RecordedChat>({ name, ...rest, show: (chat) => chat })

export const Idle: Story = {}

/** By the clock on the wall: ask again, stop, try again. Every question is answered by the same recording. */
export const Live: Story = {
  parameters: from('inferex-markdown', { at: 'live' }),
  tags: ['!test'],
}

/** In the middle of an answer. Stop keeps what came and says so. */
export const Streaming: Story = {
  parameters: from('inferex-markdown', { at: 0.4 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible()
  },
}

export const StopKeepsTheText: Story = {
  parameters: from('inferex-prose', { at: 0.5 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    const text = canvas.getByRole('article', { name: 'Assistant' }).textContent
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await expect(await canvas.findByText('You stopped this answer.')).toBeVisible()
    await expect(canvas.getByRole('article', { name: 'Assistant' })).toHaveTextContent(text.trim())
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeVisible()
  },
}

/** An error after tokens: the text stays, and Retry starts the turn once more. */
export const RetryAfterError: Story = {
  parameters: from('infery-error-after-tokens'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Stop' })).toBeVisible())
    await expect(await canvas.findByRole('alert', undefined, { timeout: 10_000 })).toBeVisible()
  },
}

/** Whole, with what it took. */
export const Done: Story = {
  parameters: from('infery-usage-credits'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText(/^\d+ credits?$/)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true')
  },
}

export const Dark: Story = { ...Done, globals: { theme: 'dark' } }

export const DarkStreaming: Story = { ...Streaming, globals: { theme: 'dark' } }

export const RightToLeft: Story = {
  parameters: from('inferex-right-to-left'),
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}
