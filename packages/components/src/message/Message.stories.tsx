import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { Message, type MessageProps } from './Message.js'
import { aDetailedAnswer, aMessage, anAnswer, aQuestion, PROSE } from '../testing/messages.fixture.js'
import { held, lastOf, recorded, type RecordedStory } from '../testing/recorded.fixture.js'

const meta: Meta<typeof Message> = {
  title: 'Message',
  component: Message,
  args: { message: anAnswer(PROSE), last: true, onRetry: fn(), onContinue: fn(), onRegenerate: fn(), onEdit: fn(), onFeedback: fn() },
  argTypes: {
    parts: { control: false },
    renderTools: { control: false },
    portalContainer: { control: false },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Message>

/** The newest message of a recording at a moment. */
const from = (name: string, rest: Pick<RecordedStory, 'at' | 'stopped'> = {}) =>
  recorded<MessageProps>({ name, ...rest, show: (chat) => ({ message: lastOf(chat) }) })

const articleIn = (canvasElement: HTMLElement) => within(canvasElement).getByRole('article')

export const Question: Story = { args: { message: aQuestion('What is a rivulet?') } }

/** What a person wrote keeps its lines; an image of another host is loaded when the reader asks for it. */
export const QuestionWithParts: Story = {
  args: {
    message: aMessage({
      role: 'user',
      content: [
        { type: 'text', text: 'What is in these pictures?\n\n  1. a stream\n  2. a pond' },
        { type: 'image_url', image_url: { url: 'https://example.com/stream.png' } },
        { type: 'image_url', image_url: { url: 'https://example.com/pond.png' } },
      ],
    }),
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getAllByRole('button', { name: 'Show image from example.com' })).toHaveLength(2)
  },
}

export const System: Story = { args: { message: aMessage({ role: 'system', content: 'Answer briefly.' }) } }

export const ToolResult: Story = {
  args: { message: aMessage({ role: 'tool', tool_call_id: 'call_1', content: '{"temperature":31,"sky":"clear"}' }) },
}

/** The request is out and nothing has come. */
export const Waiting: Story = {
  parameters: from('inferex-prose', { at: 'waiting' }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Waiting for the answer' })).toBeVisible()
  },
}

/** Text comes; a pen stands behind it. */
export const Streaming: Story = {
  parameters: from('inferex-prose', { at: 0.5 }),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    await expect(articleIn(canvasElement)).toHaveAttribute('data-state', 'streaming')
    await expect(articleIn(canvasElement).querySelector('.rivulet-markdown[data-streaming]')).not.toBeNull()
  },
}

/** Whole: no word about its ending. */
export const Done: Story = {
  parameters: from('inferex-prose'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(articleIn(canvasElement)).toHaveAttribute('data-ending', 'complete')
    await expect(canvas.queryByRole('button', { name: 'Retry' })).toBeNull()
    await expect(canvas.getByRole('toolbar', { name: 'Message actions' })).toBeVisible()
  },
}

/** The reader stopped it; what came is kept. */
export const Stopped: Story = {
  parameters: from('inferex-stopped', { stopped: true }),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('You stopped this answer.')).toBeVisible()
    await expect(articleIn(canvasElement).querySelector('.rivulet-markdown')?.textContent.length).toBeGreaterThan(20)
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}

/** The gateway failed after some tokens: they stay, the error stands under them. */
export const FailedAfterTokens: Story = {
  parameters: from('infery-error-after-tokens'),
  play: async ({ canvasElement, args }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('alert')).toHaveTextContent('The gateway failed')
    await expect(articleIn(canvasElement).querySelector('.rivulet-markdown')?.textContent.length).toBeGreaterThan(20)
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
  },
}

/** The bytes ended without saying why. */
export const Truncated: Story = {
  parameters: from('inferex-truncated'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('The connection ended before this answer was whole.')).toBeVisible()
  },
}

export const Stalled: Story = {
  args: { message: anAnswer(PROSE, { ending: { kind: 'stalled', idleMs: 120_000 } }) },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText(/^Nothing came for 2 min/)).toBeVisible()
  },
}

export const Detached: Story = { args: { message: anAnswer(PROSE, { ending: { kind: 'detached' } }) } }

export const CutByLength: Story = {
  parameters: from('inferex-cut-by-length'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Cut off at the length limit.')).toBeVisible()
  },
}

export const ContentFilter: Story = {
  args: { message: anAnswer(PROSE, { ending: { kind: 'complete', finishReason: 'content_filter', sawDone: true, lostEvents: 0 } }) },
}

