import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, mocked, userEvent, within } from 'storybook/test'
import { held, lastOf, recorded, type RecordedChat } from '../testing/recorded.fixture.js'
import { ToolCall, type ToolCallProps } from './ToolCall.js'

const meta: Meta<typeof ToolCall> = {
  title: 'ToolCall',
  component: ToolCall,
  args: {
    state: 'called',
    call: { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cairo","unit":"celsius"}' } },
  },
  argTypes: { state: { control: 'select' }, defaultOpen: { control: 'boolean' }, form: { control: false } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ToolCall>

const callOf = (chat: RecordedChat): Partial<ToolCallProps> => {
  const { wire } = lastOf(chat)
  const call = wire.role === 'assistant' ? wire.tool_calls?.[0] : undefined
  return call ? { call } : {}
}

/** The arguments are being written: set on lines as they come, as they will stand when they are whole. */
export const Growing: Story = {
  parameters: recorded<ToolCallProps>({ name: 'infery-tool-call', at: 0.6, show: (chat) => ({ ...callOf(chat), state: 'streaming' }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Writing arguments')).toBeVisible()
    const written = canvas.getByRole('group', { name: 'Arguments' }).textContent
    await expect(written).toMatch(/^\{\n {2}"/)
    await expect(() => JSON.parse(written) as unknown).toThrow()
  },
}

/** The arguments are whole: set on lines of their own. */
export const Whole: Story = {
  parameters: recorded<ToolCallProps>({
    name: 'infery-tool-call',
    show: (chat) => ({ ...callOf(chat), state: 'called', defaultOpen: true }),
  }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Called')).toBeVisible()
    const written = canvas.getByRole('group', { name: 'Arguments' }).textContent
    await expect(written).toMatch(/^\{\n {2}"/)
    await expect(() => JSON.parse(written) as unknown).not.toThrow()
  },
}

/** What the tool said last: a share of the work, a text, or any value. */
export const Running: Story = {
  args: { state: 'running', progress: 0.6 },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('value', '0.6')
  },
}

/** Folded once it is done. The result is a tree, or JSON where the reader wants that. */
export const Done: Story = {
  args: { state: 'done', durationMs: 840, result: { temperature: 31, sky: 'clear', wind: { speed: 14, unit: 'km/h' } } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('get_weather').closest('details')).not.toHaveAttribute('open')
    await userEvent.click(canvas.getByText('get_weather'))
    const result = canvas.getByRole('group', { name: 'Result' })
    await expect(within(result).getByText('km/h')).toBeVisible()
    const json = canvas.getByRole('button', { name: 'JSON' })
    await userEvent.click(json)
    await expect(json).toHaveAttribute('aria-pressed', 'true')
    await expect(json).toHaveFocus()
    await expect(canvas.getByRole('group', { name: 'Result' })).toHaveTextContent('"sky": "clear"')
    await userEvent.click(json)
  },
}

export const Failed: Story = {
  args: { state: 'failed', result: 'The weather service did not answer within 10 s.' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('group', { name: 'Error' })).toBeVisible()
  },
}

/** A person decides whether it runs. */
export const AwaitingApproval: Story = {
  args: { state: 'awaiting-approval', onApprove: fn(), onReject: fn() },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Approve' }))
    await expect(args.onApprove).toHaveBeenCalledTimes(1)
  },
}

/** A rejection may say why: the first press opens the field, Escape closes it, Enter sends it. All of it by keyboard. */
export const Rejecting: Story = {
  args: { state: 'awaiting-approval', onApprove: fn(), onReject: fn() },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    canvas.getByRole('button', { name: 'Reject' }).focus()
    await userEvent.keyboard('{Enter}')
    const field = canvas.getByRole('textbox', { name: 'Reason for the rejection' })
    await expect(field).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByRole('button', { name: 'Reject' })).toHaveFocus()
    await userEvent.keyboard('{Enter}Ask for Giza instead{Enter}')
    await expect(mocked(args.onReject as (reason: string) => void).mock.calls).toEqual([['Ask for Giza instead']])
  },
}

export const Rejected: Story = { args: { state: 'rejected', result: 'Ask for Giza instead', defaultOpen: true } }

/** The call waits for a result that the application asks a person for: its own form stands under the arguments. */
export const AwaitingResult: Story = {
  args: {
    state: 'awaiting-result',
    call: { id: 'call_1', type: 'function', function: { name: 'choose_seat', arguments: '{"row":12}' } },
  },
  render: function Render(args) {
    const [seat, setSeat] = useState<string>()
    const form = (
      <div role="group" aria-label="Seat">
        {['A', 'B', 'C'].map((name) => (
          <button key={name} type="button" className="rivulet-button" onClick={() => setSeat(name)}>
            {name}
          </button>
        ))}
      </div>
    )
    return <ToolCall {...args} {...(seat === undefined ? { form } : { state: 'done', result: { seat }, defaultOpen: true })} />
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'B' }))
    await expect(within(canvas.getByRole('group', { name: 'Result' })).getByText('B')).toBeVisible()
  },
}

/** The answer ended before the arguments were whole. */
export const Incomplete: Story = {
  args: { state: 'incomplete', call: { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cai' } } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('group', { name: 'Arguments' })).toHaveTextContent('{ "location": "Cai')
  },
}

/** A long number and a repeated key stay as the model wrote them. */
export const Verbatim: Story = {
  args: {
    defaultOpen: true,
    call: {
      id: 'call_1',
      type: 'function',
      function: { name: 'lookup', arguments: '{"id":12345678901234567890,"tag":"a","tag":"b","none":[]}' },
    },
  },
  play: async ({ canvasElement }) => {
    const shown = within(canvasElement).getByRole('group', { name: 'Arguments' }).textContent
    await expect(shown).toBe('{\n  "id": 12345678901234567890,\n  "tag": "a",\n  "tag": "b",\n  "none": []\n}')
  },
}

/** A custom tool takes free text. */
export const Custom: Story = {
  args: {
    defaultOpen: true,
    call: { id: 'call_1', type: 'custom', custom: { name: 'run_python', input: 'print("a rivulet")\nprint(6 * 7)' } },
  },
}
