import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import type { ChatMessage } from '@rivulet/chat'
import { Message } from '../message/Message.js'
import { aMessage, anAnswer, aQuestion, PROSE } from '../testing/messages.fixture.js'
import { held, recorded, type RecordedStory } from '../testing/recorded.fixture.js'
import { Thread } from './Thread.js'
import type { ThreadProps } from './ThreadProps.js'

const meta: Meta<typeof Thread> = {
  title: 'Thread',
  component: Thread,
  args: { messages: [], onRetry: fn(), onContinue: fn() },
  argTypes: {
    empty: { control: false },
    renderMessage: { control: false },
    parts: { control: false },
    onRetry: { control: false },
    onContinue: { control: false },
    notice: { control: false },
    renderToLatest: { control: false },
    announce: { control: 'inline-radio', options: ['end', 'sentence', 'off'] },
  },
  parameters: { layout: 'fullscreen' },
  decorators: [(Story) => <div className="story-page">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Thread>

const from = (name: string, rest: Pick<RecordedStory, 'at' | 'stopped'> = {}) =>
  recorded<ThreadProps>({ name, ...rest, show: ({ messages, run }) => ({ messages, run }) })

const turns = (count: number): ChatMessage[] =>
  Array.from({ length: count }, (_, turn) => [
    aQuestion(`Question ${turn + 1}: what is a rivulet?`, { id: `q${turn}` }),
    anAnswer(PROSE, { id: `a${turn}` }),
  ]).flat()

const logOf = (canvasElement: HTMLElement) => within(canvasElement).getByRole('log', { name: 'Conversation' })
const distanceToEnd = (log: HTMLElement) => log.scrollHeight - log.clientHeight - log.scrollTop

/** No message yet. */
export const Idle: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('What would you like to know?')).toBeVisible()
    await expect(logOf(canvasElement)).toHaveAttribute('aria-busy', 'false')
  },
}

/** An empty state of the application's own. */
export const OwnEmptyState: Story = { args: { empty: <p>Ask about the weather.</p> } }

/** The question is sent and nothing has come. */
export const Waiting: Story = {
  parameters: from('inferex-prose', { at: 'waiting' }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Waiting for the answer' })).toBeVisible()
    await expect(logOf(canvasElement)).toHaveAttribute('aria-busy', 'true')
    await expect(canvas.getByRole('status')).toHaveTextContent('The answer is being written.')
  },
}

/** A try failed before its first token, and the client waits to make another by itself. */
export const TryingAgain: Story = {
  args: {
    messages: [
      aQuestion('What is a rivulet?'),
      aMessage({ role: 'assistant', content: null, refusal: null }, { id: 'answer', state: 'pending' }),
    ],
    run: { phase: 'retrying', attempt: 2, retryAtMs: 0 },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Trying again (try 2)' })).toBeVisible()
    await expect(canvas.getByText('Trying again (try 2)', { selector: 'p' })).toBeVisible()
    await expect(canvas.getByRole('status')).toHaveTextContent('Trying again (try 2)')
  },
}

/** The answer is coming. The log is busy and says nothing of its growth. */
export const Streaming: Story = {
  parameters: from('inferex-prose', { at: 0.6 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('article', { name: 'Assistant' })).toHaveAttribute('data-state', 'streaming')
    await expect(logOf(canvasElement)).toHaveAttribute('aria-live', 'off')
  },
}

export const Done: Story = {
  parameters: from('inferex-prose'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('article', { name: 'Assistant' })).toHaveAttribute('data-state', 'done')
    await expect(logOf(canvasElement)).toHaveAttribute('aria-busy', 'false')
  },
}

export const Stopped: Story = {
  parameters: from('inferex-stopped', { stopped: true }),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('You stopped this answer.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}

export const FailedAfterTokens: Story = {
  parameters: from('infery-error-after-tokens'),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('alert')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}

export const Truncated: Story = {
  parameters: from('inferex-truncated'),
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}

/** The gateway does not accept the key: the question stays, the error stands where the answer would. */
export const Unauthorized: Story = {
  parameters: from('inferex-unauthorized'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('article', { name: 'You' })).toBeVisible()
    await expect(canvas.getByRole('alert')).toHaveTextContent('Key not accepted')
  },
}

export const ToolCalls: Story = {
  parameters: from('infinityblue-parallel-tools'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getAllByText('Called')).toHaveLength(2)
  },
}

