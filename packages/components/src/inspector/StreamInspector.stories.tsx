import { createChatClient } from '@rivulet/core'
import { record, type RecordingEntry } from '@rivulet/replay'
import type { StoryStream } from '@rivulet/replay/storybook'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { held } from '../testing/recorded.fixture.js'
import { recordingOf, runsOfRecording, traceOfRecording } from '../testing/runs.fixture.js'
import type { InspectedRun } from './InspectedRun.js'
import { runOfTrace } from './runOfTrace.js'
import { StreamInspector, type StreamInspectorProps } from './StreamInspector.js'

const meta: Meta<typeof StreamInspector> = {
  title: 'StreamInspector',
  component: StreamInspector,
  args: { onExport: fn(), onClear: fn() },
  argTypes: { runs: { control: false }, compare: { control: 'boolean' }, defaultTimingOpen: { control: 'boolean' } },
  decorators: [(Story) => <div className="story-inspector">{Story()}</div>],
  render: (args, { loaded }) => <StreamInspector {...args} runs={(loaded as { runs?: readonly InspectedRun[] }).runs ?? args.runs} />,
}

export default meta
type Story = StoryObj<typeof StreamInspector>

const recordings =
  (...names: string[]) =>
  async (): Promise<{ runs: readonly InspectedRun[] }> => {
    const runs = await Promise.all(names.map(async (name) => runsOfRecording(await recordingOf(name))))
    return { runs: runs.flat().map((run, index) => ({ ...run, id: String(index), title: names[index] })) }
  }

/** Shows of a recording what the panel has played. */
function Played({ stream, ...args }: Omit<StreamInspectorProps, 'runs'> & { stream: StoryStream }): ReactNode {
  const { fetch, recording, isReached, isHeld } = stream
  const [reads, setReads] = useState(0)
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    const count = (entry: RecordingEntry) => {
      if (Array.isArray(entry) && (entry[2] === 'data' || entry[2] === 'bytes')) setReads((before) => before + 1)
    }
    const client = createChatClient({
      baseURL: 'https://gateway.example/v1',
      fetch: record(fetch, count),
      timeouts: { headersMs: 0, stallMs: 0 },
    })
    void client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] }).result.catch(() => undefined)
  }, [fetch])
  if (!isReached) return null
  return (
    <div className="story-inspector" data-held={isHeld ? '' : undefined}>
      <StreamInspector {...args} runs={runsOfRecording(recording, reads)} />
    </div>
  )
}

/** While an answer comes: its newest event stays in sight. */
export const Streaming: Story = {
  parameters: { stream: { recording: () => recordingOf('inferex-reasoning'), at: { token: 120 } } },
  render: (args, { loaded }) => <Played {...args} stream={(loaded as { stream: StoryStream }).stream} />,
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    const events = canvas.getByRole('region', { name: /^Events of/ })
    await waitFor(() => expect(events.scrollHeight - events.clientHeight - events.scrollTop).toBeLessThan(2))
    await expect(canvas.getByRole('button', { name: /^reasoning/ })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Newest' })).toBeNull()
  },
}

/** Tokens over time, the gaps between them, and the figures. */
export const WithTiming: Story = {
  args: { defaultTimingOpen: true },
  loaders: [recordings('inferex-prose')],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
    await expect(canvas.getByText('First token').nextElementSibling).toHaveTextContent('127 ms')
    await expect(canvas.getByText('Total time').nextElementSibling).toHaveTextContent('5.13 sec')
    await expect(canvas.getByText('Gap, p95').nextElementSibling).toHaveTextContent(/^\d+ ms$/)
    await userEvent.click(canvas.getByRole('button', { name: 'Timing' }))
    await expect(canvasElement.querySelector('canvas')).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: /^Timing/ }))
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
  },
}

