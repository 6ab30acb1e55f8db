import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { Sources } from './Sources.js'

const meta: Meta<typeof Sources> = {
  title: 'Sources',
  component: Sources,
  args: {
    sources: [
      { url: 'https://en.wikipedia.org/wiki/Stream', title: 'Stream', snippet: 'A stream is a continuous body of surface water.' },
      { url: 'https://www.example.org/hydrology/rills-and-rivulets', title: 'Rills and rivulets: how water begins to gather on a slope' },
      { url: 'https://example.com/brooks/' },
      { url: 'https://example.net/معجم', title: 'معجم المياه' },
      { url: 'https://en.wikipedia.org/wiki/Rill', title: 'Rill' },
    ],
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Sources>

/** One line that unfolds, naming the first hosts. */
export const Folded: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByText('en.wikipedia.org')[0]).toBeVisible()
    await userEvent.click(canvas.getByText('5 sources'))
    const links = canvas.getAllByRole('link')
    await expect(links).toHaveLength(5)
    await expect(links[0]).toHaveAttribute('rel', 'noopener noreferrer nofollow')
    await expect(links[0]).toHaveAttribute('href', 'https://en.wikipedia.org/wiki/Stream')
  },
}

/** Numbered as the text counts them, each with its title and its host. */
export const Unfolded: Story = { args: { defaultOpen: true } }

/** What is no page of the web is told, and not linked to; a name before a host does not pass for it. */
export const Untrusted: Story = {
  args: {
    defaultOpen: true,
    sources: [
      { url: 'javascript:alert(1)', title: 'A page\u202egpj.exe' },
      { url: 'https://trusted.example@evil.example/', title: 'trusted.example' },
      { url: 'https://p\u0430ypal.example/', title: 'PayPal' },
    ],
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('A pagegpj.exe').closest('a')).toBeNull()
    await expect(canvas.getByRole('link', { name: /trusted\.example ?evil\.example/ })).toHaveAttribute('href', 'https://evil.example/')
    await expect(canvas.getAllByText('xn--pypal-4ve.example')[1]).toBeVisible()
  },
}