export const Reasoning: Story = {
  parameters: from('inferex-reasoning', { at: 0.3 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Thinking…')).toBeVisible()
  },
}

/** A long answer: the thread stands at its end. */
export const LongAnswer: Story = {
  parameters: from('inferex-markdown', { at: 0.9 }),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    await waitFor(() => expect(distanceToEnd(logOf(canvasElement))).toBeLessThanOrEqual(1))
  },
}

export const CjkAndEmoji: Story = {
  parameters: from('inferex-cjk-emoji'),
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}

/** The whole page reads from right to left, in words of its language. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  args: {
    labels: {
      locale: 'ar',
      conversation: 'المحادثة',
      user: 'أنت',
      assistant: 'المساعد',
      answered: 'اكتملت الإجابة.',
      answering: 'تُكتب الإجابة.',
    },
  },
  parameters: from('inferex-right-to-left'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    const question = canvas.getByRole('article', { name: 'أنت' }).querySelector('.rivulet-text')
    const log = canvas.getByRole('log').getBoundingClientRect()
    await expect((question?.getBoundingClientRect().left ?? 0) - log.left).toBeLessThan(log.width / 2)
  },
}

/** Many turns: it opens at its end, and stays there. */
export const ManyTurns: Story = {
  args: { messages: turns(60) },
  play: async ({ canvasElement }) => {
    const log = logOf(canvasElement)
    await waitFor(() => expect(distanceToEnd(log)).toBeLessThanOrEqual(1))
    await expect(within(canvasElement).getAllByRole('article')).toHaveLength(120)
  },
}

/** Answers as `**strong**` and `code`, by a renderer of the application's own: a Markdown library takes its place. */
export const OwnText: Story = {
  args: {
    messages: [
      aQuestion('Is **this** drawn, too?'),
      anAnswer('No: **only** the text of answers is, such as `npm start`.', { ending: { kind: 'stopped' } }),
    ],
    parts: {
      text: ({ text, streaming }) => (
        <p dir="auto" data-streaming={streaming}>
          {Array.from(text.matchAll(/\*\*(.+?)\*\*|`(.+?)`|[^*`]+|[*`]/g), ([piece, strong, code], index) =>
            // Text only grows at its end, so a piece's place is its identity.
            // oxlint-disable-next-line react/no-array-index-key
            strong ? <strong key={index}>{strong}</strong> : code ? <code key={index}>{code}</code> : piece,
          )}
        </p>
      ),
    },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('only', { selector: 'strong' })).toBeVisible()
    await expect(canvas.getByText('npm start', { selector: 'code' })).toBeVisible()
    await expect(canvas.getByText('Is **this** drawn, too?')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Retry' })).toBeVisible()
  },
}

/** Messages drawn by the application. */
export const OwnMessages: Story = {
  args: {
    messages: turns(1),
    renderMessage: (message) => (
      <figure>
        <figcaption>{message.wire.role}</figcaption>
        <Message message={message} />
      </figure>
    ),
  },
}

/** Prompts to begin with. */
export const SuggestedPrompts: Story = {
  args: {
    suggestions: [
      'Why is the sky blue?',
      { title: 'Plan a weekend', text: 'Plan two days in Ulm for a family with small children.' },
      { title: 'Explain a text', text: 'Tell me in plain words what this contract says.' },
      'Write a haiku about rain',
    ],
    onSuggestion: fn(),
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(within(canvas.getByRole('list', { name: 'Suggestions' })).getByRole('button', { name: /Plan a weekend/ }))
    await expect(args.onSuggestion).toHaveBeenCalledWith('Plan two days in Ulm for a family with small children.')
  },
}

/** Messages of several days, more of which can be loaded above. The reader is in the middle, and is told what came. */
export const ReadingOlder: Story = {
  args: {
    messages: turns(12).map((message, index) => ({ ...message, createdAtMs: Date.UTC(2024, 4, 1 + Math.floor(index / 8), 12) })),
    onLoadOlder: fn(() => new Promise<void>(() => {})),
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    const log = logOf(canvasElement)
    await waitFor(() => expect(distanceToEnd(log)).toBeLessThanOrEqual(1))
    log.scrollTop = 0
    await expect(await canvas.findByRole('button', { name: 'Loading older messages…' })).toBeVisible()
    await expect(args.onLoadOlder).toHaveBeenCalledTimes(1)
    await expect(canvas.getByText('Wednesday, May 1, 2024')).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Jump to latest' })).toBeVisible()
  },
}

export const Dark: Story = { ...FailedAfterTokens, globals: { theme: 'dark' } }

/** A phone, or a panel at the side. */
export const Narrow: Story = {
  ...FailedAfterTokens,
  decorators: [(Story) => <div className="story-narrow">{Story()}</div>],
}