/** A reason that no list knows is told as it came. */
export const UnknownReason: Story = {
  args: {
    message: anAnswer(PROSE, { ending: { kind: 'complete', finishReason: 'insufficient_system_resource', sawDone: true, lostEvents: 0 } }),
  },
}

/** The answer ended well, but some of it could not be read. */
export const LostEvents: Story = {
  args: { message: anAnswer(PROSE, { ending: { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 2 } }) },
}

export const Empty: Story = {
  args: { message: anAnswer('') },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('The answer was empty.')).toBeVisible()
  },
}

/** The model declined. */
export const Refusal: Story = {
  parameters: from('sovereigneg-refusal'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Declined' })).toBeVisible()
  },
}

/** What was repaired on the way is one quiet line that unfolds. */
export const WithWarnings: Story = {
  args: {
    message: anAnswer(PROSE, {
      warnings: [{ code: 'bare-json', message: 'JSON that came without "data:" was read all the same.' }],
    }),
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('1 note on this answer')).toBeVisible()
  },
}

/** The model is still thinking. */
export const ReasoningStreaming: Story = {
  parameters: from('inferex-reasoning', { at: 0.3 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Thinking…')).toBeVisible()
  },
}

/** It has thought, and answers: the thoughts fold. */
export const ReasoningDone: Story = {
  parameters: from('inferex-reasoning'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText(/^Thought/)).toBeVisible()
    await expect(canvas.getByRole('group')).not.toHaveAttribute('open')
  },
}

/** A tool call whose arguments are being written. */
export const ToolCallGrowing: Story = {
  parameters: from('infery-tool-call', { at: 0.6 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Writing arguments')).toBeVisible()
  },
}

export const ToolCallWhole: Story = {
  parameters: from('infery-tool-call'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Called')).toBeVisible()
  },
}

export const ParallelToolCalls: Story = {
  parameters: from('infinityblue-parallel-tools'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getAllByText('Called')).toHaveLength(2)
  },
}

/** The application ran one tool and the other failed. */
export const ToolCallsRun: Story = {
  args: {
    message: aMessage(
      {
        role: 'assistant',
        content: 'I will look at both cities.',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cairo"}' } },
          { id: 'call_2', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Kyoto"}' } },
        ],
      },
      { toolRuns: { call_1: { state: 'done', result: '31 °C, clear' }, call_2: { state: 'failed', result: 'No station answers.' } } },
    ),
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('No station answers.')).toBeVisible()
    await expect(canvas.getByText('31 °C, clear')).not.toBeVisible()
    await userEvent.click(canvas.getByText('Done'))
    await expect(canvas.getByText('31 °C, clear')).toBeVisible()
  },
}

/** Stopped in the middle of the arguments. */
export const ToolCallIncomplete: Story = {
  args: {
    message: aMessage(
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cai' } }],
      },
      { ending: { kind: 'stopped' } },
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('Not whole')).toBeVisible()
  },
}

/** An answer by a schema is text like any other until it is asked for as an object. */
export const JsonBySchema: Story = {
  parameters: from('infinityblue-json-schema'),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    const text = articleIn(canvasElement).querySelector('.rivulet-markdown')?.textContent ?? ''
    await expect(() => JSON.parse(text) as unknown).not.toThrow()
  },
}

export const LongMarkdown: Story = {
  parameters: from('inferex-markdown'),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    const article = within(articleIn(canvasElement).querySelector<HTMLElement>('.rivulet-markdown') ?? canvasElement)
    await expect(article.getAllByRole('heading')).toHaveLength(7)
    await expect(article.getByRole('table')).toBeVisible()
    await expect(article.getAllByRole('checkbox')).toHaveLength(5)
    await expect(article.getAllByRole('button', { name: 'Copy' })).toHaveLength(3)
  },
}

export const CjkAndEmoji: Story = {
  parameters: from('inferex-cjk-emoji'),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    await expect(articleIn(canvasElement)).toHaveTextContent(/\p{Script=Han}.*\p{Extended_Pictographic}/u)
  },
}

/** Each paragraph finds its own direction, whatever the page's is. */
export const RightToLeft: Story = {
  parameters: from('inferex-right-to-left'),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    const paragraph = articleIn(canvasElement).querySelector('p')
    await expect(paragraph && getComputedStyle(paragraph).direction).toBe('rtl')
  },
}

/** Every message but the newest shows its actions to who comes near: by pointer, by the Tab key, and always to fingers. */
export const EarlierAnswer: Story = {
  args: { message: aDetailedAnswer(PROSE), last: false },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Copy' })).toHaveFocus()
    await waitFor(() => expect(canvas.getByRole('toolbar')).toBeVisible())
  },
}

