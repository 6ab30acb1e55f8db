import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { PROSE } from '../testing/messages.fixture.js'
import { MessageText, type MessageTextProps } from './MessageText.js'
import { held, lastOf, recorded, type RecordedStory } from '../testing/recorded.fixture.js'

const meta: Meta<typeof MessageText> = {
  title: 'MessageText',
  component: MessageText,
  args: { text: PROSE },
  argTypes: { streaming: { control: 'boolean' } },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof MessageText>

/** The text of a recording's answer. */
const from = (name: string, rest: Pick<RecordedStory, 'at'> = {}) =>
  recorded<MessageTextProps>({
    name,
    ...rest,
    show: (chat) => {
      const { wire, state } = lastOf(chat)
      return { text: typeof wire.content === 'string' ? wire.content : '', streaming: state === 'streaming' }
    },
  })

/** A blank line parts paragraphs. */
export const Prose: Story = {
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('p')).toHaveLength(2)
  },
}

/** More is coming: a pen stands behind the last word. */
export const Streaming: Story = {
  parameters: from('inferex-prose', { at: 0.5 }),
  play: async ({ canvasElement }) => {
    await held(canvasElement)
    const last = canvasElement.querySelector('.rivulet-text[data-streaming] > p:last-child')
    // For who wants less motion it stands still.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    await expect(last && getComputedStyle(last, '::after').animationName).toBe(isStill ? 'none' : 'rivulet-pen')
  },
}

/** Line breaks and indents inside a paragraph stay as they were written. */
export const WhiteSpace: Story = {
  args: { text: 'A stream, by its width:\n  1. a rivulet\n  2. a brook\n    - of stones\n    - of sand\n  3. a river' },
  play: async ({ canvasElement }) => {
    const [paragraph] = canvasElement.querySelectorAll('p')
    await expect(canvasElement.querySelectorAll('p')).toHaveLength(1)
    await expect(paragraph?.innerText).toContain('\n    - of sand')
  },
}

/** Nothing in it can be broken, so it breaks anywhere rather than leave its column. */
export const LongWord: Story = {
  args: { text: `https://example.com/${'rivulet-'.repeat(40)}` },
  play: async ({ canvasElement }) => {
    const text = canvasElement.querySelector('.rivulet-text')
    await expect(text?.scrollWidth).toBe(text?.clientWidth)
  },
}

/** Each paragraph finds its own direction, whatever the page's is. */
export const MixedDirections: Story = {
  args: { text: 'A rivulet is a very small stream.\n\nالجدول مجرى ماء صغير.\n\nSo is a rill.' },
  play: async ({ canvasElement }) => {
    const directions = [...canvasElement.querySelectorAll('p')].map((paragraph) => getComputedStyle(paragraph).direction)
    await expect(directions).toEqual(['ltr', 'rtl', 'ltr'])
  },
}

export const RightToLeft: Story = {
  parameters: from('inferex-right-to-left'),
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => void (await held(canvasElement)),
}
