import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { held, lastOf, recorded, type RecordedChat } from '../testing/recorded.fixture.js'
import { ToolCall, type ToolCallProps } from './ToolCall.js'

const meta: Meta<typeof ToolCall> = {
  title: 'ToolCall',
  component: ToolCall,
  args: {
    state: 'called',
    call: { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cairo","unit":"celsius"}' } },
  },
  argTypes: { state: { control: 'select' }, defaultOpen: { control: 'boolean' } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof ToolCall>

const callOf = (chat: RecordedChat): Partial<ToolCallProps> => {
  const { wire } = lastOf(chat)
  const call = wire.role === 'assistant' ? wire.tool_calls?.[0] : undefined
  return call ? { call } : {}
}

/** The arguments are being written: shown as they come, since half of a JSON text has no shape yet. */
export const Growing: Story = {
  parameters: recorded<ToolCallProps>({ name: 'infery-tool-call', at: 0.6, show: (chat) => ({ ...callOf(chat), state: 'streaming' }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Writing arguments')).toBeVisible()
    const written = canvas.getByRole('group', { name: 'Arguments' }).textContent
    await expect(written).toMatch(/^\{"/)
    await expect(() => JSON.parse(written) as unknown).toThrow()
  },
}

/** The arguments are whole: set on lines of their own. */
export const Whole: Story = {
  parameters: recorded<ToolCallProps>({ name: 'infery-tool-call', show: (chat) => ({ ...callOf(chat), state: 'called' }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Called')).toBeVisible()
    const written = canvas.getByRole('group', { name: 'Arguments' }).textContent
    await expect(written).toMatch(/^\{\n {2}"/)
    await expect(() => JSON.parse(written) as unknown).not.toThrow()
  },
}

export const Running: Story = { args: { state: 'running' } }

export const Done: Story = {
  args: { state: 'done', result: { temperature: 31, sky: 'clear', wind: { speed: 14, unit: 'km/h' } } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('group', { name: 'Result' })).toHaveTextContent('"sky": "clear"')
  },
}

export const Failed: Story = { args: { state: 'failed', result: 'The weather service did not answer within 10 s.' } }

/** The answer ended before the arguments were whole. */
export const Incomplete: Story = {
  args: { state: 'incomplete', call: { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Cai' } } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('group', { name: 'Arguments' })).toHaveTextContent('{"location":"Cai')
  },
}

/** A long number and a repeated key stay as the model wrote them. */
export const Verbatim: Story = {
  args: {
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
  args: { call: { id: 'call_1', type: 'custom', custom: { name: 'run_python', input: 'print("a rivulet")\nprint(6 * 7)' } } },
}