/** One of three ways in which the question was put. */
export const Branches: Story = {
  args: {
    message: aQuestion('What is a rivulet?', { id: 'second' }),
    branches: { ids: ['first', 'second', 'third'], index: 1 },
    onSelectBranch: fn(),
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Previous version' }))
    await expect(args.onSelectBranch).toHaveBeenCalledWith('first')
  },
}

/** The text is a field in its own place: Escape leaves it, Enter saves it. */
export const Editing: Story = {
  args: { message: aQuestion('What is a rivulet?') },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Edit' }))
    await userEvent.keyboard('{Escape}')
    await expect(await canvas.findByRole('button', { name: 'Edit' })).toHaveFocus()
    await userEvent.keyboard('{Enter} In short{Enter}')
    await expect(args.onEdit).toHaveBeenCalledWith(args.message, 'What is a rivulet? In short')
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit' }))
  },
}

/** Sources that the answer cites, as OpenAI's `annotations` name them. */
export const WithSources: Story = {
  args: {
    message: aMessage(
      {
        role: 'assistant',
        content: 'A rivulet is a very small stream [1], smaller than a brook [2].',
        annotations: [
          {
            type: 'url_citation',
            url_citation: { start_index: 0, end_index: 9, title: 'Stream', url: 'https://en.wikipedia.org/wiki/Stream' },
          },
          {
            type: 'url_citation',
            url_citation: { start_index: 10, end_index: 12, title: 'Brooks', url: 'https://www.example.org/brooks' },
          },
        ],
      } as MessageProps['message']['wire'],
      { ending: { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } },
    ),
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByText('2 sources'))
    await expect(within(canvasElement).getByRole('link', { name: /Stream/ })).toBeVisible()
  },
}

/** A tool call waits for a person. */
export const AwaitingApproval: Story = {
  args: {
    message: aMessage(
      {
        role: 'assistant',
        content: 'I can send it now.',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'send_mail', arguments: '{"to":"ann@example.com","subject":"Rivulets"}' } },
        ],
      },
      { state: 'awaiting-approval', toolRuns: { call_1: { name: 'send_mail', state: 'awaiting-approval' } } },
    ),
    onApprove: fn(),
    onReject: fn(),
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Approve' }))
    await expect(args.onApprove).toHaveBeenCalledWith('call_1', args.message)
    await userEvent.click(canvas.getByRole('button', { name: 'Reject' }))
    await userEvent.keyboard('Not to Ann{Enter}')
    await expect(args.onReject).toHaveBeenCalledWith('call_1', 'Not to Ann', args.message)
  },
}

/** An application draws the calls of its own tool, by its name, and gives the result that the call waits for. */
export const OwnTool: Story = {
  args: {
    message: aMessage(
      {
        role: 'assistant',
        content: 'Where would you like to sit?',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'choose_seat', arguments: '{"row":12}' } }],
      },
      { state: 'awaiting-approval', toolRuns: { call_1: { name: 'choose_seat', state: 'awaiting-result', input: { row: 12 } } } },
    ),
    onToolResult: fn(),
    renderTools: {
      choose_seat: ({ input, giveResult }) => (
        <fieldset>
          <legend>Row {(input as { row: number }).row}</legend>
          {['A', 'B', 'C'].map((seat) => (
            <button key={seat} type="button" className="rivulet-button" onClick={() => giveResult?.({ seat })}>
              {seat}
            </button>
          ))}
        </fieldset>
      ),
    },
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'B' }))
    await expect(args.onToolResult).toHaveBeenCalledWith('call_1', { seat: 'B' })
  },
}

/** Some parts are the application's own, one is left out, the others stay. */
export const OwnParts: Story = {
  tags: ['one-theme'],
  args: {
    message: aMessage(
      { role: 'assistant', content: 'A very small stream.', reasoning_content: 'A definition will do.' },
      { warnings: [{ code: 'bare-json', message: 'JSON without "data:".' }] },
    ),
    parts: {
      reasoning: ({ text }) => <aside>{text}</aside>,
      text: ({ text }) => <blockquote>{text}</blockquote>,
      actions: null,
    },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('A definition will do.').closest('aside')).toBeVisible()
    await expect(canvas.getByText('A very small stream.').closest('blockquote')).toBeVisible()
    await expect(canvas.getByText('1 note on this answer')).toBeVisible()
    await expect(canvas.queryByRole('toolbar')).toBeNull()
  },
}
