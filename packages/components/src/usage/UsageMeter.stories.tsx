import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { held, recorded } from '../testing/recorded.fixture.js'
import { UsageMeter, type UsageMeterProps } from './UsageMeter.js'

const meta: Meta<typeof UsageMeter> = {
  title: 'UsageMeter',
  component: UsageMeter,
}

export default meta
type Story = StoryObj<typeof UsageMeter>

/** Tokens and credits, as one gateway states them. */
export const Credits: Story = {
  parameters: recorded<UsageMeterProps>({ name: 'infery-usage-credits', show: ({ usage, cost }) => ({ usage, cost }) }),
  play: async ({ canvasElement }) => {
    const canvas = await held(canvasElement)
    await expect(canvas.getByText('Total').nextElementSibling).toHaveTextContent(/^\d+$/)
    await expect(canvas.getByText(/^\d+ credits?$/)).toBeVisible()
  },
}

/** Cached and reasoning tokens, and a cost in dollars. */
export const Dollars: Story = {
  args: {
    usage: {
      prompt_tokens: 12_480,
      completion_tokens: 2_316,
      total_tokens: 14_796,
      prompt_tokens_details: { cached_tokens: 11_264 },
      completion_tokens_details: { reasoning_tokens: 1_792 },
    },
    cost: { amount: 0.0183, unit: 'USD' },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('14,796')).toBeVisible()
    await expect(canvas.getByText('$0.0183')).toBeVisible()
  },
}

/** A gateway that states a cost and no tokens. */
export const CostOnly: Story = {
  args: { cost: { amount: 1, unit: 'credits' } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('1 credit')).toBeVisible()
  },
}

/** How full the context is: a bar that turns to caution from 80 % on, to danger from 95 % on. */
export const Context: Story = {
  render: (args) => (
    <div className="story-gallery">
      {[900, 96_000, 110_000, 127_900].map((used) => (
        <UsageMeter {...args} key={used} context={{ used, limit: 128_000 }} />
      ))}
    </div>
  ),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getAllByRole('meter')).toHaveLength(4)
    await expect(within(canvasElement).getByText('75% used')).toBeVisible()
  },
}

/** Digits follow the locale of the words. */
export const German: Story = {
  args: {
    ...Dollars.args,
    labels: {
      locale: 'de',
      promptTokens: 'Ein',
      completionTokens: 'Aus',
      cachedTokens: 'Im Speicher',
      reasoningTokens: 'Gedacht',
      totalTokens: 'Summe',
      cost: 'Kosten',
    },
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('14.796')).toBeVisible()
  },
}

/** Nothing is known yet: nothing is drawn. */
export const Unknown: Story = {
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.rivulet-usage')).toBeNull()
  },
}
