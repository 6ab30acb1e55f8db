import { defineTool } from '@rivulet/chat'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { z } from 'zod'
import { Composer, type ComposerProps } from '../composer/index.js'
import { useGatewayChat } from '../testing/gateway.fixture.js'
import { held, recorded, type RecordedStory } from '../testing/recorded.fixture.js'
import { UsageMeter } from '../usage/UsageMeter.js'
import { Chat, type ChatProps } from './Chat.js'
import { useChatValue } from './useChatValue.js'

/** Of the chat that a recording drives, or, where there is none, of one with the emulated gateway. */
function Page(props: Partial<ChatProps>) {
  return props.chat ? <Chat {...props} chat={props.chat} /> : <WithGateway {...props} />
}

function WithGateway(props: Partial<ChatProps>) {
  return <Chat {...props} chat={useGatewayChat()} />
}

const meta: Meta<ChatProps> = {
  title: 'Chat',
  component: Chat,
  render: (args) => <Page {...args} />,
  argTypes: { chat: { control: false }, footer: { control: false }, composerTools: { control: false } },
  decorators: [(Story) => <div className="story-page">{Story()}</div>],
  parameters: { layout: 'fullscreen' },
}

export default meta
type Story = StoryObj<ChatProps>

const from = (name: string, rest: Pick<RecordedStory, 'at' | 'stopped'> = {}) =>
  recorded<ChatProps>({ name, ...rest, show: ({ chat }) => ({ chat }) })

const prompts = [
  { title: 'A haiku', text: 'Write a haiku about rain' },
  { title: 'All of markdown', text: 'Show me all of markdown' },
  { title: 'Thoughts first', text: 'Think it over: why is the sky blue?' },
  { title: 'A long answer', text: 'Tell me in prose how rivers find their way' },
]

/** With the emulated gateway: ask, stop, edit, regenerate, queue. */
export const Idle: Story = {
  args: { suggestions: prompts, attachments: true },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: /haiku/ }))
    await expect(await canvas.findByRole('article', { name: 'You' })).toHaveTextContent('Write a haiku about rain')
    const answer = await canvas.findByRole('article', { name: 'Assistant' })
    await waitFor(() => expect(answer).toHaveAttribute('data-state', 'done'))
    const regenerate = await canvas.findByRole('button', { name: 'Regenerate' })
    await waitFor(() => expect(regenerate).not.toHaveAttribute('aria-disabled'))
    await userEvent.click(regenerate)
    await expect(await canvas.findByText('2 / 2')).toBeVisible()
  },
}

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

/** What is written while an answer comes waits above the field, and can be changed and taken out there. */
export const Queue: Story = {
  parameters: from('inferex-prose', { at: 0.5 }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'And what about snow?{Enter}')
    const queue = await canvas.findByRole('region', { name: 'Waiting to be sent' })
    await expect(queue).toHaveTextContent('And what about snow?')
    await expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveValue('')
  },
}

/** An error after tokens: the text stays, and Retry starts the turn once more. */
export const RetryAfterError: Story = {
  parameters: from('infery-error-after-tokens'),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    // Looked for from now on: the recording is over soon.
    const stop = canvas.findByRole('button', { name: 'Stop' })
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }))
    await expect(await stop).toBeVisible()
    await expect(await canvas.findByRole('alert')).toBeVisible()
  },
}

const weather = defineTool({
  name: 'get_weather',
  description: 'Looks up the weather of a place',
  parameters: z.object({ location: z.string(), unit: z.enum(['celsius', 'fahrenheit']) }),
  needsApproval: true,
  execute: ({ location, unit }) => ({ location, unit, sky: 'light rain', temperature: 11 }),
})

function WithTools(props: Partial<ChatProps>) {
  return <Chat {...props} chat={useGatewayChat({ tools: [weather] })} />
}

/** A tool that asks first: let it run, and the answer goes on with its result. */
export const Approval: Story = {
  render: (args) => <WithTools {...args} />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Call a tool to look up the weather{Enter}')
    await userEvent.click(await canvas.findByRole('button', { name: 'Approve' }))
    await expect(await within(canvas.getByRole('log')).findByText('The tool answered:')).toBeVisible()
  },
}

const supportField = (props: ComposerProps) => <Composer {...props} placeholder="Ask the support" />

function WithFooter(props: Partial<ChatProps> & Pick<ChatProps, 'chat'>) {
  const usage = useChatValue(props.chat, (snapshot) => snapshot.usage)
  const cost = useChatValue(props.chat, (snapshot) => snapshot.cost)
  return <Chat {...props} parts={{ composer: supportField }} footer={<UsageMeter usage={usage} cost={cost} />} />
}

/** Whole, with what it took; one part replaced, one put under the field. */
export const Done: Story = {
  parameters: from('infery-usage-credits'),
  render: (args) => <WithFooter {...args} />,
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText(/^\d+ credits?$/)).toBeVisible()
    await expect(canvas.getByPlaceholderText('Ask the support')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true')
  },
}

export const RightToLeft: Story = {
  parameters: from('inferex-right-to-left'),
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}

/** In a side panel: what is narrow is the chat, not the window. */
export const SidePanel: Story = {
  parameters: from('inferex-markdown'),
  decorators: [(Story) => <div className="story-narrow story-page">{Story()}</div>],
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    await expect(screen.getByRole('log').scrollWidth).toBeLessThanOrEqual(screen.getByRole('log').clientWidth)
  },
}
