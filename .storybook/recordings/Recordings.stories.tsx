import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { RecordingIndex } from './RecordingIndex.js'

const meta: Meta<typeof RecordingIndex> = {
  title: 'Recordings',
  component: RecordingIndex,
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen', controls: { disable: true } },
}

export default meta
type Story = StoryObj<typeof RecordingIndex>

const card = (canvas: ReturnType<typeof within>, name: string) => canvas.findByRole('article', { name })

/** Everything that comes with the package. In one theme: this page imports all stories, and of a file that has none for the dark tests Storybook makes a `describe`, which no test may import. */
export const All: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const giant = within(await card(canvas, 'A giant answer of 20,000 tokens'))
    await expect(giant.getByText('20,090')).toBeVisible()
    await expect(
      giant.getByRole('img', { name: /^2,515 reads in 40\.3 s: the first token after \d+ ms, the longest silence \d+ ms$/ }),
    ).toBeVisible()
    await expect(within(await card(canvas, 'Too many requests, then an answer')).getByText('429, 200')).toBeVisible()
    await expect(within(await card(canvas, 'A gateway that falls silent')).getByText('left after 2 min of silence')).toBeVisible()
    await expect(canvas.getAllByRole('article')).toHaveLength(28)
  },
}

/** What is found leads to the stories that it drives. */
export const Found: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.type(await canvas.findByRole('searchbox', { name: 'Find' }), 'markdown thousand')
    await expect(await canvas.findByText('No recording is like that.')).toBeVisible()
    await userEvent.clear(canvas.getByRole('searchbox'))
    await userEvent.type(canvas.getByRole('searchbox'), 'markdown 1,000')
    await expect(await canvas.findByText('1 of 28')).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Chat · Live' })).toHaveAttribute('href', './?path=/story/chat--live')
  },
}

export const ByEnding: Story = {
  tags: ['one-theme'],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Ending' }), 'failed')
    await expect(canvas.getByRole('status')).toHaveTextContent('2 of 28')
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Gateway' }), 'infery')
    await expect(canvas.getAllByRole('article')).toHaveLength(1)
    await expect(canvas.getByRole('article', { name: 'An error in the band, after some tokens' })).toBeVisible()
  },
}

export const RightToLeft: Story = {
  tags: ['one-theme'],
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => void (await card(within(canvasElement), 'Arabic, from right to left')),
}
