import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { RecordedStream, type RecordedStreamProps } from './parts/RecordedStream.js'

interface Args {
  /** A file of `packages/replay/recordings`, without its ending. */
  name: string
}

const files = import.meta.glob<string>('../../packages/replay/recordings/*.stream.jsonl', { query: '?raw', import: 'default' })

const meta: Meta<Args> = {
  title: 'Gateways/Recorded streams',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
  loaders: [async ({ args }) => ({ recording: await files[`../../packages/replay/recordings/${args.name}.stream.jsonl`]?.() })],
  render: (_args, { loaded }) => <RecordedStream recording={(loaded as RecordedStreamProps).recording} />,
}

export default meta
type Story = StoryObj<Args>

const ended = (word: RegExp): NonNullable<Story['play']> => {
  return async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvas.getByText(word)).toBeVisible())
    await waitFor(() => expect(canvas.getByRole('region', { name: 'What came over the wire' })).toHaveTextContent('data:'))
  }
}

export const Inferex: Story = { args: { name: 'inferex-split-characters' }, play: ended(/^complete \(stop\)$/) }

export const Infery: Story = { args: { name: 'infery-usage-credits' }, play: ended(/^complete \(stop\)$/) }

/** The provider fails after some tokens: the text stays. */
export const InferyError: Story = { args: { name: 'infery-error-after-tokens' }, play: ended(/^failed \(gateway\)$/) }

export const InferyToolCall: Story = { args: { name: 'infery-tool-call' }, play: ended(/^complete \(tool_calls\)$/) }

export const Infinityblue: Story = { args: { name: 'infinityblue-text' }, play: ended(/^complete \(stop\)$/) }

export const InfinityblueSchema: Story = { args: { name: 'infinityblue-json-schema' }, play: ended(/^complete \(stop\)$/) }

export const InfinityblueTools: Story = { args: { name: 'infinityblue-parallel-tools' }, play: ended(/^complete \(tool_calls\)$/) }

export const Sovereigneg: Story = { args: { name: 'sovereigneg-text' }, play: ended(/^complete \(stop\)$/) }

/** The document's sample: no finish reason, `[DONE]` alone. */
export const TokenhubSample: Story = { args: { name: 'tokenhub-sample' }, play: ended(/^complete \(no finish reason/) }

/** The document's table: role first, finish reason and usage last. */
export const TokenhubTable: Story = { args: { name: 'tokenhub-table' }, play: ended(/^complete \(stop\)$/) }