/** Two runs on one axis of time, their figures with the difference, their events side by side. */
export const Compared: Story = {
  args: { compare: true },
  loaders: [recordings('inferex-prose', 'inferex-reasoning')],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
    const rows = canvas.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent))
    await expect(rows[0]).toEqual(['Figure', '1 · inferex-prose', '2 · inferex-reasoning', 'Difference'])
    await expect(rows.find((row) => row[0] === 'Total time')).toEqual(['Total time', '5.13 sec', '4.72 sec', '-409 ms'])
    await expect(canvas.getAllByRole('region', { name: /^Events of/ })).toHaveLength(2)
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Compared with' }), 'Compare with…')
    await expect(canvas.getAllByRole('region', { name: /^Events of/ })).toHaveLength(1)
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Compared with' }), '1 · inferex-prose')
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
  },
}

/** By kind and by text; several kinds are shown together. */
export const Filtered: Story = {
  loaders: [recordings('infinityblue-parallel-tools')],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const kinds = () => new Set([...canvasElement.querySelectorAll('.rivulet-inspector-kind')].map(({ textContent }) => textContent))
    await userEvent.click(canvas.getByRole('button', { name: /^tool/ }))
    await expect(kinds()).toEqual(new Set(['tool']))
    await userEvent.click(canvas.getByRole('button', { name: /^run/ }))
    await expect(kinds()).toEqual(new Set(['request', 'response', 'tool', 'end']))
    const field = canvas.getByRole('textbox', { name: 'Filter events' })
    await userEvent.type(field, 'no such thing')
    await expect(canvas.getByText('No event is like that.')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect(field).toHaveFocus()
    await expect(kinds()).toEqual(new Set(['request', 'response', 'tool', 'end']))
    await userEvent.click(canvas.getByRole('button', { name: /^run/ }))
  },
}

/** By keyboard: arrows go from row to row, along the line of reading opens one, Escape closes it. */
export const RawEvent: Story = {
  loaders: [recordings('infery-error-after-tokens')],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    canvas.getByRole('region', { name: /^Events of/ }).focus()
    await userEvent.keyboard('{ArrowUp}{Home}')
    const request = canvas.getByRole('button', { name: /POST/ })
    await waitFor(() => expect(request).toHaveFocus())
    await userEvent.keyboard('{End}')
    await waitFor(() => expect(document.activeElement).toHaveTextContent(/Ended|Broke off/))
    await userEvent.keyboard('{ArrowUp}{ArrowRight}')
    const raw = await canvas.findByRole('group', { name: 'error' })
    await expect(raw).toHaveTextContent('"message"')
    await expect(raw.textContent?.split('\n').length).toBeGreaterThan(3)
    await userEvent.click(canvas.getByRole('button', { name: 'Copy' }))
    await userEvent.keyboard('{Escape}')
    await expect(canvas.queryByRole('group', { name: 'error' })).toBeNull()
    await userEvent.keyboard('{ArrowRight}')
    await expect(canvas.getByRole('group', { name: 'error' })).toBeVisible()
  },
}

/** What a client's own trace tells: no text, but what it went through, here a try that was refused. */
export const OfATrace: Story = {
  args: { defaultTimingOpen: true },
  loaders: [async () => ({ runs: [runOfTrace(await traceOfRecording('infinityblue-text'), { id: 'trace', title: 'default' })] })],
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
    await expect(canvas.getByText('Tries').nextElementSibling).toHaveTextContent('2')
    const steps = [...canvasElement.querySelectorAll('[data-step] .rivulet-inspector-kind')].map(({ textContent }) => textContent)
    await expect(steps).toEqual(['request', 'response', 'retry', 'request', 'response', 'first byte', 'first token', 'end'])
    await userEvent.click(canvas.getByRole('button', { name: 'Export' }))
    await expect(args.onExport).toHaveBeenCalledWith(expect.objectContaining({ id: 'trace' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Clear' }))
    await expect(args.onClear).toHaveBeenCalledTimes(1)
  },
}

/** Nothing was sent yet. */
export const Empty: Story = {
  args: { runs: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText(/^The stream appears here/)).toBeVisible()
  },
}

/** A column at the side of a page. */
export const Narrow: Story = {
  tags: ['one-theme'],
  args: { compare: true },
  decorators: [(Story) => <div className="story-side">{Story()}</div>],
  loaders: [recordings('infinityblue-text', 'infery-error-after-tokens')],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('canvas')).toHaveLength(2))
  },
}
